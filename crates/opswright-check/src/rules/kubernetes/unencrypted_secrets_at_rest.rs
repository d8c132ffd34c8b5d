//! `unencrypted-secrets-at-rest`: an API server that stores Secrets as they are.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unencrypted-secrets-at-rest",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unencrypted_secrets_at_rest.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[Setting {
    program: "kube-apiserver",
    flag: "--encryption-provider-config",
    want: Want::Set,
    harm: "whoever has a copy of etcd, or of its backup, has every Secret",
}];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
