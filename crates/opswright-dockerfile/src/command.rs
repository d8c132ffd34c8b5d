//! A command in shell form or exec form.

use opswright_source::Range;

use crate::instruction::Word;
use crate::joined::JoinedText;
use crate::shell::{ShellCommand, split_commands};

/// What RUN, CMD, ENTRYPOINT, SHELL and HEALTHCHECK run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Text that a shell reads.
    Shell(JoinedText),
    /// `["program", "argument"]`
    Exec {
        /// The strings of the list.
        words: Vec<Word>,
        /// The list with its brackets.
        range: Range,
    },
}

impl Command {
    /// Whether it is a list that runs without a shell.
    pub fn is_exec(&self) -> bool {
        matches!(self, Self::Exec { .. })
    }

    /// Its bytes in the file.
    pub fn range(&self) -> Range {
        match self {
            Self::Shell(text) => text.source_range(0, text.text.len()),
            Self::Exec { range, .. } => *range,
        }
    }

    /// The simple commands in it, those of `sh -c "…"` included.
    pub fn commands(&self) -> Vec<ShellCommand> {
        match self {
            Self::Shell(text) => split_commands(text),
            Self::Exec { words, .. } => match words.as_slice() {
                [shell, flag, script, ..] if is_shell(&shell.text) && flag.text.ends_with('c') => {
                    split_commands(&JoinedText::at(&script.text, script.range.start + 1))
                }
                [] => Vec::new(),
                _ => vec![ShellCommand {
                    words: words.clone(),
                    piped: false,
                }],
            },
        }
    }
}

fn is_shell(program: &str) -> bool {
    let name = program.rsplit('/').next().unwrap_or(program);
    matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh")
}
