//! Words and their parts.

use opswright_shell::{Part, Word};

use super::Walk;
use crate::shell::context::Around;
use crate::shell::value::{Spot, Value};

/// Where parts of a word stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    spot: Spot,
    quoted: bool,
    nested: bool,
    word: Option<&'a Word>,
    command: Option<usize>,
    around: Around,
}

impl Stand<'_> {
    pub(super) fn at(spot: Spot) -> Self {
        Self {
            spot,
            quoted: spot == Spot::Document,
            nested: false,
            word: None,
            command: None,
            around: Around::default(),
        }
    }
}

impl<'a> Walk<'a> {
    pub(super) fn word(
        &mut self,
        word: &'a Word,
        spot: Spot,
        command: Option<usize>,
        around: Around,
    ) {
        self.index.words.push((word, spot));
        self.parts(
            &word.parts,
            Stand {
                spot,
                quoted: false,
                nested: false,
                word: Some(word),
                command,
                around,
            },
        );
    }

    pub(super) fn parts(&mut self, parts: &'a [Part], stand: Stand<'a>) {
        for part in parts {
            match part {
                Part::Double(_, inner) => self.parts(
                    inner,
                    Stand {
                        quoted: true,
                        ..stand
                    },
                ),
                Part::Parameter(parameter) => {
                    self.value(part, stand);
                    self.parts(
                        &parameter.argument,
                        Stand {
                            nested: true,
                            ..stand
                        },
                    );
                }
                Part::Substitution(substitution) => {
                    self.value(part, stand);
                    let subshell = self.subshell();
                    self.block(
                        &substitution.block,
                        Around {
                            captured: true,
                            subshell,
                            function: stand.around.function,
                            loops: stand.around.loops,
                            ..Around::default()
                        },
                    );
                }
                Part::Arithmetic(_, inner) => {
                    self.value(part, stand);
                    self.parts(
                        inner,
                        Stand {
                            spot: Spot::Arithmetic,
                            quoted: true,
                            ..stand
                        },
                    );
                }
                Part::Array(_, words) => {
                    for word in words {
                        self.word(word, Spot::Element, stand.command, stand.around);
                    }
                }
                Part::Literal(_)
                | Part::Escape(_)
                | Part::Single(_)
                | Part::Ansi(_)
                | Part::Glob(_) => {}
            }
        }
    }

    fn value(&mut self, part: &'a Part, stand: Stand<'a>) {
        self.index.values.push(Value {
            part,
            quoted: stand.quoted,
            spot: stand.spot,
            word: stand.word,
            command: stand.command,
            nested: stand.nested,
        });
    }
}
