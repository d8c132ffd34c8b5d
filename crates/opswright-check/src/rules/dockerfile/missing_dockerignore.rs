//! `missing-dockerignore`: a whole folder is copied and no .dockerignore says what to leave out.

use opswright_diagnostic::{Confidence, FileEdit, Fix, Safety, Severity};
use opswright_project::Graph;
use opswright_source::Range;

use super::stages::is_everything;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-dockerignore",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_dockerignore.md"),
    run: &[Run::Graph(run)],
};

/// What no image needs and what must not get into one.
const IGNORED: &str =
    ".git\n.env\n.env.*\n!.env.example\nnode_modules\n__pycache__\n.venv\ntarget\ndist\n*.log\n";

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, dockerfile) in graph.dockerfiles() {
        let Some(copy) = dockerfile
            .copies
            .iter()
            .find(|copy| is_everything(&copy.source.value))
        else {
            continue;
        };
        for context in graph.contexts(&file.path) {
            let path = if context.is_empty() {
                ".dockerignore".to_owned()
            } else {
                format!("{context}/.dockerignore")
            };
            if graph.ignore_file(&file.path, &context).is_some() {
                continue;
            }
            let finding = report.find_in(
                &file.path,
                copy.source.range,
                "everything is copied and nothing is left out: there is no .dockerignore",
            );
            finding
                .evidence
                .push(format!("{path} would have to be there"));
            // It may be built from the root, by a command that is nowhere in the repository.
            if !context.is_empty() && graph.ignore_file(&file.path, "").is_some() {
                finding.confidence = Confidence::Medium;
            }
            finding.fix = Some(Fix {
                title: format!("write `{path}`"),
                safety: Safety::Unsafe,
                edits: vec![FileEdit {
                    path,
                    edit: replace(Range::at(0), IGNORED),
                }],
            });
        }
    }
}
