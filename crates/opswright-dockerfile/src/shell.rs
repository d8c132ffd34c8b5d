//! Shell text to simple commands: enough to see which programs run with which words, not a shell.

use opswright_source::Range;

use crate::instruction::Word;
use crate::joined::JoinedText;

/// One program with its words; leading assignments are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShellCommand {
    /// Program first; quotes are removed, expansions stay as written.
    pub words: Vec<Word>,
    /// Whether it reads what the command before it writes.
    pub piped: bool,
}

impl ShellCommand {
    /// Name of the program without its folder; `sudo`, `exec`, `env`, `time` and `command` in front of it are skipped.
    pub fn program(&self) -> &str {
        let name = self.program_word().map_or("", |word| word.text.as_str());
        name.rsplit('/').next().unwrap_or(name)
    }

    /// The words after the program.
    pub fn arguments(&self) -> &[Word] {
        let skipped = self.skipped();
        self.words.get(skipped + 1..).unwrap_or(&[])
    }

    /// Whether one of the arguments is `text`.
    pub fn has(&self, text: &str) -> bool {
        self.arguments().iter().any(|word| word.text == text)
    }

    /// From the first word to the last.
    pub fn range(&self) -> Range {
        match (self.words.first(), self.words.last()) {
            (Some(first), Some(last)) => Range::new(first.range.start, last.range.end),
            _ => Range::default(),
        }
    }

    fn program_word(&self) -> Option<&Word> {
        self.words.get(self.skipped())
    }

    /// Number of words in front of the program.
    fn skipped(&self) -> usize {
        let mut at = 0;
        while let Some(word) = self.words.get(at) {
            let wrapper = matches!(
                word.text.as_str(),
                "sudo" | "exec" | "env" | "time" | "command"
            );
            let assignment = at > 0 && is_assignment(&word.text);
            if !wrapper && !assignment {
                break;
            }
            at += 1;
        }
        at
    }
}

/// The simple commands of `script`, in order; those inside `$(…)` and `(…)` are given as commands of their own.
pub fn split_commands(script: &JoinedText) -> Vec<ShellCommand> {
    let mut splitter = Splitter {
        script,
        at: 0,
        word: String::new(),
        word_start: None,
        words: Vec::new(),
        piped: false,
        commands: Vec::new(),
    };
    splitter.run();
    splitter.commands
}

struct Splitter<'s> {
    script: &'s JoinedText,
    at: usize,
    word: String,
    word_start: Option<usize>,
    words: Vec<Word>,
    /// Whether the command that is being read follows a `|`.
    piped: bool,
    commands: Vec<ShellCommand>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        while let Some(character) = self.peek() {
            match character {
                '\'' => self.single_quoted(),
                '"' => self.double_quoted(),
                '\\' => self.escaped(),
                '$' if self.rest().starts_with("$(") && !self.rest().starts_with("$((") => {
                    self.substitution();
                }
                '$' if self.rest().starts_with("${") => self.parameter(),
                '#' if self.word_start.is_none() => self.comment(),
                ';' | '\n' | '|' | '(' | ')' | '`' => self.separator(character),
                '&' if !self.rest().starts_with("&>") && !self.word.ends_with('>') => {
                    self.separator(character);
                }
                _ if character.is_whitespace() => {
                    self.end_word();
                    self.at += character.len_utf8();
                }
                _ => self.take(character),
            }
        }
        self.end_command();
    }

    fn rest(&self) -> &str {
        self.script.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn start_word(&mut self) {
        if self.word_start.is_none() {
            self.word_start = Some(self.at);
        }
    }

    /// Takes `character`, which stands at the place, into the word.
    fn take(&mut self, character: char) {
        self.start_word();
        self.word.push(character);
        self.at += character.len_utf8();
    }

    fn single_quoted(&mut self) {
        self.start_word();
        self.at += 1;
        let length = self.rest().find('\'').unwrap_or(self.rest().len());
        let inside = self.rest()[..length].to_owned();
        self.word.push_str(&inside);
        self.at += length + usize::from(self.rest().len() > length);
    }

    fn double_quoted(&mut self) {
        self.start_word();
        self.at += 1;
        while let Some(character) = self.peek() {
            match character {
                '"' => {
                    self.at += 1;
                    return;
                }
                '\\' if self.rest().len() > 1 => {
                    self.at += 1;
                    if let Some(next) = self.peek() {
                        self.take(next);
                    }
                }
                '$' if self.rest().starts_with("$(") && !self.rest().starts_with("$((") => {
                    self.substitution();
                }
                _ => self.take(character),
            }
        }
    }

    fn escaped(&mut self) {
        if self.rest().starts_with("\\\n") {
            self.at += 2;
            return;
        }
        self.start_word();
        self.at += 1;
        if let Some(next) = self.peek() {
            self.take(next);
        }
    }

    /// `${…}` stays in the word as written.
    fn parameter(&mut self) {
        let length = self.rest().find('}').map_or(self.rest().len(), |at| at + 1);
        let text = self.rest()[..length].to_owned();
        self.start_word();
        self.word.push_str(&text);
        self.at += length;
    }

    /// `$(…)` stays in the word as written, and its commands are added.
    fn substitution(&mut self) {
        self.start_word();
        let mut depth = 0_usize;
        let mut length = self.rest().len();
        for (at, character) in self.rest().char_indices() {
            match character {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        length = at + 1;
                        break;
                    }
                }
                _ => {}
            }
        }
        let text = self.rest()[..length].to_owned();
        let closed = usize::from(text.ends_with(')'));
        // Depth is bounded: each level is at least three bytes shorter, and deep ones are cut here.
        if length < 4096 && text.matches("$(").count() <= 8 {
            let inner = self.script.part(self.at + 2, self.at + length - closed);
            self.commands.extend(split_commands(&inner));
        }
        self.word.push_str(&text);
        self.at += length;
    }

    fn comment(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn separator(&mut self, character: char) {
        self.end_command();
        // Of `a || b` the second mark must not make `b` read from `a`.
        let or = self.rest().starts_with("||");
        if character != '\n' {
            self.piped = character == '|' && !or;
        }
        self.at += if or { 2 } else { character.len_utf8() };
    }

    fn end_word(&mut self) {
        let Some(start) = self.word_start.take() else {
            return;
        };
        let text = std::mem::take(&mut self.word);
        let quoted = self.script.text[start..self.at].starts_with(['\'', '"']);
        let skipped =
            self.words.is_empty() && !quoted && (is_keyword(&text) || is_assignment(&text));
        if !skipped {
            self.words.push(Word {
                text,
                range: self.script.source_range(start, self.at),
            });
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.words.is_empty() {
            self.commands.push(ShellCommand {
                words: std::mem::take(&mut self.words),
                piped: std::mem::take(&mut self.piped),
            });
        }
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "if" | "then"
            | "else"
            | "elif"
            | "fi"
            | "do"
            | "done"
            | "while"
            | "until"
            | "{"
            | "}"
            | "!"
    )
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && !name.starts_with(|first: char| first.is_ascii_digit())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
