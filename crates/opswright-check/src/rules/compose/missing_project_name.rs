//! `missing-project-name`: a Compose file that does not name its project.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-project-name",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("missing_project_name.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let Some(root) = file.yaml.root() else {
        return;
    };
    if root.get("name").is_some() || report.is_overlay() {
        return;
    }
    if let Some(entry) = root.entry("services") {
        report
            .find(
                entry.key.range(),
                "the project is called as its folder is, which differs from machine to machine",
            )
            .fix = Some(advice("add `name` at the top"));
    }
}
