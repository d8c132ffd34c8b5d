//! The scripts of a file.

mod dockerfile;
mod holes;
mod script;
mod steps;

use std::borrow::Cow;

use opswright_project::{Kind, Parsed, Syntax};
use opswright_shell::Script;
use opswright_source::Range;

use super::context::Setting;
use super::origin::Origin;
use crate::view::View;
use holes::mask;

/// One script, read.
#[derive(Debug)]
pub(crate) struct ShellSource<'a> {
    /// Holes masked.
    pub(crate) text: Cow<'a, str>,
    pub(crate) script: Script,
    pub(crate) holes: Vec<Range>,
    pub(crate) setting: Setting,
    pub(crate) origin: Origin<'a>,
}

impl<'a> ShellSource<'a> {
    /// Reads `text`, whose holes are between `marks`.
    fn read(text: &'a str, marks: &[(&str, &str)], setting: Setting, origin: Origin<'a>) -> Self {
        let (text, holes) = mask(text, marks);
        let script = opswright_shell::parse(&text);
        Self {
            text,
            script,
            holes,
            setting,
            origin,
        }
    }
}

/// All scripts of a file, in order.
pub(crate) fn sources<'a>(
    parsed: &'a Parsed,
    view: &View<'a>,
    text: &'a str,
) -> Vec<ShellSource<'a>> {
    match (view, parsed.kind) {
        (View::Dockerfile(file), _) => dockerfile::sources(file, text),
        (View::Workflow(file), _) => file
            .workflow
            .as_ref()
            .map(|workflow| steps::of_workflow(workflow, text))
            .unwrap_or_default(),
        (_, Kind::Action) => match &parsed.syntax {
            Syntax::Yaml(yaml) => steps::of_action(yaml, text),
            _ => Vec::new(),
        },
        (_, Kind::Script) => script::source(text).into_iter().collect(),
        _ => Vec::new(),
    }
}
