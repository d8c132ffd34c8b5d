//! A script in a file of its own.

use opswright_shell::{Dialect, interpreter};

use super::ShellSource;
use crate::shell::context::{Place, Setting};
use crate::shell::origin::Origin;

/// The script, unless another language is named in its first line.
pub(super) fn source(text: &str) -> Option<ShellSource<'_>> {
    let named = interpreter(text);
    let written = named
        .as_ref()
        .map(|(program, _)| *program)
        .or_else(|| directive(text));
    let (dialect, certain) = match written {
        Some(program) => (Dialect::of_program(program)?, true),
        // A part that other scripts read, most likely bash.
        None => (Dialect::Bash, false),
    };
    let errexit = named.is_some_and(|(_, arguments)| {
        arguments
            .iter()
            .any(|flag| flag.starts_with('-') && !flag.starts_with("--") && flag.contains('e'))
    });
    let setting = Setting {
        dialect,
        certain,
        errexit,
        place: Place::File,
        given: Vec::new(),
    };
    // `<%= … %>` and `{{ … }}` stand in scripts that are templates.
    Some(ShellSource::read(text, &[], setting, Origin::File))
}

/// The shell of `# shellcheck shell=…` above the first command.
fn directive(text: &str) -> Option<&str> {
    text.lines()
        .take_while(|line| line.trim().is_empty() || line.starts_with('#'))
        .find_map(|line| line.split_once("shellcheck shell="))
        .map(|(_, rest)| rest.split_whitespace().next().unwrap_or(""))
}
