//! Private keys in PEM, over lines or in one string.

use opswright_source::Range;

use super::{KnownSecret, PRIVATE_KEY};

/// Characters between `BEGIN` and the end of the title.
const TITLE: usize = 40;
/// Characters of a key; shorter ones stand for one.
const LEAST: usize = 64;
/// A key is never longer than this.
const MOST: usize = 32 * 1024;

/// The key whose `-----BEGIN ` stands at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<KnownSecret> {
    let rest = text.get(at..)?;
    let title_start = PRIVATE_KEY.len();
    let title = rest
        .get(title_start..)?
        .split("-----")
        .next()
        .filter(|title| title.len() <= TITLE)?;
    if !title.contains("PRIVATE KEY") {
        return None;
    }
    let body_start = title_start + title.len() + 5;
    let body = rest.get(body_start..)?;
    let length = body
        .bytes()
        .take(MOST)
        .take_while(|byte| is_of_body(*byte))
        .count();
    let body = body.get(..length)?;
    // Blanks, escaped line breaks and quotes are no part of the key.
    let key = body
        .replace("\\n", "")
        .bytes()
        .filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        .count();
    let made_up = super::is_made_up(body, "") || super::entropy(body) < 4.0;
    if key < LEAST || made_up {
        return None;
    }
    let encrypted = title.contains("ENCRYPTED") || body.contains("ENCRYPTED");
    Some(KnownSecret {
        range: Range::new(at, at + body_start + length),
        what: if encrypted {
            "an encrypted private key"
        } else {
            "a private key"
        },
        proven: false,
    })
}

/// Base64, the headers of older keys, and what breaks lines in strings.
fn is_of_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'+' | b'/'
                | b'='
                | b'\n'
                | b'\r'
                | b' '
                | b'\t'
                | b'\\'
                | b':'
                | b','
                | b'"'
                | b'\''
                | b'-'
                | b'.'
        ) && byte != b'-'
}
