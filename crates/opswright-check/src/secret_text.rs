//! A text as the rules for secrets see it: tokens of known form, and values of names that promise a secret.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use opswright_diagnostic::{KnownSecret, entropy, is_made_up, known_secrets, secret_values};
use opswright_project::Kind;
use opswright_source::{Range, SourceFile};

/// Words in names of secrets: a line without one holds no value of such a name.
static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "passw",
            "passphrase",
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "private_key",
            "access_key",
            "credential",
            "_pwd",
            "://",
        ])
        .ok()
});

/// Endings of settings: what stands behind a name is its value.
const SETTINGS: &[&str] = &[
    "json",
    "json5",
    "jsonc",
    "toml",
    "ini",
    "cfg",
    "conf",
    "config",
    "properties",
    "env",
    "xml",
    "yaml",
    "yml",
    "sh",
    "bash",
    "zsh",
    "ps1",
    "plist",
];

/// Endings of pages, in which names and values are talk.
const PAGES: &[&str] = &["md", "mdx", "rst", "adoc", "txt", "html", "ipynb"];

/// How strictly a value is taken for a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Not at all: other rules look, or nobody can tell.
    No,
    /// Settings.
    Settings,
    /// Code, where a value in quotes may be anything.
    Code,
}

/// A text and the secrets in it.
#[derive(Debug)]
pub(crate) struct SecretText<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// Tokens of known form.
    pub(crate) known: Vec<KnownSecret>,
    /// Values that are likely to be secrets, with the names that promise one.
    pub(crate) likely: Vec<(Range, &'a str)>,
}

impl<'a> SecretText<'a> {
    pub(crate) fn of(file: &'a SourceFile, kind: Kind) -> Self {
        Self {
            path: &file.path,
            text: &file.text,
            known: known_secrets(&file.text),
            likely: likely(&file.text, reading(&file.path, kind)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.likely.is_empty() && !is_credential_file(self.path)
    }
}

/// Whether a file holds credentials by its name.
pub(crate) fn is_credential_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(
        name,
        ".netrc"
            | "_netrc"
            | ".npmrc"
            | ".pgpass"
            | ".pypirc"
            | ".git-credentials"
            | ".my.cnf"
            | ".dockercfg"
            | "kubeconfig"
            | ".boto"
            | ".s3cfg"
    ) || [".aws/credentials", ".docker/config.json", ".kube/config"]
        .iter()
        .any(|ending| path.ends_with(ending))
        || name.ends_with(".kubeconfig")
        || name.starts_with("kubeconfig.")
}

/// Whether a file shows or tests something: secrets in it are made up more often than not.
pub(crate) fn is_sample(path: &str) -> bool {
    path.split(['/', '.', '_', '-']).any(|part| {
        matches!(
            part.to_ascii_lowercase().as_str(),
            "example"
                | "examples"
                | "sample"
                | "samples"
                | "test"
                | "tests"
                | "testing"
                | "spec"
                | "specs"
                | "fixture"
                | "fixtures"
                | "testdata"
                | "mock"
                | "mocks"
                | "demo"
                | "e2e"
                | "docs"
                | "doc"
                | "template"
                | "templates"
                | "dist"
                | "stories"
        )
    })
}

fn reading(path: &str, kind: Kind) -> Reading {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match kind {
        Kind::Toml | Kind::Json | Kind::Script | Kind::Variables => Reading::Settings,
        Kind::Other if PAGES.contains(&ending) || name.contains("lock") => Reading::No,
        Kind::Other if SETTINGS.contains(&ending) => Reading::Settings,
        Kind::Other => Reading::Code,
        _ => Reading::No,
    }
}

fn likely(text: &str, reading: Reading) -> Vec<(Range, &str)> {
    let mut found = Vec::new();
    let Some(words) = WORDS.as_ref().filter(|_| reading != Reading::No) else {
        return found;
    };
    let mut end = 0;
    for word in words.find_iter(text) {
        if word.start() < end {
            continue;
        }
        let start = text
            .get(..word.start())
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |at| at + 1);
        end = text
            .get(word.end()..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |at| word.end() + at);
        let line = text.get(start..end).unwrap_or("");
        // A line that no person wrote is no assignment.
        if line.len() > 500 {
            continue;
        }
        for range in secret_values(line) {
            if is_likely(line, range, reading) {
                let name = name_before(line, range.start);
                found.push((Range::new(start + range.start, start + range.end), name));
            }
        }
    }
    found
}

/// The name that a value stands behind.
fn name_before(line: &str, value: usize) -> &str {
    let before = line.get(..value).unwrap_or("");
    // A password in an address has the name of the whole.
    let before = before.rfind("://").map_or(before, |at| {
        before
            .get(..at)
            .unwrap_or("")
            .trim_end_matches(|character: char| {
                character.is_ascii_alphanumeric() || character == '+'
            })
    });
    let before = before.trim_end_matches(['"', '\'', ' ', '\t', '=', ':', '>', '@']);
    let start = before
        .rfind(|character: char| {
            !(character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.'))
        })
        .map_or(0, |at| at + 1);
    before.get(start..).unwrap_or("")
}

fn is_likely(line: &str, range: Range, reading: Reading) -> bool {
    let value = range.slice(line);
    let quoted = line
        .get(..range.start)
        .is_some_and(|before| before.ends_with(['"', '\'', '`']));
    let lower = value.to_ascii_lowercase();
    let has = |test: fn(&u8) -> bool| value.as_bytes().iter().any(test);
    let is_key = value.is_ascii()
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && !value.contains([
            '$', '{', '}', '(', ')', '<', '>', '[', ']', ' ', '\\', ',', ';', '*',
        ])
        && !value.starts_with("sha")
        && !is_uuid(value)
        && !is_made_up(value, value)
        && !NAMES.iter().any(|name| lower.contains(name))
        && !line.contains("xample");
    match reading {
        Reading::No => false,
        Reading::Settings => {
            is_key && value.len() >= 10 && entropy(value) >= 3.0 && !value.contains("://")
        }
        Reading::Code => {
            is_key
                && quoted
                && (16..=200).contains(&value.len())
                && entropy(value) >= 3.6
                && !value.contains(['.', '/', ':', '@', '%', '|'])
                && words(value) < 3
        }
    }
}

/// Words of people: a key that was made by a machine holds none of them.
const NAMES: [&str; 10] = [
    "password", "passw0rd", "secret", "token", "apikey", "admin", "super", "test", "local",
    "breach",
];

/// Words between dashes and underscores: names have several, keys have none.
fn words(value: &str) -> usize {
    value
        .split(['-', '_'])
        .filter(|part| part.len() > 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .count()
}

fn is_uuid(value: &str) -> bool {
    let parts: Vec<usize> = value.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile::from_text(path, text);
        SecretText::of(&file, opswright_project::kind_of(path, text))
            .likely
            .iter()
            .map(|(range, name)| format!("{name} {}", range.len()))
            .collect()
    }

    #[test]
    fn values_that_look_like_keys_are_taken_and_others_are_not() {
        for (path, text, expected) in [
            (
                "a.ini",
                "db_password = k7Hq2mZx9Rt4\n",
                vec!["db_password 12"],
            ),
            (
                "a.ini",
                "db_password = changeme123\ndb_password = secret\n",
                vec![],
            ),
            (
                "a.json",
                "{\"apiToken\": \"f3c9a1b27d8e4056b1c2\"}",
                vec!["apiToken 20"],
            ),
            (
                "a.py",
                "API_TOKEN = 'f3c9a1b27d8e4056b1c2'\n",
                vec!["API_TOKEN 20"],
            ),
            (
                "a.py",
                "token = get_token_1()\npassword = os.environ['PASSWORD1']\n",
                vec![],
            ),
            ("a.md", "password: k7Hq2mZx9Rt4\n", vec![]),
            ("a.properties", "token.url=https://a.b/c1\n", vec![]),
        ] {
            assert_eq!(names(path, text), expected, "{path} {text}");
        }
    }
}
