//! `missing-admission-plugin`: an API server that takes objects which it should look at first.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-admission-plugin",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_admission_plugin.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--enable-admission-plugins",
        want: Want::Lacks("AlwaysAdmit"),
        harm: "nothing is looked at",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--enable-admission-plugins",
        want: Want::Has("NodeRestriction"),
        harm: "a node can change the labels and pods of others",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--disable-admission-plugins",
        want: Want::Lacks("NamespaceLifecycle"),
        harm: "objects can be made in namespaces that are going",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--disable-admission-plugins",
        want: Want::Lacks("ServiceAccount"),
        harm: "pods get no account",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
