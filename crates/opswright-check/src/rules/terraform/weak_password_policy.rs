//! `weak-password-policy`: a password policy of an account that allows weak passwords.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, at_least, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "weak-password-policy",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("weak_password_policy.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "allows weak passwords",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on("alicloud_ram_security_preference", "enforce_mfa_for_login"),
    at_least(
        "alicloud_ram_account_password_policy aws_iam_account_password_policy",
        "minimum_password_length",
        14.0,
    ),
    at_least(
        "alicloud_ram_account_password_policy aws_iam_account_password_policy",
        "password_reuse_prevention",
        24.0,
    ),
    on(
        "alicloud_ram_account_password_policy aws_iam_account_password_policy",
        "require_lowercase_characters",
    ),
    on(
        "alicloud_ram_account_password_policy aws_iam_account_password_policy",
        "require_numbers",
    ),
    on(
        "alicloud_ram_account_password_policy aws_iam_account_password_policy",
        "require_symbols",
    ),
    on(
        "alicloud_ram_account_password_policy aws_iam_account_password_policy",
        "require_uppercase_characters",
    ),
    on(
        "oci_identity_authentication_policy",
        "password_policy.is_lowercase_characters_required",
    ),
    on(
        "oci_identity_authentication_policy",
        "password_policy.is_numeric_characters_required",
    ),
    on(
        "oci_identity_authentication_policy",
        "password_policy.is_special_characters_required",
    ),
    on(
        "oci_identity_authentication_policy",
        "password_policy.is_uppercase_characters_required",
    ),
    at_least(
        "oci_identity_authentication_policy",
        "password_policy.minimum_password_length",
        14.0,
    ),
];
