//! `exposed-profiling`: a part of the control plane that shows its insides.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "exposed-profiling",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("exposed_profiling.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--profiling",
        want: Want::Is("false"),
        harm: "profiles show its work, and taking one slows it",
    },
    Setting {
        program: "kube-controller-manager",
        flag: "--profiling",
        want: Want::Is("false"),
        harm: "profiles show its work, and taking one slows it",
    },
    Setting {
        program: "kube-scheduler",
        flag: "--profiling",
        want: Want::Is("false"),
        harm: "profiles show its work, and taking one slows it",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
