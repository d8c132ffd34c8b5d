//! `static-api-credentials`: an API server with passwords or tokens in a file.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "static-api-credentials",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("static_api_credentials.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--basic-auth-file",
        want: Want::Unset,
        harm: "passwords stand in clear text on the node, and changing one takes a restart",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--token-auth-file",
        want: Want::Unset,
        harm: "tokens stand in clear text on the node, never expire, and revoking one takes a restart",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
