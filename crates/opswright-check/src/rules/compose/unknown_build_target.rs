//! `unknown-build-target`: a service that is built from a stage which its Dockerfile does not have.

use opswright_diagnostic::{Confidence, FileEdit, Fix, Safety, Severity};
use opswright_project::Graph;

use crate::closeness::is_close;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-build-target",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_build_target.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for built in graph.built() {
        let Some(target) = built
            .build
            .target
            .as_ref()
            .filter(|target| !target.value.contains('$'))
        else {
            continue;
        };
        if built.stage().is_some() || built.dockerfile.templated {
            continue;
        }
        let names: Vec<&str> = built
            .dockerfile
            .stages
            .iter()
            .filter_map(|stage| stage.name.as_deref())
            .collect();
        let close: Vec<&str> = names
            .iter()
            .copied()
            .filter(|name| is_close(name, &target.value))
            .collect();
        let evidence = if names.is_empty() {
            format!("{} has no named stage", built.file.path)
        } else {
            format!(
                "{} has the stages `{}`",
                built.file.path,
                names.join("`, `")
            )
        };
        let fix = match close.as_slice() {
            [only] => Some(Fix {
                title: format!("build the stage `{only}`"),
                safety: Safety::Safe,
                edits: vec![FileEdit {
                    path: built.compose.path.clone(),
                    edit: replace(target.range, *only),
                }],
            }),
            _ => None,
        };
        let finding = report.find_in(
            &built.compose.path,
            target.range,
            format!("{} has no stage `{}`", built.file.path, target.value),
        );
        finding.evidence.push(evidence);
        finding.fix = fix;
    }
}
