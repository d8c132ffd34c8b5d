//! `open-etcd`: an etcd that takes requests from whoever reaches it.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "open-etcd",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("open_etcd.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "etcd",
        flag: "--client-cert-auth",
        want: Want::Is("true"),
        harm: "whoever reaches it can read and write the whole cluster",
    },
    Setting {
        program: "etcd",
        flag: "--auto-tls",
        want: Want::Not("true"),
        harm: "its certificate is made on the spot, and proves nothing",
    },
    Setting {
        program: "etcd",
        flag: "--peer-client-cert-auth",
        want: Want::Is("true"),
        harm: "whoever reaches it can join as a member",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
