//! `hardcoded-region`: a region that is written out.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "hardcoded-region",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("hardcoded_region.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for provider in file.blocks("provider") {
        let Some(region) = provider.body.attribute("region") else {
            continue;
        };
        if region.value.as_str().is_some() && provider.body.attribute("alias").is_none() {
            let message = format!(
                "the region of provider `{}` is written out",
                provider.label(0)
            );
            report.find(region.range, message).fix = Some(advice("take it from a variable"));
        }
    }
}
