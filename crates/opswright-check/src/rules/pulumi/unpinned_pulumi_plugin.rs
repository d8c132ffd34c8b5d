//! `unpinned-pulumi-plugin`: a plugin or package of Pulumi whose version is not named.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-pulumi-plugin",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_pulumi_plugin.md"),
    run: &[Run::PulumiProject(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(root) = yaml.root() else { return };
    for kind in ["providers", "analyzers", "languages"] {
        let Some(list) = root.at(&["plugins", kind]) else {
            continue;
        };
        for plugin in list.items() {
            // One with a path lies in the repository.
            let (Some(name), None, None) = (
                plugin.get("name"),
                plugin.get("version"),
                plugin.get("path"),
            ) else {
                continue;
            };
            let text = name.as_str().unwrap_or("");
            report
                .find(
                    name.range(),
                    format!("plugin `{text}` comes in whatever version is newest"),
                )
                .fix = Some(advice("name its version"));
        }
    }
    let Some(packages) = root.get("packages") else {
        return;
    };
    for package in packages.entries() {
        let Some(source) = package.value.as_str() else {
            continue;
        };
        let local = source.starts_with('.') || source.starts_with('/');
        if !local && !source.contains('@') {
            report
                .find(
                    package.value.range(),
                    format!(
                        "package `{}` comes in whatever version is newest",
                        package.name()
                    ),
                )
                .fix = Some(advice("name its version behind an `@`"));
        }
    }
}
