//! .dockerignore: patterns in order, the last that matches decides.

use opswright_source::Range;

/// One line of a .dockerignore file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern without `!` and without slashes at its ends.
    pub text: String,
    /// Whether it takes files back in.
    pub negated: bool,
    /// Its bytes in the file.
    pub range: Range,
}

/// The patterns of a .dockerignore file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DockerIgnore {
    /// Patterns in order.
    pub patterns: Vec<Pattern>,
}

/// Reads a .dockerignore file; every line is either blank, a comment or a pattern.
pub fn parse_dockerignore(text: &str) -> DockerIgnore {
    let mut patterns = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start_matches('\u{feff}').trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if trimmed.is_empty() || line.starts_with('#') {
            continue;
        }
        let (negated, pattern) = match trimmed.strip_prefix('!') {
            Some(pattern) => (true, pattern.trim()),
            None => (false, trimmed),
        };
        patterns.push(Pattern {
            text: clean(pattern),
            negated,
            range: Range::new(at, at + trimmed.len()),
        });
    }
    DockerIgnore { patterns }
}

impl DockerIgnore {
    /// Whether `path` (from the context's root, `/` between parts) is left out of the build context.
    pub fn ignores(&self, path: &str) -> bool {
        self.patterns.iter().fold(false, |ignored, pattern| {
            if ignored == pattern.negated && pattern.matches(path) {
                !pattern.negated
            } else {
                ignored
            }
        })
    }
}

impl Pattern {
    /// Whether the pattern names `path` or a folder above it.
    pub fn matches(&self, path: &str) -> bool {
        let pattern: Vec<&str> = self.text.split('/').collect();
        let parts: Vec<&str> = path.split('/').collect();
        (1..=parts.len()).any(|length| matches_parts(&pattern, &parts[..length]))
    }
}

/// `./a//b/` to `a/b`.
fn clean(pattern: &str) -> String {
    let parts: Vec<&str> = pattern
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    parts.join("/")
}

/// Matches parts one by one; `**` stands for any number of them. Work is bounded by a table instead of backtracking.
fn matches_parts(pattern: &[&str], parts: &[&str]) -> bool {
    let mut reachable = vec![false; parts.len() + 1];
    reachable[0] = true;
    for piece in pattern {
        let mut next = vec![false; parts.len() + 1];
        for at in 0..=parts.len() {
            if *piece == "**" {
                next[at] = reachable[at] || (at > 0 && next[at - 1]);
            } else if at > 0 {
                next[at] = reachable[at - 1] && matches_part(piece, parts[at - 1]);
            }
        }
        reachable = next;
    }
    reachable[parts.len()]
}

/// Matches one part: `*`, `?`, `[a-z]`, `\` before a literal; the same table over characters.
fn matches_part(pattern: &str, text: &str) -> bool {
    let pieces = pieces(pattern);
    let characters: Vec<char> = text.chars().collect();
    let mut reachable = vec![false; characters.len() + 1];
    reachable[0] = true;
    for piece in &pieces {
        let mut next = vec![false; characters.len() + 1];
        for at in 0..=characters.len() {
            next[at] = match piece {
                Piece::AnyRun => reachable[at] || (at > 0 && next[at - 1]),
                _ => at > 0 && reachable[at - 1] && piece.takes(characters[at - 1]),
            };
        }
        reachable = next;
    }
    reachable[characters.len()]
}

enum Piece {
    AnyRun,
    AnyOne,
    Literal(char),
    Class(bool, Vec<(char, char)>),
}

impl Piece {
    fn takes(&self, character: char) -> bool {
        match self {
            Self::AnyRun | Self::AnyOne => true,
            Self::Literal(literal) => *literal == character,
            Self::Class(negated, ranges) => {
                ranges
                    .iter()
                    .any(|(low, high)| (*low..=*high).contains(&character))
                    != *negated
            }
        }
    }
}

fn pieces(pattern: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = pattern.chars();
    while let Some(character) = rest.next() {
        found.push(match character {
            '*' => Piece::AnyRun,
            '?' => Piece::AnyOne,
            '\\' => Piece::Literal(rest.next().unwrap_or('\\')),
            '[' if rest.as_str().contains(']') => class(&mut rest),
            literal => Piece::Literal(literal),
        });
    }
    found
}

fn class(rest: &mut std::str::Chars<'_>) -> Piece {
    let inside: Vec<char> = rest
        .by_ref()
        .take_while(|character| *character != ']')
        .collect();
    let negated = inside.first() == Some(&'^');
    let mut ranges = Vec::new();
    let mut at = usize::from(negated);
    while let Some(low) = inside.get(at) {
        if let (Some('-'), Some(high)) = (inside.get(at + 1), inside.get(at + 2)) {
            ranges.push((*low, *high));
            at += 3;
        } else {
            ranges.push((*low, *low));
            at += 1;
        }
    }
    Piece::Class(negated, ranges)
}
