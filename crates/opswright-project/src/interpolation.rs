//! Variables in the texts of a Compose file: `$NAME`, `${NAME:-default}`, `$$`.

use opswright_source::Range;

/// What a `$` begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use<'a> {
    /// A variable.
    Variable {
        /// Its name.
        name: &'a str,
        /// Whether something is said for the case that it is not set: a default, or an error.
        guarded: bool,
    },
    /// Nothing that Compose can read; why, as the end of "`…`".
    Broken(&'static str),
}

/// Nested defaults deeper than this are not looked at.
const DEPTH: usize = 8;

/// All uses in a text, with their bytes in it.
pub fn uses(text: &str) -> Vec<(Range, Use<'_>)> {
    let mut found = Vec::new();
    if text.contains('$') {
        scan(text, 0, &mut found, DEPTH);
    }
    found
}

fn scan<'a>(text: &'a str, offset: usize, found: &mut Vec<(Range, Use<'a>)>, depth: usize) {
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('$')) {
        let start = at + next;
        let rest = text.get(start + 1..).unwrap_or("");
        let place = |length: usize| Range::new(offset + start, offset + start + length);
        if rest.starts_with('$') {
            at = start + 2;
        } else if let Some(inside) = rest.strip_prefix('{') {
            let Some(length) = closing(inside) else {
                found.push((place(2), Use::Broken("is never closed")));
                return;
            };
            let body = inside.get(..length).unwrap_or("");
            braced(body, place(length + 3), found);
            if let Some(default) = default_at(body).filter(|_| depth > 0) {
                let inner = body.get(default..).unwrap_or("");
                scan(inner, offset + start + 2 + default, found, depth - 1);
            }
            at = start + length + 3;
        } else {
            let length = name_length(rest);
            if length == 0 {
                found.push((place(1), Use::Broken("is followed by no name")));
            } else {
                let name = rest.get(..length).unwrap_or("");
                found.push((
                    place(length + 1),
                    Use::Variable {
                        name,
                        guarded: false,
                    },
                ));
            }
            at = start + 1 + length;
        }
    }
}

/// `NAME`, `NAME:-default`, `NAME?error` …
fn braced<'a>(body: &'a str, place: Range, found: &mut Vec<(Range, Use<'a>)>) {
    let length = name_length(body);
    let name = body.get(..length).unwrap_or("");
    let rest = body.get(length..).unwrap_or("");
    let operator = rest.strip_prefix(':').unwrap_or(rest);
    if length == 0 {
        found.push((place, Use::Broken("names no variable")));
    } else if rest.is_empty() {
        found.push((
            place,
            Use::Variable {
                name,
                guarded: false,
            },
        ));
    } else if operator.starts_with(['-', '?', '+']) {
        found.push((
            place,
            Use::Variable {
                name,
                guarded: true,
            },
        ));
    } else {
        found.push((
            place,
            Use::Broken("has more in it than a name and a default"),
        ));
    }
}

/// Where the default starts.
fn default_at(body: &str) -> Option<usize> {
    let name = name_length(body);
    let rest = body.get(name..)?;
    let operator = rest.strip_prefix(':').unwrap_or(rest);
    operator
        .starts_with(['-', '+', '?'])
        .then(|| body.len() - operator.len() + 1)
}

/// Bytes up to the brace that closes what was opened before.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        match character {
            '{' if before == '$' => open += 1,
            '}' if open == 0 => return Some(at),
            '}' => open -= 1,
            _ => {}
        }
        before = character;
    }
    None
}

fn name_length(text: &str) -> usize {
    if !text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        return 0;
    }
    text.find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        uses(text)
            .into_iter()
            .map(|(range, used)| match used {
                Use::Variable { name, guarded } => {
                    format!("{name}{}", if guarded { "!" } else { "" })
                }
                Use::Broken(_) => format!("broken {}", range.slice(text)),
            })
            .collect()
    }

    #[test]
    fn variables_are_found() {
        for (text, expected) in [
            ("a $B ${C} ${D:-e} ${F?}", vec!["B", "C", "D!", "F!"]),
            ("${A:-${B:-c}}/$$x", vec!["A!", "B!"]),
            ("$$", vec![]),
            ("$(date)", vec!["broken $"]),
            ("${A", vec!["broken ${"]),
            ("${1}", vec!["broken ${1}"]),
            ("${A.b}", vec!["broken ${A.b}"]),
            ("^a$", vec!["broken $"]),
            ("${é}", vec!["broken ${é}"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
