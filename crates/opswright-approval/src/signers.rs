//! `.opswright/allowed_signers`, in the format of OpenSSH: who may approve, with which key, and for how long.

use ssh_key::PublicKey;
use ssh_key::public::KeyData;

use crate::key::NAMESPACE;
use crate::time::{days, rfc3339};

/// One line: principals, options and a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Patterns of principals (`alice@example.com`, `*@example.com`, `!bob@example.com`).
    pub principals: Vec<String>,
    /// Patterns of namespaces; empty for all.
    pub namespaces: Vec<String>,
    /// Seconds since 1970 from which on the key counts.
    pub valid_after: Option<u64>,
    /// Seconds since 1970 from which on the key counts no more.
    pub valid_before: Option<u64>,
    /// Fingerprint of the key (`SHA256:...`).
    pub fingerprint: String,
    pub(crate) key: KeyData,
}

/// All lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signers {
    /// In the order of the file.
    pub signers: Vec<Signer>,
}

/// Why the file is not accepted: a line that cannot be understood makes all of it worthless.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("read allowed_signers:{line}: {reason}")]
pub struct SignersError {
    /// Line, from 1.
    pub line: usize,
    /// Why, as a fragment.
    pub reason: String,
}

impl Signers {
    /// Reads the file's text. Times without `Z` are taken as UTC.
    pub fn parse(text: &str) -> Result<Self, SignersError> {
        let mut signers = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            signers.push(parse_line(line).map_err(|reason| SignersError {
                line: index + 1,
                reason,
            })?);
        }
        Ok(Self { signers })
    }

    /// The keys that may sign approvals as `principal`.
    pub(crate) fn of(&self, principal: &str) -> Vec<&Signer> {
        self.signers
            .iter()
            .filter(|signer| {
                matches_list(&signer.principals, principal)
                    && (signer.namespaces.is_empty() || matches_list(&signer.namespaces, NAMESPACE))
            })
            .collect()
    }
}

impl Signer {
    /// Since and until when the key counts, in words.
    pub(crate) fn period(&self) -> String {
        let side =
            |word: &str, time: Option<u64>| time.map(|time| format!("{word} {}", rfc3339(time)));
        let sides: Vec<String> = [
            side("from", self.valid_after),
            side("until", self.valid_before),
        ]
        .into_iter()
        .flatten()
        .collect();
        sides.join(" ")
    }

    /// Whether the key counts at `now`, in seconds since 1970.
    pub(crate) fn is_valid(&self, now: u64) -> bool {
        self.valid_after.is_none_or(|after| now >= after)
            && self.valid_before.is_none_or(|before| now < before)
    }
}

/// A line for `principal` with a public key as OpenSSH writes it, for this tool's namespace alone.
pub(crate) fn line(principal: &str, public_key: &str) -> String {
    format!("{principal} namespaces=\"{NAMESPACE}\" {public_key}\n")
}

fn parse_line(line: &str) -> Result<Signer, String> {
    let (principals, rest) = word(line)?;
    let mut rest = rest;
    let mut options = Vec::new();
    let key = loop {
        if let Ok(key) = PublicKey::from_openssh(rest.trim()) {
            break key;
        }
        if !options.is_empty() {
            return Err("there is no public key that can be read".to_owned());
        }
        let (found, after) = word(rest)?;
        options = found.split(',').map(str::to_owned).collect();
        rest = after;
    };
    let mut signer = Signer {
        principals: split_list(&principals),
        namespaces: Vec::new(),
        valid_after: None,
        valid_before: None,
        fingerprint: key.fingerprint(ssh_key::HashAlg::Sha256).to_string(),
        key: key.key_data().clone(),
    };
    for option in options {
        apply(&mut signer, &option)?;
    }
    Ok(signer)
}

fn apply(signer: &mut Signer, option: &str) -> Result<(), String> {
    let (name, value) = option.split_once('=').unwrap_or((option, ""));
    let time = || time(value).ok_or_else(|| format!("`{value}` is not a time such as 20271231Z"));
    match name.to_ascii_lowercase().as_str() {
        "namespaces" => signer.namespaces = split_list(value),
        "valid-after" => signer.valid_after = Some(time()?),
        "valid-before" => signer.valid_before = Some(time()?),
        "cert-authority" => return Err("certificates are not supported".to_owned()),
        other => return Err(format!("there is no option `{other}`")),
    }
    Ok(())
}

/// The first word, quotes taken off but the blanks inside them kept, and what follows it.
fn word(text: &str) -> Result<(String, &str), String> {
    let text = text.trim_start();
    let mut found = String::new();
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            ' ' | '\t' if !quoted => return Ok((found, text.get(at..).unwrap_or(""))),
            // A comma inside quotes separates patterns of one option, not options.
            ',' if quoted => found.push('\u{1f}'),
            other => found.push(other),
        }
    }
    Err(if quoted {
        "a quote does not end".to_owned()
    } else {
        "there is no public key that can be read".to_owned()
    })
}

fn split_list(text: &str) -> Vec<String> {
    text.split([',', '\u{1f}'])
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with or without `Z`.
fn time(text: &str) -> Option<u64> {
    let digits = text.strip_suffix('Z').unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| -> Option<u64> {
        match digits.get(from..to) {
            Some(part) => part.parse().ok(),
            None => (digits.len() <= from).then_some(0),
        }
    };
    if !matches!(digits.len(), 8 | 12 | 14) {
        return None;
    }
    let date = days(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    let exists = hour < 24 && minute < 60 && second < 60;
    exists.then_some(date * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Whether a pattern matches and no `!` pattern does, as OpenSSH decides it.
fn matches_list(patterns: &[String], text: &str) -> bool {
    let mut matched = false;
    for pattern in patterns {
        match pattern.strip_prefix('!') {
            Some(denied) if matches_pattern(denied.as_bytes(), text.as_bytes()) => return false,
            Some(_) => {}
            None => matched |= matches_pattern(pattern.as_bytes(), text.as_bytes()),
        }
    }
    matched
}

/// `*` for any text, `?` for one byte.
fn matches_pattern(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while from < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                retry = Some((at + 1, from));
                at += 1;
            }
            Some(&byte) if byte == b'?' || Some(&byte) == text.get(from) => {
                at += 1;
                from += 1;
            }
            _ => match retry {
                Some((after_star, start)) => {
                    retry = Some((after_star, start + 1));
                    at = after_star;
                    from = start + 1;
                }
                None => return false,
            },
        }
    }
    pattern
        .get(at..)
        .is_none_or(|rest| rest.iter().all(|byte| *byte == b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    #[test]
    fn lines_are_read_as_openssh_writes_them() {
        let text = format!(
            "# people\n\nalice@example.com,al {KEY} alice's key\n\
             *@example.com,!bob@example.com namespaces=\"git,opswright-*\",valid-before=\"20271231Z\" {KEY}\n\
             carol valid-after=\"202601020304\",valid-before=20270101000000Z {KEY} c\n"
        );
        let signers = Signers::parse(&text).expect("the lines are right");
        assert_eq!(signers.signers.len(), 3);
        assert_eq!(signers.of("al").len(), 1);
        assert_eq!(signers.of("alice@example.com").len(), 2);
        assert_eq!(signers.of("bob@example.com").len(), 0);
        let carol = &signers.signers[2];
        assert_eq!(
            carol.period(),
            "from 2026-01-02T03:04:00Z until 2027-01-01T00:00:00Z"
        );
        assert!(carol.is_valid(1_790_000_000));
        assert!(!carol.is_valid(1_798_761_600));
        assert_eq!(signers.signers[1].namespaces, ["git", "opswright-*"]);
    }

    #[test]
    fn keys_for_other_namespaces_do_not_count() {
        let signers = Signers::parse(&format!("alice namespaces=\"git\" {KEY}\n")).expect("right");
        assert_eq!(signers.of("alice").len(), 0);
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_line() {
        for (line, reason) in [
            ("alice", "no public key"),
            ("alice ssh-ed25519 AAAA", "no public key"),
            (&format!("alice cert-authority {KEY}"), "certificates"),
            (&format!("alice sudo {KEY}"), "no option `sudo`"),
            (&format!("alice valid-before=\"soon\" {KEY}"), "not a time"),
            (
                &format!("alice valid-before=\"20271331Z\" {KEY}"),
                "not a time",
            ),
            (&format!("alice namespaces=\"git {KEY}"), "quote"),
        ] {
            let error = Signers::parse(&format!("# first\n{line}\n")).expect_err(line);
            assert_eq!(error.line, 2);
            assert!(error.reason.contains(reason), "{line}: {}", error.reason);
        }
    }

    #[test]
    fn patterns_match_as_in_openssh() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("a*c", "abbc", true),
            ("a*c", "abcb", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b*", "xxaxxbxx", true),
            ("abc", "ab", false),
            ("ab", "abc", false),
        ] {
            assert_eq!(
                matches_pattern(pattern.as_bytes(), text.as_bytes()),
                expected,
                "{pattern} {text}"
            );
        }
    }
}
