//! `loose-kubelet`: a kubelet that shows or allows more than it should.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "loose-kubelet",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("loose_kubelet.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kubelet",
        flag: "--read-only-port",
        want: Want::Is("0"),
        harm: "it shows pods and their settings without asking who wants to know",
    },
    Setting {
        program: "kubelet",
        flag: "--streaming-connection-idle-timeout",
        want: Want::Not("0"),
        harm: "sessions into pods are never closed",
    },
    Setting {
        program: "kubelet",
        flag: "--protect-kernel-defaults",
        want: Want::Is("true"),
        harm: "it changes kernel parameters that differ from what it expects",
    },
    Setting {
        program: "kubelet",
        flag: "--make-iptables-util-chains",
        want: Want::Is("true"),
        harm: "its rules and those of the node may contradict each other",
    },
    Setting {
        program: "kubelet",
        flag: "--hostname-override",
        want: Want::Unset,
        harm: "the node's name and its certificate no longer agree",
    },
    Setting {
        program: "kubelet",
        flag: "--event-qps",
        want: Want::AtMost(5),
        harm: "a burst of events can drown the API server",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
