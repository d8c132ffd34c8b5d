//! Programs with their words.

use opswright_source::Range;

use super::Parser;
use super::word::Mode;
use crate::fault::FaultKind;
use crate::tree::{Command, CommandKind, Simple};
use crate::word::Word;

impl Parser<'_> {
    pub(super) fn simple(&mut self) -> Option<Command> {
        let start = self.at;
        let mut end = start;
        let mut simple = Simple::default();
        let mut redirects = Vec::new();
        loop {
            self.skip_blanks();
            if let Some(redirect) = self.redirect() {
                end = redirect.range.end;
                redirects.push(redirect);
                continue;
            }
            if self.byte() == Some(b'(') {
                if let [name] = simple.words.as_slice()
                    && simple.assignments.is_empty()
                    && self.ends_name()
                {
                    let kind = self.definition(name.range, false, true);
                    let redirects = self.redirects();
                    let end = redirects.last().map_or(self.at, |last| last.range.end);
                    return Some(Command {
                        kind,
                        redirects,
                        range: Range::new(start, end),
                    });
                }
                if simple.words.is_empty() && simple.assignments.is_empty() {
                    break;
                }
                let at = self.at;
                self.at += 1;
                self.fault(Range::new(at, at + 1), FaultKind::Unexpected);
                continue;
            }
            let before = self.at;
            let word = self.word(Mode::Argument);
            if self.at == before {
                break;
            }
            end = word.range.end;
            self.sort_in(word, &mut simple);
        }
        let nothing = simple.words.is_empty() && simple.assignments.is_empty();
        (!nothing || !redirects.is_empty()).then(|| Command {
            kind: CommandKind::Simple(simple),
            redirects,
            range: Range::new(start, end),
        })
    }

    fn sort_in(&self, word: Word, simple: &mut Simple) {
        if simple.words.is_empty() && word.assignment(self.text).is_some() {
            simple.assignments.push(word);
        } else {
            simple.words.push(word);
        }
    }

    /// Takes `()` behind a name.
    fn ends_name(&mut self) -> bool {
        let rest = self.rest();
        let inside = rest.get(1..).unwrap_or("").trim_start_matches([' ', '\t']);
        if !inside.starts_with(')') {
            return false;
        }
        self.at += rest.len() - inside.len() + 1;
        true
    }
}
