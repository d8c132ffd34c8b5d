//! `shared-controller-account`: controllers that all act with the same rights, or tokens that outlive their account.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "shared-controller-account",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("shared_controller_account.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-controller-manager",
        flag: "--use-service-account-credentials",
        want: Want::Is("true"),
        harm: "every controller has the rights of all",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--service-account-lookup",
        want: Want::Not("false"),
        harm: "a token works after its account is deleted",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
