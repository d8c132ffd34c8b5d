//! `unpinned-provider`: a provider whose version is not named.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use opswright_project::{Graph, Module, Summary};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-provider",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_provider.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph
        .modules()
        .iter()
        .filter(|module| !module.is_example() && module.is_whole())
    {
        let required = || {
            module.files.iter().flat_map(|(summary, file)| {
                file.required_providers
                    .iter()
                    .map(move |provider| (*summary, provider))
            })
        };
        for (summary, provider) in
            required().filter(|(_, provider)| !provider.pinned && !provider.is_built_in())
        {
            let message = format!(
                "provider `{}` comes in whatever version is newest",
                provider.short_name()
            );
            report
                .find_in(&summary.path, provider.name.range, message)
                .fix = Some(advice("name its versions, like `~> 6.0`"));
        }
        for (name, (summary, range)) in used(module) {
            let known = required().any(|(_, provider)| provider.short_name() == name);
            if known || name == "terraform" {
                continue;
            }
            let message = format!(
                "provider `{name}` is not in `required_providers`: it comes in whatever version is newest"
            );
            report.find_in(&summary.path, range, message).fix = Some(advice(
                "add it to `required_providers`, with its source and versions",
            ));
        }
    }
}

/// Providers that a module uses, each with its first use.
fn used<'a>(module: &Module<'a>) -> BTreeMap<String, (&'a Summary, Range)> {
    let mut found = BTreeMap::new();
    for (summary, file) in &module.files {
        for provider in &file.providers {
            found
                .entry(provider.name.value.clone())
                .or_insert((*summary, provider.name.range));
        }
        for declaration in &file.declared {
            if let Some(name) = declaration.provider() {
                found
                    .entry(name)
                    .or_insert((*summary, declaration.name.range));
            }
        }
        // Functions of a provider stand in no declaration of it.
        let functions = file.first.iter().flat_map(|first| {
            let uses = file.provider_uses.iter().filter(|name| !name.contains('.'));
            uses.map(|name| (name.clone(), first.range))
        });
        for (name, range) in functions {
            found.entry(name).or_insert((*summary, range));
        }
    }
    found
}
