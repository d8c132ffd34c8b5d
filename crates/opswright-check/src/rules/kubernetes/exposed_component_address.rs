//! `exposed-component-address`: a part of the control plane that listens to more than its own node.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "exposed-component-address",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("exposed_component_address.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-controller-manager",
        flag: "--bind-address",
        want: Want::Is("127.0.0.1"),
        harm: "its metrics and profiles are open to the network",
    },
    Setting {
        program: "kube-scheduler",
        flag: "--bind-address",
        want: Want::Is("127.0.0.1"),
        harm: "its metrics and profiles are open to the network",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
