//! `provider-version-argument`: a version in a `provider` block.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "provider-version-argument",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("provider_version_argument.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for provider in file.blocks("provider") {
        if let Some(version) = provider.body.attribute("version") {
            let message = format!(
                "the version of provider `{}` belongs to `required_providers`",
                provider.label(0)
            );
            report.find(version.range, message).fix = Some(advice(
                "move it to `required_providers` in the `terraform` block",
            ));
        }
    }
}
