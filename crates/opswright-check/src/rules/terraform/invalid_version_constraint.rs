//! `invalid-version-constraint`: a version constraint that Terraform cannot read.

use opswright_diagnostic::{Confidence, Severity};
use opswright_hcl::Expression;
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-version-constraint",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_version_constraint.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for settings in file.settings() {
        settings
            .body
            .value("required_version")
            .into_iter()
            .for_each(|value| check(value, report));
        for required in settings.body.blocks_of("required_providers") {
            for provider in required.body.attributes() {
                let version = provider.value.get("version");
                let old_form = provider.value.as_str().is_some().then_some(&provider.value);
                version
                    .or(old_form)
                    .into_iter()
                    .for_each(|value| check(value, report));
            }
        }
    }
    for module in file.blocks("module") {
        module
            .body
            .value("version")
            .into_iter()
            .for_each(|value| check(value, report));
    }
}

fn check(value: &Expression, report: &mut Report<'_>) {
    let Some(text) = value.as_str() else { return };
    if let Some(part) = text.split(',').find(|part| !is_constraint(part.trim())) {
        let message = format!("`{}` is no version constraint", part.trim());
        report.find(value.range, message).fix = Some(advice("write it like `>= 1.10` or `~> 6.2`"));
    }
}

/// `>= 1.2.3-beta+4`, `~> 1.0`, `1.2`
fn is_constraint(part: &str) -> bool {
    let operator = ["~>", ">=", "<=", "!=", "=", ">", "<"]
        .iter()
        .find_map(|operator| part.strip_prefix(operator));
    let version = operator.unwrap_or(part).trim();
    let numbers = version.split(['-', '+']).next().unwrap_or("");
    let numbers = numbers.strip_prefix('v').unwrap_or(numbers);
    let good =
        |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    numbers.split('.').count() <= 4 && numbers.split('.').all(good)
}
