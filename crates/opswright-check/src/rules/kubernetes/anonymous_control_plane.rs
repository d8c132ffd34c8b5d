//! `anonymous-control-plane`: a part of the control plane that answers callers who have not said who they are.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "anonymous-control-plane",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("anonymous_control_plane.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--anonymous-auth",
        want: Want::Is("false"),
        harm: "callers without credentials are let in as `system:anonymous`",
    },
    Setting {
        program: "kubelet",
        flag: "--anonymous-auth",
        want: Want::Is("false"),
        harm: "whoever reaches the node can ask it for pods and their logs",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
