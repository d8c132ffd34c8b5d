//! The canonical text that an approval signs.

use std::fmt;

use opswright_design::canonical_json;
use serde::{Deserialize, Serialize};

use crate::time::{rfc3339, unix_seconds};

const SCHEMA: &str = "opswright/approval@1";

/// What is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The design: the digest is over facts, answers and rules version.
    Design,
    /// The generated pipeline files.
    Pipeline,
    /// The proof of observability.
    Observability,
    /// A rollout to an environment.
    Deploy,
    /// Going back to an earlier release.
    Rollback,
    /// Policy and signers.
    Policy,
}

impl Kind {
    /// All kinds in the order of the phases.
    pub const ALL: [Self; 6] = [
        Self::Design,
        Self::Pipeline,
        Self::Observability,
        Self::Deploy,
        Self::Rollback,
        Self::Policy,
    ];

    /// Its word in statements and in the policy.
    pub fn word(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Pipeline => "pipeline",
            Self::Observability => "observability",
            Self::Deploy => "deploy",
            Self::Rollback => "rollback",
            Self::Policy => "policy",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// What a statement is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What is approved.
    pub kind: Kind,
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Name of the project.
    pub project: String,
    /// Where it may run; `None` approves the thing itself, for every environment.
    pub environment: Option<String>,
    /// Version of the rules that made it.
    pub rules_version: String,
}

/// When a statement holds, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// When it was made.
    pub created: u64,
    /// From when on it is worth nothing.
    pub expires: u64,
}

/// The statement, `opswright/approval@1`; its signed text is [`Statement::bytes`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Always `opswright/approval@1`.
    pub schema: String,
    /// What is approved.
    pub kind: Kind,
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Name of the project.
    pub project: String,
    /// Where it may run; none for every environment.
    pub environment: Option<String>,
    /// Version of the rules that made it.
    pub rules_version: String,
    /// RFC 3339, UTC.
    pub created: String,
    /// RFC 3339, UTC.
    pub expires: String,
    /// 32 hexadecimal digits, never twice the same.
    pub nonce: String,
    /// Principal of the signer, as in the allowed signers.
    pub approver: String,
    /// Whether it makes the first signer, approved by that signer alone.
    pub bootstrap: bool,
}

/// Why bytes are not a statement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Not JSON in the shape of the schema.
    #[error("read the statement: {reason}")]
    Malformed {
        /// Why, as a fragment.
        reason: String,
    },
    /// Right in meaning, wrong in spelling: only one spelling is signed.
    #[error("read the statement: it is not in canonical form")]
    NotCanonical,
    /// A value that no statement has.
    #[error("read the statement: its {field} is not valid")]
    Invalid {
        /// Name of the member.
        field: &'static str,
    },
}

impl Statement {
    /// A statement about `subject`; `nonce` is 16 random bytes.
    pub fn new(subject: Subject, approver: &str, validity: Validity, nonce: [u8; 16]) -> Self {
        let digits: Vec<String> = nonce.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            schema: SCHEMA.to_owned(),
            kind: subject.kind,
            digest: subject.digest,
            project: subject.project,
            environment: subject.environment,
            rules_version: subject.rules_version,
            created: rfc3339(validity.created),
            expires: rfc3339(validity.expires),
            nonce: digits.concat(),
            approver: approver.to_owned(),
            bootstrap: false,
        }
    }

    /// The text to sign: RFC 8785, without a line break at the end.
    pub fn bytes(&self) -> Vec<u8> {
        canonical_json(&serde_json::to_value(self).unwrap_or_default()).into_bytes()
    }

    /// Reads a statement and refuses every spelling but the canonical one.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let statement: Self =
            serde_json::from_slice(bytes).map_err(|error| StatementError::Malformed {
                reason: error.to_string(),
            })?;
        if statement.bytes() != bytes {
            return Err(StatementError::NotCanonical);
        }
        match statement.first_invalid() {
            Some(field) => Err(StatementError::Invalid { field }),
            None => Ok(statement),
        }
    }

    /// When it holds.
    pub fn validity(&self) -> Option<Validity> {
        Some(Validity {
            created: unix_seconds(&self.created)?,
            expires: unix_seconds(&self.expires)?,
        })
    }

    fn first_invalid(&self) -> Option<&'static str> {
        let checks = [
            ("schema", self.schema == SCHEMA),
            ("digest", is_digest(&self.digest)),
            ("created", unix_seconds(&self.created).is_some()),
            ("expires", unix_seconds(&self.expires).is_some()),
            (
                "nonce",
                self.nonce.len() == 32 && is_hexadecimal(&self.nonce),
            ),
            ("approver", is_principal(&self.approver)),
            // A first signer vouches for the policy and for nothing else.
            ("bootstrap", !self.bootstrap || self.kind == Kind::Policy),
        ];
        checks
            .into_iter()
            .find_map(|(field, valid)| (!valid).then_some(field))
    }
}

/// Whether it is `sha256:` and 64 lower-case hexadecimal digits.
pub(crate) fn is_digest(text: &str) -> bool {
    text.strip_prefix("sha256:")
        .is_some_and(|digits| digits.len() == 64 && is_hexadecimal(digits))
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Whether a principal can be a file's name and stand alone in the allowed signers: 1 to 100 of `A-Z a-z 0-9 . _ @ + -`,
/// the first a letter or digit.
pub fn is_principal(text: &str) -> bool {
    text.len() <= 100
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._@+-".contains(&byte))
}
