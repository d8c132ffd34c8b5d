//! `hard-coded-secret`: a token of known form that is written in a file.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::secret_text::{SecretText, is_sample};

pub(crate) static RULE: Rule = Rule {
    name: "hard-coded-secret",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("hard_coded_secret.md"),
    run: &[Run::Secrets(run)],
};

fn run(text: &SecretText<'_>, report: &mut Report<'_>) {
    for secret in &text.known {
        if secret.what.ends_with("private key") || report.tells_secret(secret.range) {
            continue;
        }
        let finding = report.find(
            secret.range,
            format!(
                "{} is written here, for everyone who can read the repository",
                secret.what
            ),
        );
        if is_sample(text.path) && !secret.proven {
            finding.confidence = Confidence::Low;
            finding.severity = Severity::Warning;
        } else if secret.what.contains("JWT") {
            // Many of these are public by design; one that ends may be over.
            finding.confidence = Confidence::Medium;
            finding.severity = if ends(secret.range.slice(text.text)) {
                Severity::Info
            } else {
                Severity::Warning
            };
        }
        finding.fix = Some(advice(
            "revoke it, make a new one, and read that from a secret store or a variable",
        ));
    }
}

/// Whether the statement in a JWT says when it is over.
fn ends(token: &str) -> bool {
    let claims = token.split('.').nth(1).unwrap_or("");
    decoded(claims).contains("\"exp\"")
}

/// The text behind base64 of URLs; bytes that are no text are left out.
fn decoded(text: &str) -> String {
    let mut bits = 0_u32;
    let mut count = 0;
    let mut decoded = String::new();
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => break,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            let character = char::from(u8::try_from(bits >> count & 0xFF).unwrap_or(0));
            decoded.extend(character.is_ascii().then_some(character));
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_of_urls_is_decoded() {
        assert_eq!(decoded("eyJleHAiOjF9"), "{\"exp\":1}");
        assert_eq!(decoded("eyJhIjoxfQ"), "{\"a\":1}");
        assert_eq!(decoded("..."), "");
    }
}
