//! Patterns of branches, tags and paths in the filters of an event.

use opswright_source::Range;

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternFault {
    /// Where in the pattern.
    pub range: Range,
    /// A lower-case sentence.
    pub message: &'static str,
}

/// What a pattern is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Reference,
    Path,
}

/// What is wrong with a pattern of branches or tags.
pub fn reference_pattern(pattern: &str) -> Vec<PatternFault> {
    faults(pattern, Subject::Reference)
}

/// What is wrong with a pattern of paths.
pub fn path_pattern(pattern: &str) -> Vec<PatternFault> {
    let whole = Range::new(0, pattern.len());
    if pattern.trim() != pattern {
        return vec![fault(whole, "no path starts or ends with a space")];
    }
    let path = pattern.trim_start_matches('!');
    if matches!(path, "." | "..") || path.starts_with("./") || path.starts_with("../") {
        return vec![fault(
            whole,
            "paths are seen from the root of the repository, so `.` and `..` match nothing",
        )];
    }
    faults(pattern, Subject::Path)
}

fn fault(range: Range, message: &'static str) -> PatternFault {
    PatternFault { range, message }
}

fn faults(pattern: &str, subject: Subject) -> Vec<PatternFault> {
    let whole = Range::new(0, pattern.len());
    if pattern.is_empty() {
        return vec![fault(whole, "an empty pattern matches nothing")];
    }
    if pattern == "!" {
        return vec![fault(whole, "`!` leaves nothing out")];
    }
    let mut reader = Reader {
        characters: pattern.char_indices().collect(),
        at: usize::from(pattern.starts_with('!')),
        found: Vec::new(),
        subject,
        repeatable: false,
    };
    if subject == Subject::Reference && pattern.starts_with('/') {
        reader.find(0, "no branch or tag starts with `/`");
    }
    while reader.at < reader.characters.len() {
        reader.next();
    }
    if subject == Subject::Reference && pattern.len() > 1 && pattern.ends_with(['/', '.']) {
        reader.find(
            reader.characters.len() - 1,
            "no branch or tag ends with `/` or `.`",
        );
    }
    reader.found
}

struct Reader {
    characters: Vec<(usize, char)>,
    at: usize,
    found: Vec<PatternFault>,
    subject: Subject,
    /// Whether `?` and `+` have something to repeat.
    repeatable: bool,
}

impl Reader {
    fn find(&mut self, index: usize, message: &'static str) {
        let range = self
            .characters
            .get(index)
            .map_or(Range::at(0), |(at, character)| {
                Range::new(*at, at + character.len_utf8())
            });
        self.found.push(fault(range, message));
    }

    fn peek(&self) -> Option<char> {
        self.characters
            .get(self.at)
            .map(|(_, character)| *character)
    }

    fn next(&mut self) {
        let index = self.at;
        let Some(character) = self.peek() else {
            return;
        };
        self.at += 1;
        let mut repeatable = true;
        match character {
            '\\' => self.escape(index),
            '?' | '+' => {
                if !self.repeatable {
                    self.find(index, "`?` and `+` repeat the character before, and there is none");
                }
                repeatable = false;
            }
            '*' => repeatable = false,
            '[' => self.class(index),
            '\n' | '\r' => self.find(index, "a pattern is one line"),
            ' ' | '\t' | '~' | '^' | ':' if self.subject == Subject::Reference => self.find(
                index,
                "no branch or tag has a space, `~`, `^` or `:`; patterns are no regular expressions",
            ),
            _ => {}
        }
        self.repeatable = repeatable;
    }

    fn escape(&mut self, index: usize) {
        match self.peek() {
            Some('[' | '?' | '*') => {
                self.at += 1;
                if self.subject == Subject::Reference {
                    self.find(index, "no branch or tag has `[`, `?` or `*`");
                }
            }
            Some('+' | '\\' | '!') => self.at += 1,
            _ if self.subject == Subject::Reference => {
                self.at += usize::from(self.peek().is_some());
                self.find(
                    index,
                    "no branch or tag has `\\`; patterns are no regular expressions",
                );
            }
            _ => {}
        }
    }

    /// `[a-z0]`
    fn class(&mut self, open: usize) {
        let mut members = 0;
        loop {
            let Some(first) = self.peek() else {
                self.find(open, "this `[` is never closed");
                return;
            };
            self.at += 1;
            if first == ']' {
                break;
            }
            members += 1;
            if self.peek() != Some('-') {
                continue;
            }
            self.at += 1;
            members += 1;
            match self.peek() {
                Some(']') => {
                    self.at += 1;
                    self.find(open, "a range in these brackets has no end");
                    return;
                }
                Some(last) => {
                    self.at += 1;
                    if first > last {
                        self.find(open, "a range in these brackets runs backwards");
                    }
                }
                None => {}
            }
        }
        match members {
            0 => self.find(open, "empty brackets match nothing"),
            1 => self.find(
                open,
                "brackets around one character say no more than the character",
            ),
            _ => {}
        }
    }
}
