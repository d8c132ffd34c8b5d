//! Signed approvals: statements, signers, policy.
//!
//! Everything here is a function of bytes, time and randomness that the caller brings: no file is read, no clock asked.
//! Invariants: what is signed is the exact canonical text; an approval counts only for the digest, kind, environment and
//! project that it names; whoever is not in the signers of the base branch approves nothing.

mod bootstrap;
mod key;
mod local;
mod policy;
mod refusal;
mod signers;
mod statement;
mod stored;
mod time;
mod verify;

pub use bootstrap::{Bootstrap, bootstrap, policy_digest};
pub use key::{KeyError, NAMESPACE, SigningKey};
pub use local::{LocalApproval, verify_local};
pub use policy::{Policy, PolicyError, Requirement, SelfApproval};
pub use refusal::Refusal;
pub use signers::{Signer, Signers, SignersError};
pub use statement::{Kind, Statement, StatementError, Subject, Validity, is_principal};
pub use stored::{ApprovalPaths, StoredApproval, approval_paths, stored_approvals};
pub use time::{rfc3339, unix_seconds};
pub use verify::{Approved, Approver, Class, Wanted, verify};
