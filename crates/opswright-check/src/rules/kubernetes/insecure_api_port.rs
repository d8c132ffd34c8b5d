//! `insecure-api-port`: an API server that takes requests without any check, or not over TLS.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "insecure-api-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("insecure_api_port.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--insecure-bind-address",
        want: Want::Unset,
        harm: "requests to it pass neither authentication nor authorization",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--insecure-port",
        want: Want::Among(&["0"]),
        harm: "requests to it pass neither authentication nor authorization",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--secure-port",
        want: Want::Not("0"),
        harm: "nothing is served over TLS",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--kubelet-https",
        want: Want::Not("false"),
        harm: "what it asks of kubelets, and what they answer, passes in clear text",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
