//! Why something is not approved.

use crate::statement::Kind;

/// Why something is not approved. [`Refusal::Missing`] means that nobody tried; all others, that an approval does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody approved anything of this kind.
    #[error("nobody has approved {kind} {digest}")]
    Missing {
        /// What is wanted.
        kind: Kind,
        /// Its digest.
        digest: String,
    },
    /// Another digest is approved: the inputs changed since.
    #[error("{kind} {digest} is not approved; approved is {}", approved.join(", "))]
    Stale {
        /// What is wanted.
        kind: Kind,
        /// Its digest.
        digest: String,
        /// The digests that are approved, the newest approval first.
        approved: Vec<String>,
    },
    /// The approval's time is over.
    #[error("the approval by {who} expired at {at}")]
    Expired {
        /// The approver.
        who: String,
        /// RFC 3339.
        at: String,
    },
    /// The approval was made in the future.
    #[error("the approval by {who} is dated {created}, later than now")]
    NotYetValid {
        /// The approver.
        who: String,
        /// RFC 3339.
        created: String,
    },
    /// Statement or signature are not what was signed.
    #[error("the approval by {who} was tampered with: {what}")]
    Tampered {
        /// The principal that its file names.
        who: String,
        /// What does not fit.
        what: String,
    },
    /// The signature was made for something else.
    #[error("the signature by {who} is for `{namespace}`, not for approvals")]
    WrongNamespace {
        /// The principal that its file names.
        who: String,
        /// Its namespace.
        namespace: String,
    },
    /// The signer is allowed, with another key.
    #[error("the signature by {who} was made with {fingerprint}, which is not a key of {who}")]
    WrongKey {
        /// The approver.
        who: String,
        /// Fingerprint of the key that signed.
        fingerprint: String,
    },
    /// The signer is not in the allowed signers of the base branch.
    #[error("{who} is not among the allowed signers (key {fingerprint})")]
    UnknownSigner {
        /// The approver.
        who: String,
        /// Fingerprint of the key that signed.
        fingerprint: String,
    },
    /// The signer's key is not valid now.
    #[error("the key of {who} is not valid now (allowed {period})")]
    KeyNotValid {
        /// The approver.
        who: String,
        /// Since and until when it is.
        period: String,
    },
    /// The key's type cannot be verified here.
    #[error("the key of {who} has the type {algorithm}, which is not supported")]
    UnsupportedKey {
        /// The approver.
        who: String,
        /// Its type in the words of OpenSSH.
        algorithm: String,
    },
    /// The approval is for another environment.
    #[error("the approval by {who} is for the environment {approved}, not for {wanted}")]
    OtherEnvironment {
        /// The approver.
        who: String,
        /// The environment that the statement names.
        approved: String,
        /// The environment that is wanted.
        wanted: String,
    },
    /// The approval is for something else with the same digest.
    #[error("the approval by {who} is for {approved}, not for {wanted}")]
    OtherSubject {
        /// The approver.
        who: String,
        /// Kind and project that the statement names.
        approved: String,
        /// Kind and project that are wanted.
        wanted: String,
    },
    /// Who asks must not approve.
    #[error("{who} asked for it and must not approve it; policy wants someone else")]
    SelfApproved {
        /// The approver.
        who: String,
    },
    /// The approval was used before.
    #[error("the approval by {who} was used before; an approval holds once")]
    Spent {
        /// The approver.
        who: String,
    },
    /// Fewer approvals than policy wants.
    #[error("{needed} approvals are needed, there {}", have_text(have))]
    TooFew {
        /// Who approved.
        have: Vec<String>,
        /// How many policy wants.
        needed: u32,
        /// Approvals that do not count, and why.
        problems: Vec<Refusal>,
    },
}

impl Refusal {
    /// Whether nobody tried yet: the gate is closed, nothing is wrong.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing { .. })
    }
}

fn have_text(have: &[String]) -> String {
    match have {
        [] => "is none".to_owned(),
        [one] => format!("is one, by {one}"),
        many => format!("are {}, by {}", many.len(), many.join(", ")),
    }
}
