//! `unused-required-provider`: a provider that is required and not used.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeSet;

use opswright_project::{Declared, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-required-provider",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unused_required_provider.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph
        .modules()
        .iter()
        .filter(|module| module.is_whole() && !module.is_fragment())
    {
        // A module that is called may use it.
        if module.declared(Declared::Module).next().is_some() {
            continue;
        }
        let mut used: BTreeSet<String> = BTreeSet::new();
        for (_, file) in &module.files {
            used.extend(
                file.providers
                    .iter()
                    .map(|provider| provider.name.value.clone()),
            );
            used.extend(file.provider_uses.iter().cloned());
            used.extend(
                file.declared
                    .iter()
                    .filter_map(opswright_project::Declaration::provider),
            );
        }
        for (summary, file) in &module.files {
            for provider in &file.required_providers {
                let name = provider.short_name();
                if !used.contains(name) && !provider.aliases {
                    let message = format!("nothing in this module uses the provider `{name}`");
                    report
                        .find_in(&summary.path, provider.name.range, message)
                        .fix = Some(advice("remove it"));
                }
            }
        }
    }
}
