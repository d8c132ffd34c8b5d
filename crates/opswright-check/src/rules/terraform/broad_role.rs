//! `broad-role`: a role that may change everything.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, none_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broad-role",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("broad_role.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "gives a role that may change everything",
    table: TABLE,
};

const TABLE: &[Need] = &[
    none_of(
        "yandex_organizationmanager_organization_iam_binding yandex_organizationmanager_organization_iam_member",
        "role",
        &[
            "admin",
            "editor",
            "organization-manager.organizations.owner",
            "organization-manager.admin",
        ],
    ),
    none_of(
        "yandex_resourcemanager_cloud_iam_binding yandex_resourcemanager_cloud_iam_member yandex_resourcemanager_folder_iam_binding yandex_resourcemanager_folder_iam_member",
        "role",
        &["admin", "editor"],
    ),
];
