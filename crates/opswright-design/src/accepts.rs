//! What a value may be, and its normal spelling.

use std::collections::BTreeSet;

/// The shapes of values.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Accepts {
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Words of these, between commas.
    ListOf(&'static [&'static str]),
    /// A whole number; `50k` and `1.5m` are fine.
    Count,
    /// A percentage such as `99.9`.
    Percent,
    /// 1 to 65535.
    Port,
    /// A path that starts with `/`, or `none`.
    UrlPath,
    /// `[a-z0-9-]`.
    Slug,
    /// Slugs between commas.
    Slugs,
    /// The name of a variable.
    VariableName,
    /// Any text in one line.
    Text,
}

impl Accepts {
    /// The normal spelling of `value`; `None` where it does not fit.
    pub(crate) fn normal(self, value: &str) -> Option<String> {
        let value = value.trim();
        match self {
            Self::OneOf(words) => one_of(words, value),
            Self::ListOf(words) => list_of(words, value),
            Self::Count => count(value).map(|number| number.to_string()),
            Self::Percent => percent(value),
            Self::Port => value
                .parse::<u16>()
                .ok()
                .filter(|port| *port > 0)
                .map(|port| port.to_string()),
            Self::UrlPath => url_path(value),
            Self::Slug => is_slug(value).then(|| value.to_owned()),
            Self::Slugs => slugs(value),
            Self::VariableName => is_variable(value).then(|| value.to_owned()),
            Self::Text => is_text(value).then(|| value.to_owned()),
        }
    }

    /// What is accepted: the words, or one description.
    pub(crate) fn options(self) -> Vec<String> {
        let described = |text: &str| vec![text.to_owned()];
        match self {
            Self::OneOf(words) | Self::ListOf(words) => {
                words.iter().map(|word| (*word).to_owned()).collect()
            }
            Self::Count => described("a whole number such as 50000 or 50k"),
            Self::Percent => described("a percentage such as 99.9"),
            Self::Port => described("a port from 1 to 65535"),
            Self::UrlPath => described("a path that starts with / or `none`"),
            Self::Slug => described("a word of a-z, 0-9 and -"),
            Self::Slugs => described("words of a-z, 0-9 and - between commas"),
            Self::VariableName => described("the name of a variable such as DATABASE_URL"),
            Self::Text => described("a text in one line"),
        }
    }

    /// The words among which a question may choose; empty for free values.
    pub(crate) fn words(self) -> Vec<String> {
        match self {
            Self::OneOf(_) | Self::ListOf(_) => self.options(),
            _ => Vec::new(),
        }
    }
}

fn one_of(words: &[&str], value: &str) -> Option<String> {
    let value = value.to_ascii_lowercase();
    words.contains(&value.as_str()).then_some(value)
}

/// Sorted and without repetition; `none` stands alone.
fn list_of(words: &[&str], value: &str) -> Option<String> {
    let chosen: BTreeSet<String> = value
        .split(',')
        .map(|word| one_of(words, word.trim()))
        .collect::<Option<_>>()?;
    if chosen.contains("none") && chosen.len() > 1 {
        return None;
    }
    Some(chosen.into_iter().collect::<Vec<_>>().join(","))
}

/// A whole number with `_` between digits if need be, and `k` or `m` behind it.
pub(crate) fn count(value: &str) -> Option<u64> {
    let text = value.to_ascii_lowercase().replace('_', "");
    let (digits, factor) = match text.strip_suffix('k') {
        Some(rest) => (rest, 1_000),
        None => match text.strip_suffix('m') {
            Some(rest) => (rest, 1_000_000),
            None => (text.as_str(), 1),
        },
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole
        .bytes()
        .chain(fraction.bytes())
        .all(|byte| byte.is_ascii_digit())
        || whole.is_empty()
        || (digits.contains('.') && (fraction.is_empty() || factor == 1))
    {
        return None;
    }
    let scale = 10_u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits: u64 = format!("{whole}{fraction}").parse().ok()?;
    let product = digits.checked_mul(factor)?;
    (product % scale == 0).then_some(product / scale)
}

fn percent(value: &str) -> Option<String> {
    let text = value.strip_suffix('%').unwrap_or(value).trim();
    let shape = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = text.parse().ok().filter(|_| shape)?;
    (number > 0.0 && number < 100.0).then(|| number.to_string())
}

fn url_path(value: &str) -> Option<String> {
    let is_path = value.starts_with('/')
        && value.bytes().all(|byte| {
            byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\' | b'`' | b'#')
        });
    (is_path || value == "none").then(|| value.to_owned())
}

fn is_slug(value: &str) -> bool {
    value.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn slugs(value: &str) -> Option<String> {
    let words: Vec<&str> = value.split(',').map(str::trim).collect();
    let distinct = words.iter().collect::<BTreeSet<_>>().len() == words.len();
    (distinct && words.iter().all(|word| is_slug(word))).then(|| words.join(","))
}

fn is_variable(value: &str) -> bool {
    value.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn is_text(value: &str) -> bool {
    !value.is_empty() && !value.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_one_spelling() {
        for (input, expected) in [
            ("50000", Some(50_000)),
            ("50k", Some(50_000)),
            ("1.5M", Some(1_500_000)),
            ("1_000", Some(1_000)),
            ("0", Some(0)),
            ("1.5", None),
            ("1.23456k", None),
            (".5k", None),
            ("1.k", None),
            ("-1", None),
            ("", None),
            ("k", None),
            ("many", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(count(input), expected, "{input}");
        }
    }

    #[test]
    fn values_are_checked_and_brought_to_one_spelling() {
        let cases: &[(Accepts, &str, Option<&str>)] = &[
            (Accepts::OneOf(&["aws"]), " AWS ", Some("aws")),
            (Accepts::OneOf(&["aws"]), "ibm", None),
            (
                Accepts::ListOf(&["none", "pci", "gdpr"]),
                "pci, GDPR,pci",
                Some("gdpr,pci"),
            ),
            (Accepts::ListOf(&["none", "pci"]), "none,pci", None),
            (Accepts::ListOf(&["none", "pci"]), "", None),
            (Accepts::Percent, "99.90%", Some("99.9")),
            (Accepts::Percent, "100", None),
            (Accepts::Percent, "inf", None),
            (Accepts::Percent, "NaN", None),
            (Accepts::Port, "08080", Some("8080")),
            (Accepts::Port, "0", None),
            (Accepts::Port, "65536", None),
            (Accepts::UrlPath, "/health?full=1", Some("/health?full=1")),
            (Accepts::UrlPath, "health", None),
            (Accepts::UrlPath, "/a b", None),
            (Accepts::UrlPath, "none", Some("none")),
            (Accepts::Slugs, "local, staging", Some("local,staging")),
            (Accepts::Slugs, "local,local", None),
            (Accepts::VariableName, "DATABASE_URL", Some("DATABASE_URL")),
            (Accepts::VariableName, "A-B", None),
            (Accepts::Text, "node a.js\nrm", None),
            (Accepts::Text, "", None),
        ];
        for (accepts, input, expected) in cases {
            assert_eq!(accepts.normal(input).as_deref(), *expected, "{input}");
        }
    }
}
