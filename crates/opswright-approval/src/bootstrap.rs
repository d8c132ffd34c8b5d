//! The first signer and the first policy, made by a signed statement that says that it approves itself.

use opswright_design::{canonical_json, digest_of};
use serde_json::json;

use crate::key::{KeyError, SigningKey};
use crate::policy::Policy;
use crate::signers;
use crate::statement::{Kind, Statement, Subject, Validity};
use crate::stored::StoredApproval;

/// What to write and commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bootstrap {
    /// Text of `.opswright/policy.toml`.
    pub policy: String,
    /// Text of `.opswright/allowed_signers`.
    pub allowed_signers: String,
    /// The approval of both.
    pub approval: StoredApproval,
}

/// Digest of policy and signers together, as an approval of kind `policy` names it.
pub fn policy_digest(policy: &str, allowed_signers: &str) -> String {
    let both = json!({ "allowed_signers": allowed_signers, "policy": policy });
    digest_of(canonical_json(&both).as_bytes())
}

/// Makes `who`, with this key, the only signer of `project`, under a policy for one person.
pub fn bootstrap(
    project: &str,
    who: &str,
    key: &SigningKey,
    now: u64,
    nonce: [u8; 16],
) -> Result<Bootstrap, KeyError> {
    let of_one = Policy::of_one_person();
    let policy = format!(
        "# Who must approve what. Read from the base branch: a change counts once it is merged.\n\
         # One person approves their own work here; every record says so. With a second signer, set self_approval = false.\n\
         {}",
        of_one.render()
    );
    let allowed_signers = format!(
        "# Who may approve, in the format of OpenSSH's allowed signers. Read from the base branch.\n{}",
        signers::line(who, &key.public_key())
    );
    let subject = Subject {
        kind: Kind::Policy,
        digest: policy_digest(&policy, &allowed_signers),
        project: project.to_owned(),
        environment: None,
        rules_version: opswright_design::RULES_VERSION.to_owned(),
    };
    let validity = Validity {
        created: now,
        expires: now.saturating_add(of_one.requirement(Kind::Policy, None).lifetime),
    };
    let mut statement = Statement::new(subject, who, validity, nonce);
    statement.bootstrap = true;
    Ok(Bootstrap {
        policy,
        allowed_signers,
        approval: key.sign(&statement)?,
    })
}
