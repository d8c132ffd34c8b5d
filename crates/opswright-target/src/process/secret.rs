//! Values that are handed on but never shown: secrets, and their removal from evidence.

use std::fmt;

/// What is shown in place of a secret.
pub const REDACTED: &str = "[secret]";

/// Shorter values are not looked for in evidence: they would hide half of every line and protect nothing.
const SHORTEST_REDACTED: usize = 4;

/// A value that is never printed, logged or serialized; only [`Secret::expose`] gives it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a value into custody.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for the one place that hands it to a process.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(REDACTED)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(REDACTED)
    }
}

/// A value of a process's variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variable {
    /// Configuration: may be shown.
    Config(String),
    /// Never shown, and removed from every line that becomes evidence.
    Secret(Secret),
}

impl Variable {
    /// The value itself, whichever kind it is.
    pub fn expose(&self) -> &str {
        match self {
            Self::Config(value) => value,
            Self::Secret(secret) => secret.expose(),
        }
    }
}

/// Removes secrets from lines that become evidence.
#[derive(Clone, Default)]
pub struct Redactor {
    /// What to look for, longest first, so that a part never breaks up its whole.
    needles: Vec<String>,
}

impl Redactor {
    /// Looks for these values, and for the password inside those that are URLs.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut needles: Vec<String> = secrets
            .into_iter()
            .flat_map(|value| [Some(value), url_password(value)])
            .flatten()
            .filter(|needle| needle.len() >= SHORTEST_REDACTED)
            .map(str::to_owned)
            .collect();
        needles.sort_by(|left, right| right.len().cmp(&left.len()).then(left.cmp(right)));
        needles.dedup();
        Self { needles }
    }

    /// The line with every secret replaced.
    pub fn redact(&self, line: &str) -> String {
        let mut line = line.to_owned();
        for needle in &self.needles {
            if line.contains(needle.as_str()) {
                line = line.replace(needle.as_str(), REDACTED);
            }
        }
        line
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Redactor({} secrets)", self.needles.len())
    }
}

/// The password of `scheme://user:password@host`, which programs print apart from its URL.
fn url_password(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once("://")?;
    let (authority, _) = rest.split_once('@')?;
    let (_, password) = authority.split_once(':')?;
    Some(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_never_show() {
        let secret = Secret::new("hunter2hunter2");
        let variable = Variable::Secret(secret.clone());
        let redactor = Redactor::new([secret.expose()]);
        let shown = format!("{secret} {secret:?} {variable:?} {redactor:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }

    #[test]
    fn redaction() {
        let check = |secrets: &[&str], line: &str, expected: &str| {
            assert_eq!(
                Redactor::new(secrets.iter().copied()).redact(line),
                expected
            );
        };
        check(&["s3cr3t"], "key=s3cr3t;", "key=[secret];");
        check(&["abcd", "abcdef"], "abcdef abcd", "[secret] [secret]");
        check(&["1"], "1 of 1", "1 of 1");
        check(
            &["postgres://shop:pa55word@db/shop"],
            "password pa55word refused for postgres://shop:pa55word@db/shop",
            "password [secret] refused for [secret]",
        );
        check(&[], "plain", "plain");
    }
}
