//! `missing-ignore-file`: the whole folder is copied, and no .dockerignore says what stays out.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-ignore-file",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("missing_ignore_file.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, dockerfile) in graph.dockerfiles() {
        let everything = dockerfile
            .copies
            .iter()
            .find(|copy| matches!(copy.source.value.as_str(), "." | "./"));
        let ignored = graph
            .contexts(&file.path)
            .iter()
            .all(|context| graph.ignore_file(&file.path, context).is_some());
        if let Some(copy) = everything.filter(|_| !ignored) {
            let found = report.find_in(
                &file.path,
                copy.source.range,
                "everything is copied, and there is no .dockerignore",
            );
            found.fix = Some(advice(
                "opswright generate, or a .dockerignore that begins with `*`",
            ));
        }
    }
}
