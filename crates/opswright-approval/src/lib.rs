//! Signed approvals: statements, signers, policy.
