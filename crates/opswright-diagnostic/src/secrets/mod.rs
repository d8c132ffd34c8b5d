//! Secrets of known form: tokens whose issuers give them a prefix, and private keys.

mod checksum;
mod format;
mod formats;
mod private_key;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use opswright_source::Range;

use format::Format;
use formats::FORMATS;

/// A secret that was recognised by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownSecret {
    /// Its bytes.
    pub range: Range,
    /// What it is, with its article: `an access key of AWS`.
    pub what: &'static str,
    /// Whether it carries a checksum, and the checksum is right.
    pub proven: bool,
}

/// What begins a private key, also one that is encrypted.
const PRIVATE_KEY: &str = "-----BEGIN ";

static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(
            FORMATS
                .iter()
                .map(|format| format.mark)
                .chain([PRIVATE_KEY]),
        )
        .ok()
});

/// All secrets of known form in `text`, in order; what is plainly made up is none. Linear in the text.
pub fn known_secrets(text: &str) -> Vec<KnownSecret> {
    let mut found: Vec<KnownSecret> = Vec::new();
    let Some(marks) = MARKS.as_ref() else {
        return found;
    };
    let mut end = 0;
    for mark in marks.find_iter(text) {
        if mark.start() < end {
            continue;
        }
        let secret = match FORMATS.get(mark.pattern().as_usize()) {
            Some(format) => read(format, text, mark.start()),
            None => private_key::read(text, mark.start()),
        };
        if let Some(secret) = secret {
            end = secret.range.end;
            found.push(secret);
        }
    }
    found
}

fn read(format: &Format, text: &str, at: usize) -> Option<KnownSecret> {
    let range = format.extent(text, at)?;
    let secret = range.slice(text);
    let body = text.get(at + format.mark.len()..range.end)?;
    if format.test.is_some_and(|is_one| !is_one(body)) {
        return None;
    }
    let proven = match format.checksum {
        Some(is_right) if !is_right(body) => return None,
        checksum => checksum.is_some(),
    };
    (proven || !is_made_up(secret, body)).then_some(KnownSecret {
        range,
        what: format.what,
        proven,
    })
}

/// Words in values that stand for a secret.
const STAND_INS: [&str; 14] = [
    "example",
    "sample",
    "dummy",
    "placeholder",
    "your",
    "xxxx",
    "changeme",
    "redacted",
    "fake",
    "insert",
    "replace",
    "0000000",
    "1234567",
    "abcdefg",
];

/// Whether a value has the form of a secret and is none: a word for one, a row of letters, one letter over and over.
pub fn is_made_up(secret: &str, body: &str) -> bool {
    let lower = secret.to_ascii_lowercase();
    STAND_INS.iter().any(|word| lower.contains(word)) || (body.len() >= 16 && entropy(body) < 2.5)
}

/// Bits that a byte of `text` carries, by how often each byte stands in it.
pub fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let total = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| {
            let share = f64::from(*count) / total;
            -share * share.log2()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &'static str)> {
        known_secrets(text)
            .into_iter()
            .map(|secret| (secret.range.slice(text), secret.what))
            .collect()
    }

    /// Texts are put together here so that nothing that looks like a secret stands in this file.
    fn joined(parts: &[&str]) -> String {
        parts.concat()
    }

    #[test]
    fn forms_are_recognised_in_whatever_stands_around_them() {
        let aws = joined(&["AKIA", "IZ4QK7W2M5TDXRBV"]);
        let text = format!("key = \"{aws}\"; // é");
        assert_eq!(found(&text), [(aws.as_str(), "an access key of AWS")]);
        assert_eq!(found(&format!("X{aws}")), []);
        assert_eq!(found(&format!("{aws}9")), []);
        assert_eq!(found(&joined(&["AKIA", "IOSFODNN7EXAMPLE"])), []);
    }

    #[test]
    fn a_checksum_tells_tokens_from_texts_like_them() {
        // Published with the description of the checksum; it was never valid.
        let right = joined(&["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17"]);
        let wrong = joined(&["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq18"]);
        assert_eq!(found(&right).len(), 1);
        assert!(known_secrets(&right).iter().all(|secret| secret.proven));
        assert_eq!(found(&wrong), []);
    }

    #[test]
    fn private_keys_are_found_and_stand_ins_are_not() {
        let body = "MIIEpAIBAAKCAQEA7vK9Qm3xT1uY8ZcR5sWq2LhN6oBdFgJkPaXeViUyStOzMn4w\n";
        let key = joined(&[
            "-----BEGIN RSA PRIVATE",
            " KEY-----\n",
            body,
            body,
            "-----END RSA PRIVATE KEY-----\n",
        ]);
        assert_eq!(found(&key).len(), 1, "{key}");
        let empty = joined(&[
            "-----BEGIN RSA PRIVATE",
            " KEY-----\n...\n-----END RSA PRIVATE KEY-----\n",
        ]);
        assert_eq!(found(&empty), []);
        assert_eq!(found("-----BEGIN CERTIFICATE-----\nMIIB\n"), []);
    }

    #[test]
    fn every_format_has_a_mark_and_room_behind_it() {
        for format in FORMATS {
            assert!(format.mark.len() >= 2, "{}", format.what);
            assert!(format.least <= format.most, "{}", format.what);
        }
        assert!(FORMATS.len() >= 80, "{}", FORMATS.len());
    }

    #[test]
    fn even_texts_carry_little() {
        assert!(entropy("aaaaaaaa") < 0.1);
        assert!((entropy("abcd") - 2.0).abs() < 0.001);
    }
}
