//! `copy-of-ignored-file`: a copy of a file that is left out of the context.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "copy-of-ignored-file",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("copy_of_ignored_file.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, file) in graph.dockerfiles() {
        for context in graph.contexts(&summary.path) {
            let Some((ignoring, ignore)) = graph.ignore_file(&summary.path, &context) else {
                continue;
            };
            for copy in &file.copies {
                let source = copy
                    .source
                    .value
                    .trim_start_matches("./")
                    .trim_start_matches('/');
                let is_plain = !source.is_empty()
                    && !source.contains(['*', '?', '[', '$', ':', '{', '<'])
                    && source != ".";
                if is_plain && ignore.ignores(source.trim_end_matches('/')) {
                    let message = format!("`{source}` is left out by {}", ignoring.path);
                    report.find_in(&summary.path, copy.source.range, message);
                }
            }
        }
    }
}
