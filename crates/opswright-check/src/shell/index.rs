//! What stands in a script.

use opswright_shell::{Block, Command, Pipeline, Redirect, Statement, Word};

use super::context::Around;
use super::sources::ShellSource;
use super::used::{Test, Used};
use super::value::{Spot, Value};
use super::variables::Variables;
use super::walk::walk;

/// Everything that stands in a script, in order.
#[derive(Debug, Default)]
pub(crate) struct Index<'a> {
    pub(crate) commands: Vec<Used<'a>>,
    pub(crate) values: Vec<Value<'a>>,
    pub(crate) tests: Vec<Test<'a>>,
    pub(crate) words: Vec<(&'a Word, Spot)>,
    pub(crate) redirects: Vec<(&'a Redirect, &'a Command)>,
    pub(crate) statements: Vec<(&'a Statement, Around)>,
    pub(crate) blocks: Vec<&'a Block>,
    pub(crate) pipelines: Vec<(&'a Pipeline, Around)>,
    pub(crate) compounds: Vec<(&'a Command, Around)>,
    pub(crate) variables: Variables<'a>,
    /// Whether `set -e` stands somewhere.
    pub(crate) errexit: bool,
}

impl<'a> Index<'a> {
    pub(crate) fn of(source: &'a ShellSource<'a>) -> Self {
        walk(source)
    }
}
