//! `unrotated-certificate`: a kubelet whose certificates are never replaced.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unrotated-certificate",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unrotated_certificate.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kubelet",
        flag: "--rotate-certificates",
        want: Want::Not("false"),
        harm: "the node falls out of the cluster when its certificate ends",
    },
    Setting {
        program: "kubelet",
        flag: "--feature-gates",
        want: Want::Lacks("RotateKubeletServerCertificate=false"),
        harm: "its server's certificate has to be replaced by hand",
    },
    Setting {
        program: "kube-controller-manager",
        flag: "--feature-gates",
        want: Want::Lacks("RotateKubeletServerCertificate=false"),
        harm: "certificates of nodes have to be replaced by hand",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--feature-gates",
        want: Want::Lacks("RotateKubeletServerCertificate=false"),
        harm: "certificates of nodes have to be replaced by hand",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
