//! `lax-authorization`: a part of the control plane that lets callers do what they ask for.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "lax-authorization",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("lax_authorization.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--authorization-mode",
        want: Want::Lacks("AlwaysAllow"),
        harm: "every request is allowed",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--authorization-mode",
        want: Want::Has("Node"),
        harm: "a node can read what belongs to others",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--authorization-mode",
        want: Want::Has("RBAC"),
        harm: "roles are not looked at",
    },
    Setting {
        program: "kubelet",
        flag: "--authorization-mode",
        want: Want::Lacks("AlwaysAllow"),
        harm: "every request is allowed, also to run a command in a pod",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
