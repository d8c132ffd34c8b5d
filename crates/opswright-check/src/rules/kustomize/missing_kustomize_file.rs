//! `missing-kustomize-file`: a Kustomize folder that reads a file which is not there.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;
use opswright_project::{folder, join};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-kustomize-file",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_kustomize_file.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, kustomization) in graph.kustomizations() {
        for file in &kustomization.files {
            let path = file.value.trim();
            let remote = ["://", "git@", "?", "${", "{{", "::"]
                .iter()
                .any(|mark| path.contains(mark));
            let known = [".yaml", ".yml"]
                .iter()
                .any(|ending| path.ends_with(ending));
            let host = path
                .split('/')
                .next()
                .is_some_and(|first| first.contains(".com") || first.contains(".org"));
            if remote || host {
                continue;
            }
            // What leads out of what is checked cannot be looked up.
            let Some(target) = join(folder(&summary.path), path) else {
                continue;
            };
            let there = if known {
                graph.file(&target).is_some()
            } else {
                graph.has_below(&target)
                    || path
                        .rsplit('/')
                        .next()
                        .is_some_and(|name| name.contains('.'))
            };
            if !there {
                let what = if known { "file" } else { "folder" };
                report
                    .find_in(
                        &summary.path,
                        file.range,
                        format!("there is no {what} `{target}`"),
                    )
                    .fix = Some(advice("add it, or take it out of the list"));
            }
        }
    }
}
