//! `unpinned-module`: a module whose version is not named.

use opswright_diagnostic::{Confidence, Severity};
use opswright_hcl::Block;
use opswright_project::terraform::Terraform;

use super::sources::{Source, source};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-module",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_module.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for module in file.blocks("module") {
        if let Some((range, message)) = unpinned(module) {
            report.find(range, message).fix = Some(advice("name a released version"));
        }
    }
}

fn unpinned(module: &Block) -> Option<(opswright_source::Range, String)> {
    let value = module.body.value("source")?;
    let name = module.label(0);
    match source(value.as_str()?) {
        Source::Registry => {
            let version = module.body.attribute("version");
            match version.and_then(|version| Some((version, version.value.as_str()?))) {
                None if version.is_some() => None,
                None => Some((
                    value.range,
                    format!("module `{name}` takes whatever version is newest"),
                )),
                Some((version, text)) => {
                    let open = [">", "!=", "*"]
                        .iter()
                        .any(|start| text.trim_start().starts_with(start))
                        && !text.contains('<');
                    open.then(|| {
                        (
                            version.range,
                            format!("module `{name}` takes any version from `{text}` on"),
                        )
                    })
                }
            }
        }
        Source::Git { reference: None } => Some((
            value.range,
            format!("module `{name}` takes whatever its repository holds today"),
        )),
        Source::Git {
            reference: Some(reference),
        } => {
            let moves = matches!(
                reference,
                "main" | "master" | "develop" | "dev" | "trunk" | "HEAD" | "latest" | "default"
            );
            moves.then(|| {
                (
                    value.range,
                    format!("module `{name}` follows the branch `{reference}`"),
                )
            })
        }
        Source::Local | Source::Other => None,
    }
}
