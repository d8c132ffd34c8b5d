//! `incomplete-pulumi-project`: a Pulumi project without a name or a runtime.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "incomplete-pulumi-project",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("incomplete_pulumi_project.md"),
    run: &[Run::PulumiProject(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(root) = yaml.root() else { return };
    let Some(first) = root.entries().next() else {
        return;
    };
    for (key, why) in [("name", "no name"), ("runtime", "no runtime")] {
        if root.get(key).is_none() {
            report
                .find(
                    first.key.range(),
                    format!("this project has {why}: Pulumi refuses it"),
                )
                .fix = Some(advice(format!("add `{key}`")));
        }
    }
}
