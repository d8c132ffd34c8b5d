//! Approvals without a key, for the environment `local` alone.

use opswright_design::canonical_json;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::statement::Kind;
use crate::time::rfc3339;
use crate::verify::{Approved, Approver, Class, Wanted};

const SCHEMA: &str = "opswright/local-approval@1";

/// The only environment for which it counts.
pub(crate) const ENVIRONMENT: &str = "local";

/// What a person said at the terminal, `opswright/local-approval@1`; nothing proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalApproval {
    /// Always `opswright/local-approval@1`.
    pub schema: String,
    /// What was approved.
    pub kind: Kind,
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Always `local`.
    pub environment: String,
    /// RFC 3339, UTC.
    pub when: String,
    /// The name that the system gives the person.
    pub who: String,
}

impl LocalApproval {
    /// An approval of `digest` at `now` (seconds since 1970).
    pub fn new(kind: Kind, digest: &str, who: &str, now: u64) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            kind,
            digest: digest.to_owned(),
            environment: ENVIRONMENT.to_owned(),
            when: rfc3339(now),
            who: who.to_owned(),
        }
    }

    /// Its text as canonical JSON.
    pub fn to_json(&self) -> String {
        canonical_json(&serde_json::to_value(self).unwrap_or_default())
    }

    /// Reads what [`LocalApproval::to_json`] wrote; `None` for anything else.
    pub fn from_json(text: &str) -> Option<Self> {
        let approval: Self = serde_json::from_str(text).ok()?;
        (approval.schema == SCHEMA).then_some(approval)
    }
}

/// Whether one of `approvals` is for exactly what is wanted; never for an environment other than `local`.
pub fn verify_local(approvals: &[LocalApproval], wanted: &Wanted) -> Result<Approved, Refusal> {
    let missing = || Refusal::Missing {
        kind: wanted.kind,
        digest: wanted.digest.clone(),
    };
    if wanted.environment.as_deref() != Some(ENVIRONMENT) {
        return Err(missing());
    }
    let mut newest_first: Vec<&LocalApproval> = approvals
        .iter()
        .filter(|approval| approval.kind == wanted.kind && approval.environment == ENVIRONMENT)
        .collect();
    newest_first.sort_by(|a, b| b.when.cmp(&a.when));
    let mut approved: Vec<String> = Vec::new();
    for approval in newest_first {
        if approval.digest == wanted.digest {
            return Ok(Approved {
                class: Class::Local,
                approvers: vec![Approver::local(approval)],
                ignored: Vec::new(),
            });
        }
        if !approved.contains(&approval.digest) {
            approved.push(approval.digest.clone());
        }
    }
    if approved.is_empty() {
        return Err(missing());
    }
    Err(Refusal::Stale {
        kind: wanted.kind,
        digest: wanted.digest.clone(),
        approved,
    })
}
