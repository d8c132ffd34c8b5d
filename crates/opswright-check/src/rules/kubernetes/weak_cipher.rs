//! `weak-cipher`: a part of the control plane that still offers a weak cipher.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "weak-cipher",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("weak_cipher.md"),
    run: &[Run::Kubernetes(run)],
};

/// Suites with forward secrecy and authenticated encryption.
const STRONG: &[&str] = &[
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
];

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--tls-cipher-suites",
        want: Want::Among(STRONG),
        harm: "what is recorded today can be read tomorrow",
    },
    Setting {
        program: "kubelet",
        flag: "--tls-cipher-suites",
        want: Want::Among(STRONG),
        harm: "what is recorded today can be read tomorrow",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
