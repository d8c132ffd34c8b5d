//! `undescribed-pulumi-project`: a Pulumi project without a description.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undescribed-pulumi-project",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("undescribed_pulumi_project.md"),
    run: &[Run::PulumiProject(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(root) = yaml.root() else { return };
    let described = root
        .str_at(&["description"])
        .is_some_and(|text| !text.trim().is_empty());
    if let (false, Some(first)) = (described, root.entries().next()) {
        report
            .find(
                first.key.range(),
                "this project does not say what it is for",
            )
            .fix = Some(advice("add a `description`"));
    }
}
