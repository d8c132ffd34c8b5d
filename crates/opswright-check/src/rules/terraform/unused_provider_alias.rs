//! `unused-provider-alias`: a provider under a second name that nothing asks for.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Declared, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-provider-alias",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_provider_alias.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph
        .modules()
        .iter()
        .filter(|module| module.is_whole() && !module.is_fragment() && module.tests.is_empty())
    {
        for (summary, declaration) in module.declared(Declared::Provider) {
            let name = declaration.name.value.strip_prefix("provider.");
            let Some((provider, alias)) = name
                .and_then(|name| name.split_once('.'))
                .filter(|(_, alias)| !alias.is_empty())
            else {
                continue;
            };
            let full = format!("{provider}.{alias}");
            let used = module
                .files
                .iter()
                .any(|(_, file)| file.provider_uses.contains(&full));
            if !used {
                let message = format!("nothing in this module asks for the provider `{full}`");
                report
                    .find_in(&summary.path, declaration.name.range, message)
                    .fix = Some(advice("remove it, or write it where it was meant"));
            }
        }
    }
}
