//! `provider-without-source`: a required provider that does not say whose it is.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "provider-without-source",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("provider_without_source.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph.modules().iter().filter(|module| module.is_whole()) {
        for (summary, file) in &module.files {
            for provider in &file.required_providers {
                if provider.source.is_some() || provider.aliases {
                    continue;
                }
                let name = provider.short_name();
                let message = if provider.bare {
                    format!(
                        "provider `{name}` is written as before Terraform 0.13: a version, and not whose it is"
                    )
                } else {
                    format!(
                        "provider `{name}` does not say whose it is, so `hashicorp/{name}` is taken"
                    )
                };
                report
                    .find_in(&summary.path, provider.name.range, message)
                    .fix = Some(advice(format!("write `source`, like `hashicorp/{name}`")));
            }
        }
    }
}
