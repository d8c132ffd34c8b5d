//! Commands and tests as rules see them.

use opswright_shell::{Command, Pipeline, Simple, Word};
use opswright_source::Range;

use super::context::Around;

/// A program or builtin in use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Used<'a> {
    pub(crate) command: &'a Command,
    pub(crate) simple: &'a Simple,
    /// Name of the program without its folder, behind `sudo`, `env` and their like; empty where it is not written out.
    pub(crate) name: &'a str,
    /// The word that names it.
    pub(crate) program: Option<&'a Word>,
    /// The words after the program.
    pub(crate) arguments: &'a [Word],
    pub(crate) around: Around,
    pub(crate) pipeline: &'a Pipeline,
    /// Its number in the pipeline.
    pub(crate) position: usize,
}

impl Used<'_> {
    /// Whether one of its arguments is written as `text`.
    pub(crate) fn has(&self, text: &str, argument: &str) -> bool {
        self.arguments
            .iter()
            .any(|word| word.literal(text) == Some(argument))
    }

    /// Whether one of the short flags `flags` is set.
    pub(crate) fn has_flag(&self, text: &str, flag: char) -> bool {
        self.arguments.iter().any(|word| {
            word.literal(text).is_some_and(|word| {
                word.starts_with('-') && !word.starts_with("--") && word.contains(flag)
            })
        })
    }

    /// Whether it writes into the next command.
    pub(crate) fn feeds(&self) -> bool {
        self.position + 1 < self.pipeline.commands.len()
    }

    /// From the program to its last argument.
    pub(crate) fn range(&self) -> Range {
        let first = self.program.map_or(self.command.range, |word| word.range);
        let last = self.arguments.last().map_or(first, |word| word.range);
        Range::new(first.start, last.end)
    }
}

/// `[ … ]`, `test …` or `[[ … ]]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Test<'a> {
    /// Operands and operators.
    pub(crate) words: &'a [Word],
    /// Whether it is `[[`.
    pub(crate) double: bool,
    pub(crate) range: Range,
}

/// Number of words in front of the program that itself runs.
pub(super) fn wrappers(words: &[Word], text: &str) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at).and_then(|word| word.literal(text)) {
        let wrapper = matches!(
            word,
            "sudo" | "exec" | "env" | "nice" | "nohup" | "builtin" | "doas"
        ) || word == "command"
            && words
                .get(at + 1)
                .and_then(|next| next.literal(text))
                .is_some_and(|next| !next.starts_with('-'));
        if !wrapper || at + 1 >= words.len() {
            break;
        }
        at += 1;
        while let Some(next) = words.get(at) {
            let flag = next
                .literal(text)
                .is_some_and(|next| next.starts_with('-') && next.len() > 1);
            if !flag && next.assignment(text).is_none() {
                break;
            }
            let takes = word == "sudo" && matches!(next.literal(text), Some("-u" | "-g" | "-h"));
            at += 1 + usize::from(takes);
        }
    }
    at.min(words.len())
}
