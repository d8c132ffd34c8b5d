//! `unaudited-api-server`: an API server that does not write down who did what.

use opswright_diagnostic::{Confidence, Severity};

use super::control_plane::{Setting, Want, look};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unaudited-api-server",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unaudited_api_server.md"),
    run: &[Run::Kubernetes(run)],
};

const SETTINGS: &[Setting] = &[
    Setting {
        program: "kube-apiserver",
        flag: "--audit-log-path",
        want: Want::Set,
        harm: "nobody can say later who did what",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--audit-log-maxage",
        want: Want::AtLeast(30),
        harm: "records are deleted before anyone asks for them",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--audit-log-maxbackup",
        want: Want::AtLeast(10),
        harm: "a burst of requests pushes older records out",
    },
    Setting {
        program: "kube-apiserver",
        flag: "--audit-log-maxsize",
        want: Want::AtLeast(100),
        harm: "a burst of requests pushes older records out",
    },
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    look(file, SETTINGS, report);
}
