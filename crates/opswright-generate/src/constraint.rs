//! Version constraints as package managers write them: npm ranges, PEP 440 specifiers, Poetry carets, bare numbers.

use crate::catalogue::Meaning;

/// Up to three numbers; what is missing counts as zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Version {
    numbers: [u32; 3],
}

impl Version {
    /// The numbers that `text` starts with (`v24.19.0`, `go1.26`, `3.13`).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Partial::parse(text).map(Partial::lowest)
    }
}

/// A version of which only the first `known` numbers are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Partial {
    numbers: [u32; 3],
    known: usize,
}

impl Partial {
    /// `None` unless `text` is numbers with dots, ending in wildcards at most.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text
            .strip_prefix("go")
            .or_else(|| text.strip_prefix(['v', '=']))
            .unwrap_or(text);
        let mut numbers = [0; 3];
        let mut known = 0;
        for (at, part) in text.split('.').enumerate() {
            if matches!(part, "x" | "X" | "*") {
                break;
            }
            *numbers.get_mut(at)? = part.parse().ok()?;
            known = at + 1;
        }
        Some(Self { numbers, known })
    }

    fn lowest(self) -> Version {
        Version {
            numbers: self.numbers,
        }
    }

    /// The lowest version above all that start with the first `kept` numbers.
    fn after(self, kept: usize) -> Version {
        let mut numbers = [0; 3];
        for (at, number) in numbers.iter_mut().enumerate().take(kept) {
            *number = self.numbers[at];
            if at + 1 == kept {
                *number = number.saturating_add(1);
            }
        }
        Version { numbers }
    }

    /// How many numbers a caret holds fixed: up to the first that is not zero.
    fn caret(self) -> usize {
        self.numbers
            .iter()
            .position(|number| *number != 0)
            .map_or(self.known, |at| at + 1)
            .max(1)
    }
}

/// Versions from `lowest` up to, not including, `below`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    lowest: Version,
    below: Option<Version>,
}

impl Span {
    const ALL: Self = Self {
        lowest: Version { numbers: [0; 3] },
        below: None,
    };

    fn between(lowest: Version, below: Version) -> Self {
        Self {
            lowest,
            below: Some(below),
        }
    }

    fn contains(self, version: Version) -> bool {
        version >= self.lowest && self.below.is_none_or(|below| version < below)
    }
}

/// Alternatives of which one must hold; in each, all spans must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Constraint {
    alternatives: Vec<Vec<Span>>,
    /// The first version that it names.
    named: Option<Partial>,
}

impl Constraint {
    /// `None` if any part of `text` is not understood: half a constraint would be a guess.
    pub(crate) fn parse(text: &str, bare: Meaning) -> Option<Self> {
        if matches!(
            text,
            "*" | "x" | "latest" | "stable" | "node" | "current" | "lts" | "lts/*"
        ) {
            return Some(Self {
                alternatives: vec![vec![Span::ALL]],
                named: None,
            });
        }
        let mut named = None;
        let mut alternatives = Vec::new();
        for alternative in text.split("||") {
            let mut spans = Vec::new();
            for (operator, number) in comparators(alternative)? {
                let version = Partial::parse(number)?;
                named = named.or(Some(version));
                spans.push(span(operator, version, bare)?);
            }
            alternatives.push(spans);
        }
        Some(Self {
            alternatives,
            named,
        })
    }

    /// Whether `version` satisfies it.
    pub(crate) fn allows(&self, version: Version) -> bool {
        self.alternatives
            .iter()
            .any(|spans| spans.iter().all(|span| span.contains(version)))
    }

    /// Whether `version` is of the line that it names. A line is a major version; below 5, where projects number their lines by
    /// the second number (Python's `3.13`, Rust's `1.98`), it is major and minor version.
    pub(crate) fn same_line(&self, version: Version) -> bool {
        self.named.is_some_and(|named| {
            let kept = if named.numbers[0] < 5 { 2 } else { 1 };
            named.known >= kept && version.numbers[..kept] == named.numbers[..kept]
        })
    }
}

/// The operators and numbers of one alternative, in order; `None` if it is empty or has an operator without a number.
fn comparators(text: &str) -> Option<Vec<(&str, &str)>> {
    if let Some((from, to)) = text.split_once(" - ") {
        return Some(vec![(">=", from.trim()), ("<=", to.trim())]);
    }
    let mut found = Vec::new();
    let mut operator = "";
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let number = word.trim_start_matches(['<', '>', '=', '^', '~', '!']);
        let written = &word[..word.len() - number.len()];
        if !written.is_empty() {
            operator = written;
        }
        if !number.is_empty() {
            found.push((operator, number));
            operator = "";
        }
    }
    (operator.is_empty() && !found.is_empty()).then_some(found)
}

/// The versions that one comparator allows.
fn span(operator: &str, version: Partial, bare: Meaning) -> Option<Span> {
    let lowest = version.lowest();
    let whole = if version.known == 0 {
        Span::ALL
    } else {
        Span::between(lowest, version.after(version.known))
    };
    Some(match operator {
        "" if bare == Meaning::Minimum => Span {
            lowest,
            below: None,
        },
        "" | "=" | "==" | "===" => whole,
        ">=" => Span {
            lowest,
            below: None,
        },
        ">" => Span {
            lowest: version.after(version.known.max(1)),
            below: None,
        },
        "<" => Span::between(Version::default(), lowest),
        "<=" => Span::between(Version::default(), version.after(version.known.max(1))),
        "^" => Span::between(lowest, version.after(version.caret())),
        "~" => Span::between(lowest, version.after(version.known.clamp(1, 2))),
        "~=" => Span::between(
            lowest,
            version.after(version.known.saturating_sub(1).max(1)),
        ),
        // An exclusion never decides between releases of the catalogue.
        "!=" => Span::ALL,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_allow_and_refuse() {
        for (text, allowed, refused) in [
            (">=22", "24.1.0", "20.9.9"),
            (">= 22", "24.1.0", "20.9.9"),
            ("22 - 24", "24.9.9", "25.0.0"),
            ("<=24.1", "24.1.9", "24.2.0"),
            (">24", "25.0.0", "24.9.9"),
            ("~1.2.3", "1.2.9", "1.3.0"),
            ("~1.2", "1.2.9", "1.3.0"),
            ("^0.2.3", "0.2.9", "0.3.0"),
            ("~=3.12", "3.99.0", "4.0.0"),
            ("~=3.12.1", "3.12.9", "3.13.0"),
            (">=3.11,!=3.12.1,<3.14", "3.13.0", "3.14.0"),
            ("18 || 20", "20.1.0", "19.0.0"),
        ] {
            let constraint = Constraint::parse(text, Meaning::Line).expect(text);
            assert!(
                constraint.allows(Version::parse(allowed).expect(allowed)),
                "{text}"
            );
            assert!(
                !constraint.allows(Version::parse(refused).expect(refused)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_understood_is_no_constraint() {
        for text in [
            "",
            ">=",
            "lts/jod",
            "1.2.3.4",
            "3.12rc1",
            "=>3",
            "nightly-2026",
        ] {
            assert_eq!(Constraint::parse(text, Meaning::Line), None, "{text}");
        }
    }
}
