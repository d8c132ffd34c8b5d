//! Keys from fixed seeds, and an approval that holds.

use std::sync::OnceLock;

use opswright_approval::{
    Approved, Kind, Policy, Refusal, Signers, SigningKey, Statement, StoredApproval, Subject,
    Validity, Wanted, unix_seconds, verify,
};

pub(crate) const PROJECT: &str = "shop";

/// 2026-11-22T12:00:00Z.
pub(crate) fn now() -> u64 {
    unix_seconds("2026-11-22T12:00:00Z").expect("a time")
}

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32], "test")
}

pub(crate) fn digest(byte: &str) -> String {
    format!("sha256:{}", byte.repeat(32))
}

/// Made an hour ago, for 24 hours.
pub(crate) fn statement(approver: &str) -> Statement {
    let subject = Subject {
        kind: Kind::Design,
        digest: digest("ab"),
        project: PROJECT.to_owned(),
        environment: None,
        rules_version: "2026.1".to_owned(),
    };
    let validity = Validity {
        created: now() - 3600,
        expires: now() + 23 * 3600,
    };
    Statement::new(subject, approver, validity, [7; 16])
}

/// `statement` signed with the key of `seed`.
pub(crate) fn signed(statement: &Statement, seed: u8) -> StoredApproval {
    key(seed).sign(statement).expect("the statement is valid")
}

/// The right approval of Ann with `change` made to the statement before it is signed.
pub(crate) fn changed(change: impl FnOnce(&mut Statement)) -> StoredApproval {
    let mut statement = statement("ann@example.com");
    change(&mut statement);
    signed(&statement, 1)
}

pub(crate) fn wanted() -> Wanted {
    Wanted {
        environment: Some("production".to_owned()),
        ..Wanted::new(Kind::Design, &digest("ab"), PROJECT)
    }
}

/// Ann with the key of seed 1, Bob with that of seed 2; made once, since keys are slow to derive without optimization.
pub(crate) fn signers() -> Signers {
    static SIGNERS: OnceLock<Signers> = OnceLock::new();
    SIGNERS.get_or_init(|| signers_with("")).clone()
}

/// The same, with options on Ann's line.
pub(crate) fn signers_with(options: &str) -> Signers {
    let text = format!(
        "ann@example.com {options} {}\nbob@example.com {}\n",
        key(1).public_key(),
        key(2).public_key()
    );
    Signers::parse(&text).expect("the lines are right")
}

pub(crate) fn policy(tables: &str) -> Policy {
    Policy::parse(&format!("schema = \"opswright/policy@1\"\n{tables}"))
        .expect("the policy is right")
}

/// Whether `approvals` are enough for what is wanted, under the strictest policy.
pub(crate) fn check(approvals: &[StoredApproval]) -> Result<Approved, Refusal> {
    verify(approvals, &wanted(), &Policy::default(), &signers(), now())
}

/// `approval` is refused with exactly this text.
#[track_caller]
pub(crate) fn refused(approval: StoredApproval, expected: &str) {
    let refusal = check(&[approval]).expect_err("it must be refused");
    assert!(!refusal.is_missing());
    assert_eq!(refusal.to_string(), expected);
}

/// An armored signature by the key of `seed` over any bytes, for any purpose.
pub(crate) fn signature(seed: u8, purpose: &str, bytes: &[u8]) -> Vec<u8> {
    let text = key(seed).to_openssh().expect("a key has a text");
    let private = ssh_key::PrivateKey::from_openssh(text).expect("it is a key");
    private
        .sign(purpose, ssh_key::HashAlg::Sha512, bytes)
        .and_then(|signature| signature.to_pem(ssh_key::LineEnding::LF))
        .expect("it signs")
        .into_bytes()
}
