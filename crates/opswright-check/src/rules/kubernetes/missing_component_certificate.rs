//! `missing-component-certificate`: a part of the control plane that cannot prove itself, or does not ask others to.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-component-certificate",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_component_certificate.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--kubelet-client-certificate",
        want: Want::Set,
        harm: "kubelets cannot tell it from anybody else",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--kubelet-client-key",
        want: Want::Set,
        harm: "kubelets cannot tell it from anybody else",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--kubelet-certificate-authority",
        want: Want::Set,
        harm: "it does not check that a kubelet is one",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--etcd-certfile",
        want: Want::Set,
        harm: "etcd cannot tell it from anybody else",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--etcd-keyfile",
        want: Want::Set,
        harm: "etcd cannot tell it from anybody else",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--etcd-cafile",
        want: Want::Set,
        harm: "it does not check that etcd is etcd",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--tls-cert-file",
        want: Want::Set,
        harm: "its callers cannot check that it is the API server",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--tls-private-key-file",
        want: Want::Set,
        harm: "its callers cannot check that it is the API server",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--service-account-key-file",
        want: Want::Set,
        harm: "tokens are checked by the key of TLS, and change with it",
    },
    Setting {
        program: "kube-controller-manager",
        flag: "--service-account-private-key-file",
        want: Want::Set,
        harm: "tokens of accounts are signed by a key that nobody chose",
    },
    Setting {
        program: "kube-controller-manager",
        flag: "--root-ca-file",
        want: Want::Set,
        harm: "pods cannot check that the API server is the API server",
    },
    Setting {
        program: "etcd",
        flag: "--cert-file",
        want: Want::Set,
        harm: "clients talk to it in clear text",
    },
    Setting {
        program: "etcd",
        flag: "--key-file",
        want: Want::Set,
        harm: "clients talk to it in clear text",
    },
    Setting {
        program: "etcd",
        flag: "--peer-cert-file",
        want: Want::Set,
        harm: "members talk to each other in clear text",
    },
    Setting {
        program: "etcd",
        flag: "--peer-key-file",
        want: Want::Set,
        harm: "members talk to each other in clear text",
    },
    Setting {
        program: "kubelet",
        flag: "--client-ca-file",
        want: Want::Set,
        harm: "it cannot check who asks",
    },
    Setting {
        program: "kubelet",
        flag: "--tls-cert-file",
        want: Want::Set,
        harm: "the API server cannot check that it is this node",
    },
    Setting {
        program: "kubelet",
        flag: "--tls-private-key-file",
        want: Want::Set,
        harm: "the API server cannot check that it is this node",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
