//! What a script puts into its variables.

use std::collections::BTreeMap;

use opswright_shell::{Assignment, Part, Word};
use opswright_source::Range;

use super::used::Used;

/// What is known of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Known {
    /// One word that is no pattern.
    Word,
    /// Anything.
    Unknown,
}

/// One place that sets a variable.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Set<'a> {
    pub(crate) name: Range,
    pub(crate) known: Known,
    /// Whether it becomes an array.
    pub(crate) array: bool,
    pub(crate) appends: bool,
    /// The word that sets it; `None` for loops and `read`.
    pub(crate) word: Option<&'a Word>,
    /// Number of the subshell that it happens in.
    pub(crate) subshell: usize,
    pub(crate) function: bool,
}

/// All of them by name.
pub(crate) type Variables<'a> = BTreeMap<&'a str, Vec<Set<'a>>>;

/// What an assignment's value is.
pub(crate) fn known(assignment: &Assignment<'_>, text: &str) -> Known {
    let plain = |range: Range| {
        !range
            .slice(text)
            .contains([' ', '\t', '\n', '*', '?', '[', '~', '{'])
    };
    let constant = plain(assignment.literal)
        && assignment.rest.iter().all(|part| match part {
            Part::Literal(range) | Part::Single(range) => plain(*range),
            Part::Double(_, inner) => inner.iter().all(|part| match part {
                Part::Literal(range) => plain(*range),
                _ => is_number(part, text),
            }),
            _ => is_number(part, text),
        });
    if constant && (!assignment.literal.is_empty() || !assignment.rest.is_empty()) {
        Known::Word
    } else {
        Known::Unknown
    }
}

/// Whether an expansion is never more than one plain word.
fn is_number(part: &Part, text: &str) -> bool {
    match part {
        Part::Arithmetic(..) => true,
        Part::Parameter(parameter) => parameter.is_number(text),
        Part::Substitution(substitution) => {
            let written = substitution
                .range
                .slice(text)
                .trim_start_matches("$(")
                .trim_matches(['`', ')', ' ']);
            WORDS.iter().any(|word| {
                written
                    .strip_prefix(word)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '|']))
            }) || written.ends_with("wc -l")
        }
        _ => false,
    }
}

/// Programs that print one word.
const WORDS: &[&str] = &[
    "nproc",
    "id",
    "date +%s",
    "date +%Y%m%d",
    "uname -m",
    "uname -s",
    "uname -r",
    "uname",
    "wc -l",
    "whoami",
    "arch",
    "getconf",
    "mktemp",
    "git rev-parse",
    "dpkg --print-architecture",
    "hostname",
    "seq",
    "go env",
    "pgrep",
    "stat -c",
    "date -u",
    "tput",
    "lsb_release -cs",
];

/// The variables that builtins set: `read a b`, `export a=b`, `getopts x a`.
pub(crate) fn set_by<'a>(used: &Used<'a>, text: &'a str, found: &mut Variables<'a>) {
    let set = |word: &'a Word, name: Range, known: Known| Set {
        name,
        known,
        array: false,
        appends: false,
        word: Some(word),
        subshell: used.around.subshell,
        function: used.around.function,
    };
    match used.name {
        "export" | "local" | "declare" | "typeset" | "readonly" => {
            for word in used.arguments {
                if let Some(assignment) = word.assignment(text) {
                    let mut set = set(word, assignment.name, known(&assignment, text));
                    set.array = matches!(assignment.rest.first(), Some(Part::Array(..)));
                    set.appends = assignment.appends;
                    if set.array {
                        set.known = Known::Unknown;
                    }
                    found.entry(set.name.slice(text)).or_default().push(set);
                } else if used.name != "export"
                    && used.name != "readonly"
                    && let Some(name) = word.literal(text).filter(|name| is_name(name))
                {
                    let array = used.arguments.iter().any(|word| {
                        word.literal(text)
                            .is_some_and(|flag| flag.starts_with('-') && flag.contains(['a', 'A']))
                    });
                    let mut set = set(word, word.range, Known::Word);
                    set.array = array;
                    found.entry(name).or_default().push(set);
                }
            }
        }
        "read" | "mapfile" | "readarray" | "getopts" | "printf" => {
            let array = used.name != "read" && used.name != "getopts" && used.name != "printf"
                || used.arguments.iter().any(|word| {
                    used.name == "read"
                        && word
                            .literal(text)
                            .is_some_and(|flag| flag.starts_with('-') && flag.contains('a'))
                });
            for word in used.arguments {
                if let Some(name) = word.literal(text).filter(|name| is_name(name)) {
                    let mut set = set(word, word.range, Known::Unknown);
                    set.array = array;
                    found.entry(name).or_default().push(set);
                }
            }
        }
        _ => {}
    }
}

pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
