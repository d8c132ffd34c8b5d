//! `skipped-certificate-check`: an encrypted connection to whoever answers.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::Routing;
use opswright_yaml::{Node, Yaml};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "skipped-certificate-check",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("skipped_certificate_check.md"),
    run: &[Run::Prometheus(run), Run::Alertmanager(run_alertmanager)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    if let Some(root) = yaml.root() {
        look(root, report);
    }
}

fn run_alertmanager(routing: &Routing<'_>, report: &mut Report<'_>) {
    look(routing.node, report);
}

fn look(root: Node<'_>, report: &mut Report<'_>) {
    if !report.text.contains("insecure_skip_verify") {
        return;
    }
    for node in root.descend() {
        let Some(value) = node
            .get("insecure_skip_verify")
            .filter(|value| value.as_bool() == Some(true) && value.parent() == Some(node))
        else {
            continue;
        };
        let fix = report.fix(
            "check the certificate",
            Safety::Unsafe,
            vec![replace(value.range(), "false")],
        );
        report
            .find(value.range(), "the certificate is not checked: credentials and numbers go to, and come from, whoever answers")
            .fix = Some(fix);
    }
}
