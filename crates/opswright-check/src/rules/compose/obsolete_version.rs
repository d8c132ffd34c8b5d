//! `obsolete-version`: the top-level `version` of a Compose file.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "obsolete-version",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("obsolete_version.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let Some(entry) = file.yaml.root().and_then(|root| root.entry("version")) else {
        return;
    };
    // Swarm reads it, to learn which keys a stack may have.
    let swarm = file
        .services
        .iter()
        .any(|service| service.node.at(&["deploy", "placement"]).is_some());
    if swarm || report.path().contains("stack") {
        return;
    }
    let edits = edit::remove(report.text, &entry).into_iter().collect();
    let fix = report.fix("remove it", Safety::Safe, edits);
    report
        .find(
            entry.range(),
            "Compose ignores `version` and warns about it",
        )
        .fix = Some(fix);
}
