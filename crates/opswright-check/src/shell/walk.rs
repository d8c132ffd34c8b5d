//! One walk over a script, which finds all that stands in it.

mod parts;

use opswright_shell::{
    Block, Case, Command, CommandKind, For, Function, Loop, Part, Pipeline, Simple, Statement,
};
use opswright_source::Range;

use super::context::Around;
use super::index::Index;
use super::sources::ShellSource;
use super::used::{Test, Used, wrappers};
use super::value::Spot;
use super::variables::{Known, Set, known, set_by};
use parts::Stand;

pub(super) fn walk<'a>(source: &'a ShellSource<'a>) -> Index<'a> {
    let mut walk = Walk {
        text: &source.text,
        source,
        limit: source
            .script
            .faults
            .first()
            .map_or(usize::MAX, |fault| fault.range.start),
        index: Index::default(),
        subshells: 0,
    };
    walk.block(&source.script.block, Around::default());
    for document in &source.script.heredocs {
        if document.body.start < walk.limit {
            walk.parts(&document.parts, Stand::at(Spot::Document));
        }
    }
    walk.index.errexit |= source.setting.errexit;
    walk.index
}

struct Walk<'a> {
    text: &'a str,
    source: &'a ShellSource<'a>,
    /// What reaches over the first fault is not looked at.
    limit: usize,
    index: Index<'a>,
    subshells: usize,
}

impl<'a> Walk<'a> {
    fn block(&mut self, block: &'a Block, around: Around) {
        self.index.blocks.push(block);
        for statement in &block.statements {
            if statement.range.end < self.limit || statement.range.is_empty() {
                self.statement(statement, around);
            }
        }
    }

    fn statement(&mut self, statement: &'a Statement, outer: Around) {
        self.index.statements.push((statement, outer));
        let count = statement.rest.len();
        let connector = |at: usize| statement.rest.get(at).map(|(connector, _)| *connector);
        for (at, pipeline) in statement.pipelines().enumerate() {
            let before = connector(at);
            let around = Around {
                checked: outer.checked || at < count,
                behind: at.checked_sub(1).and_then(connector),
                before,
                background: statement.background,
                subshell: if statement.background && count == 0 {
                    self.subshell()
                } else {
                    outer.subshell
                },
                ..outer
            };
            self.pipeline(pipeline, around);
        }
    }

    fn subshell(&mut self) -> usize {
        self.subshells += 1;
        self.subshells
    }

    fn pipeline(&mut self, pipeline: &'a Pipeline, outer: Around) {
        self.index.pipelines.push((pipeline, outer));
        let several = pipeline.commands.len() > 1;
        for (position, command) in pipeline.commands.iter().enumerate() {
            let last = position + 1 == pipeline.commands.len();
            let around = Around {
                checked: outer.checked || pipeline.negation.is_some() || !last,
                subshell: if several {
                    self.subshell()
                } else {
                    outer.subshell
                },
                ..outer
            };
            self.command(command, around, (pipeline, position));
        }
    }

    fn command(&mut self, command: &'a Command, around: Around, at: (&'a Pipeline, usize)) {
        if let CommandKind::Simple(simple) = &command.kind {
            self.simple(command, simple, around, at);
        } else {
            self.index.compounds.push((command, around));
            self.compound(command, around, at.1 > 0);
        }
        for redirect in &command.redirects {
            self.index.redirects.push((redirect, command));
            if redirect.heredoc.is_none() {
                let here_string = redirect.operator.slice(self.text) == "<<<";
                let spot = if here_string {
                    Spot::Assignment
                } else {
                    Spot::Target
                };
                self.word(&redirect.target, spot, None, around);
            }
        }
    }

    fn compound(&mut self, command: &'a Command, around: Around, piped: bool) {
        let inside = Around {
            behind: None,
            before: None,
            background: false,
            ..around
        };
        match &command.kind {
            CommandKind::Simple(_) => {}
            CommandKind::Group(block) => self.block(block, inside),
            CommandKind::Subshell(block) => {
                let subshell = self.subshell();
                self.block(block, Around { subshell, ..inside });
            }
            CommandKind::If(branches, otherwise) => {
                for (condition, body) in branches {
                    self.block(
                        condition,
                        Around {
                            checked: true,
                            ..inside
                        },
                    );
                    self.block(body, inside);
                }
                if let Some(body) = otherwise {
                    self.block(body, inside);
                }
            }
            CommandKind::Loop(inner) => self.repeated(command, inner, inside, piped),
            CommandKind::For(inner) => self.run_over(inner, inside),
            CommandKind::ArithmeticFor(parts, body) => {
                self.parts(parts, Stand::at(Spot::Arithmetic));
                let loops = inside.loops + 1;
                self.block(body, Around { loops, ..inside });
            }
            CommandKind::Case(case) => self.case(case, inside),
            CommandKind::Function(function) => self.function(function, inside),
            CommandKind::Arithmetic(parts) => self.parts(parts, Stand::at(Spot::Arithmetic)),
            CommandKind::Test(words) => {
                self.index.tests.push(Test {
                    words,
                    double: true,
                    range: command.range,
                });
                for word in words {
                    self.word(word, Spot::Test, None, inside);
                }
            }
        }
    }

    fn repeated(&mut self, command: &'a Command, inner: &'a Loop, around: Around, piped: bool) {
        self.block(
            &inner.condition,
            Around {
                checked: true,
                loops: around.loops + 1,
                ..around
            },
        );
        let fed = piped
            || command
                .redirects
                .iter()
                .any(|redirect| redirect.operator.slice(self.text).starts_with('<'));
        let body = Around {
            loops: around.loops + 1,
            fed_loop: fed || around.fed_loop,
            ..around
        };
        self.block(&inner.body, body);
    }

    fn run_over(&mut self, inner: &'a For, around: Around) {
        for word in inner.words.iter().flatten() {
            self.word(word, Spot::List, None, around);
        }
        let plain = inner.words.as_ref().is_some_and(|words| {
            words
                .iter()
                .all(|word| word.value(self.text).is_some_and(|value| is_plain(&value)))
        });
        let set = Set {
            name: inner.name,
            known: if plain { Known::Word } else { Known::Unknown },
            array: false,
            appends: false,
            word: None,
            subshell: around.subshell,
            function: around.function,
        };
        self.set(set);
        let loops = around.loops + 1;
        self.block(&inner.body, Around { loops, ..around });
    }

    fn case(&mut self, case: &'a Case, around: Around) {
        self.word(&case.word, Spot::Case, None, around);
        for arm in &case.arms {
            for pattern in &arm.patterns {
                self.word(pattern, Spot::Pattern, None, around);
            }
            self.block(&arm.body, around);
        }
    }

    fn function(&mut self, function: &'a Function, around: Around) {
        let inside = Around {
            function: true,
            loops: 0,
            fed_loop: false,
            captured: around.captured,
            subshell: around.subshell,
            ..Around::default()
        };
        if !matches!(function.body.kind, CommandKind::Simple(_)) {
            self.index.compounds.push((&function.body, inside));
            self.compound(&function.body, inside, false);
            for redirect in &function.body.redirects {
                self.index.redirects.push((redirect, &function.body));
            }
        }
    }

    fn set(&mut self, set: Set<'a>) {
        let name = set.name.slice(self.text);
        self.index.variables.entry(name).or_default().push(set);
    }

    fn simple(
        &mut self,
        command: &'a Command,
        simple: &'a Simple,
        around: Around,
        at: (&'a Pipeline, usize),
    ) {
        let skipped = wrappers(&simple.words, self.text);
        let program = simple.words.get(skipped);
        let name = program
            .filter(|word| !self.has_hole(word.range))
            .and_then(|word| word.literal(self.text))
            .map_or("", |name| name.rsplit('/').next().unwrap_or(name));
        let used = Used {
            command,
            simple,
            name,
            program,
            arguments: simple.words.get(skipped + 1..).unwrap_or(&[]),
            around,
            pipeline: at.0,
            position: at.1,
        };
        let number = self.index.commands.len();
        self.index.commands.push(used);
        self.of_builtin(&used);
        for word in &simple.assignments {
            if let Some(assignment) = word.assignment(self.text) {
                // `A=1 program` sets nothing here.
                if simple.words.is_empty() {
                    let array = matches!(assignment.rest.first(), Some(Part::Array(..)));
                    self.set(Set {
                        name: assignment.name,
                        known: if array || assignment.indexed || assignment.appends {
                            Known::Unknown
                        } else {
                            known(&assignment, self.text)
                        },
                        array: array || assignment.indexed,
                        appends: assignment.appends,
                        word: Some(word),
                        subshell: around.subshell,
                        function: around.function,
                    });
                }
            }
            self.word(word, Spot::Assignment, Some(number), around);
        }
        let declares = matches!(
            name,
            "export" | "local" | "declare" | "typeset" | "readonly" | "alias"
        );
        for word in &simple.words {
            let assigns = declares && word.assignment(self.text).is_some();
            let spot = if assigns {
                Spot::Assignment
            } else {
                Spot::Argument
            };
            self.word(word, spot, Some(number), around);
        }
    }

    fn has_hole(&self, range: Range) -> bool {
        self.source
            .holes
            .iter()
            .any(|hole| hole.start < range.end && range.start < hole.end)
    }

    fn of_builtin(&mut self, used: &Used<'a>) {
        set_by(used, self.text, &mut self.index.variables);
        match used.name {
            "[" => {
                let closed = used
                    .arguments
                    .last()
                    .is_some_and(|word| word.literal(self.text) == Some("]"));
                let count = used.arguments.len() - usize::from(closed);
                self.index.tests.push(Test {
                    words: used.arguments.get(..count).unwrap_or(&[]),
                    double: false,
                    range: used.range(),
                });
            }
            "test" => self.index.tests.push(Test {
                words: used.arguments,
                double: false,
                range: used.range(),
            }),
            "set" => {
                let ends = used.arguments.windows(2).any(|pair| {
                    pair[0].literal(self.text) == Some("-o")
                        && pair[1].literal(self.text) == Some("errexit")
                });
                self.index.errexit |= ends || used.has_flag(self.text, 'e');
            }
            _ => {}
        }
    }
}

fn is_plain(value: &str) -> bool {
    !value.is_empty() && !value.contains([' ', '\t', '\n', '*', '?', '[', '{', '~'])
}
