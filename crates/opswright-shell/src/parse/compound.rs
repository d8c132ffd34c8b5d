//! `if`, loops, `case`, functions, groups, tests.

use opswright_source::Range;

use super::word::Mode;
use super::{Closers, Parser};
use crate::fault::FaultKind;
use crate::tree::{Arm, Block, Case, Command, CommandKind, For, Function, Loop};
use crate::word::Word;

const BRANCH_END: Closers = Closers::ELIF.and(Closers::ELSE).and(Closers::FI);

impl Parser<'_> {
    /// One command; `None` where none begins here.
    pub(super) fn command(&mut self) -> Option<Command> {
        let start = self.at;
        let kind = match self.bare_word() {
            "if" => self.branches(),
            "while" => self.repeated(false),
            "until" => self.repeated(true),
            "for" => self.run_over(false),
            "select" => self.run_over(true),
            "case" => self.case(),
            "function" => self.function_keyword(),
            "{" => self.group(),
            "[[" => self.test(),
            "coproc" => {
                self.at += "coproc".len();
                self.skip_blanks();
                return self.deeper(Self::command);
            }
            _ if self.closer().is_some() => return None,
            _ if self.starts_with("((") => match self.arithmetic_command() {
                Some(kind) => kind,
                None => self.subshell(),
            },
            _ if self.byte() == Some(b'(') => self.subshell(),
            _ => return self.simple(),
        };
        let redirects = self.redirects();
        let end = redirects.last().map_or(self.at, |last| last.range.end);
        Some(Command {
            kind,
            redirects,
            range: Range::new(start, end.max(start)),
        })
    }

    /// Takes a word that ends a block, or says that `opener` lacks it.
    fn close(&mut self, opener: (Range, &'static str), closer: &'static str) -> bool {
        self.skip_lines();
        if self.bare_word() == closer || closer == ")" && self.byte() == Some(b')') {
            self.at += closer.len();
            return true;
        }
        self.fault(opener.0, FaultKind::Missing(opener.1, closer));
        false
    }

    fn branches(&mut self) -> CommandKind {
        let opener = (Range::new(self.at, self.at + 2), "if");
        let mut branches = Vec::new();
        let mut otherwise = None;
        loop {
            self.at += self.bare_word().len();
            let condition = self.within(Closers::THEN, Self::block);
            if !self.close(opener, "then") {
                branches.push((condition, Block::default()));
                break;
            }
            let body = self.body("then", BRANCH_END);
            branches.push((condition, body));
            match self.bare_word() {
                "elif" => continue,
                "else" => {
                    self.at += "else".len();
                    otherwise = Some(self.body("else", Closers::FI));
                }
                _ => {}
            }
            self.close(opener, "fi");
            break;
        }
        CommandKind::If(branches, otherwise)
    }

    /// A block that must not be empty.
    fn body(&mut self, opener: &'static str, closers: Closers) -> Block {
        let start = self.at - opener.len();
        let block = self.within(closers, Self::block);
        if block.statements.is_empty() && self.faults.is_empty() {
            let range = Range::new(start, start + opener.len());
            self.fault(range, FaultKind::NoCommand(opener));
        }
        block
    }

    fn repeated(&mut self, until: bool) -> CommandKind {
        let opener = (
            Range::new(self.at, self.at + 5),
            if until { "until" } else { "while" },
        );
        self.at += 5;
        let condition = self.within(Closers::DO, Self::block);
        let body = self.loop_body(opener);
        CommandKind::Loop(Loop {
            until,
            condition,
            body,
        })
    }

    fn loop_body(&mut self, opener: (Range, &'static str)) -> Block {
        if !self.close(opener, "do") {
            return Block::default();
        }
        let body = self.body("do", Closers::DONE);
        self.close(opener, "done");
        body
    }

    fn run_over(&mut self, select: bool) -> CommandKind {
        let written = if select { "select" } else { "for" };
        let opener = (Range::new(self.at, self.at + written.len()), written);
        self.at += written.len();
        self.skip_blanks();
        if self.starts_with("((")
            && let Some(CommandKind::Arithmetic(parts)) = self.arithmetic_command()
        {
            self.separator();
            let body = self.loop_or_braces(opener);
            return CommandKind::ArithmeticFor(parts, body);
        }
        let name = self.word(Mode::Plain).range;
        self.skip_lines();
        let words = (self.bare_word() == "in").then(|| {
            self.at += 2;
            self.words()
        });
        self.separator();
        let body = self.loop_or_braces(opener);
        CommandKind::For(For {
            name,
            words,
            body,
            select,
        })
    }

    fn separator(&mut self) {
        self.skip_lines();
        if self.byte() == Some(b';') {
            self.at += 1;
        }
        self.skip_lines();
    }

    fn loop_or_braces(&mut self, opener: (Range, &'static str)) -> Block {
        if self.bare_word() == "{"
            && let CommandKind::Group(block) = self.group()
        {
            return block;
        }
        self.loop_body(opener)
    }

    /// Words up to the end of the line.
    fn words(&mut self) -> Vec<Word> {
        let mut words = Vec::new();
        loop {
            self.skip_blanks();
            let before = self.at;
            let word = self.word(Mode::Plain);
            if self.at == before {
                return words;
            }
            words.push(word);
        }
    }

    fn case(&mut self) -> CommandKind {
        let opener = (Range::new(self.at, self.at + 4), "case");
        self.at += 4;
        self.skip_blanks();
        let word = self.word(Mode::Plain);
        self.skip_lines();
        let mut arms = Vec::new();
        if self.bare_word() == "in" {
            self.at += 2;
        } else {
            self.fault(opener.0, FaultKind::Missing("case", "in"));
            return CommandKind::Case(Case { word, arms });
        }
        loop {
            self.skip_lines();
            if self.bare_word() == "esac" || self.at >= self.text.len() {
                break;
            }
            let before = self.at;
            match self.arm() {
                Some(arm) => arms.push(arm),
                None => break,
            }
            if self.at == before {
                break;
            }
        }
        self.close(opener, "esac");
        CommandKind::Case(Case { word, arms })
    }

    fn arm(&mut self) -> Option<Arm> {
        if self.byte() == Some(b'(') {
            self.at += 1;
        }
        let start = self.at;
        let mut patterns = Vec::new();
        loop {
            self.skip_blanks();
            patterns.push(self.word(Mode::Plain));
            self.skip_blanks();
            if self.byte() != Some(b'|') {
                break;
            }
            self.at += 1;
        }
        if self.byte() != Some(b')') {
            self.fault(
                Range::new(start, self.at.max(start)),
                FaultKind::Missing("case", ")"),
            );
            return None;
        }
        self.at += 1;
        let body = self.within(Closers::ARM.and(Closers::ESAC), Self::block);
        self.skip_lines();
        let mut falls_through = false;
        if let Some((Closers::ARM, length)) = self.closer() {
            falls_through = !self.starts_with(";;") || length == 3;
            self.at += length;
        }
        Some(Arm {
            patterns,
            body,
            falls_through,
        })
    }

    pub(super) fn group(&mut self) -> CommandKind {
        let opener = (Range::new(self.at, self.at + 1), "{");
        self.at += 1;
        let block = self.within(Closers::BRACE, Self::block);
        self.close(opener, "}");
        CommandKind::Group(block)
    }

    fn subshell(&mut self) -> CommandKind {
        let opener = (Range::new(self.at, self.at + 1), "(");
        self.at += 1;
        let block = self.within(Closers::PAREN, Self::block);
        self.close(opener, ")");
        CommandKind::Subshell(block)
    }

    fn function_keyword(&mut self) -> CommandKind {
        self.at += "function".len();
        self.skip_blanks();
        let name = self.word(Mode::Plain).range;
        self.skip_blanks();
        let parentheses = self.byte() == Some(b'(');
        if parentheses {
            self.at += 1;
            self.skip_blanks();
            self.at += usize::from(self.byte() == Some(b')'));
        }
        self.definition(name, true, parentheses)
    }

    /// The body of the function `name`.
    pub(super) fn definition(
        &mut self,
        name: Range,
        keyword: bool,
        parentheses: bool,
    ) -> CommandKind {
        self.skip_lines();
        let body = self.deeper(Self::command).unwrap_or_else(|| {
            self.fault(name, FaultKind::Missing("function", "{"));
            Command {
                kind: CommandKind::Group(Block::default()),
                redirects: Vec::new(),
                range: Range::at(self.at),
            }
        });
        CommandKind::Function(Box::new(Function {
            name,
            keyword,
            parentheses,
            body,
        }))
    }

    fn test(&mut self) -> CommandKind {
        let opener = Range::new(self.at, self.at + 2);
        self.at += 2;
        let mut words: Vec<Word> = Vec::new();
        loop {
            self.skip_lines();
            if self.bare_word_test_end() {
                self.at += 2;
                break;
            }
            let regex = words
                .last()
                .is_some_and(|word| word.text(self.text) == "=~");
            let before = self.at;
            let word = self.word(if regex { Mode::Regex } else { Mode::Test });
            if self.at == before {
                self.fault(opener, FaultKind::Missing("[[", "]]"));
                break;
            }
            words.push(word);
        }
        CommandKind::Test(words)
    }

    fn bare_word_test_end(&self) -> bool {
        self.starts_with("]]")
            && self.byte_at(2).is_none_or(|byte| {
                byte.is_ascii_whitespace()
                    || matches!(byte, b';' | b'&' | b'|' | b')' | b'`' | b'}' | b'<' | b'>')
            })
    }
}
