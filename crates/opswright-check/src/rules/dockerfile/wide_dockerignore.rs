//! `wide-dockerignore`: a .dockerignore that lets the history or local secrets into the image.

use opswright_diagnostic::{Confidence, FileEdit, Fix, Safety, Severity};
use opswright_project::{Content, Graph};
use opswright_source::Range;

use super::stages::is_everything;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wide-dockerignore",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("wide_dockerignore.md"),
    run: &[Run::Graph(run)],
};

/// Paths that no image should get, with the pattern that leaves them out.
const UNWANTED: [(&str, &str); 2] = [(".git/config", ".git"), (".env", ".env")];

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
            let Some((summary, ignore)) = graph.ignore_file(&file.path, &context) else {
                continue;
            };
            let let_in: Vec<&str> = UNWANTED
                .iter()
                .filter(|(path, _)| !ignore.ignores(path))
                .map(|(_, pattern)| *pattern)
                .collect();
            let Content::DockerIgnore {
                length, ends_line, ..
            } = summary.content
            else {
                continue;
            };
            if let_in.is_empty() {
                continue;
            }
            let named = let_in.join("` and `");
            let finding = report.find_in(
                &summary.path,
                Range::at(0),
                format!("`{named}` is copied into the image"),
            );
            finding.evidence.push(format!(
                "{}:{} copies everything that is not listed here",
                file.path, copy.source.line
            ));
            let break_before = if ends_line { "" } else { "\n" };
            finding.fix = Some(Fix {
                title: format!("list `{named}`"),
                safety: Safety::Unsafe,
                edits: vec![FileEdit {
                    path: summary.path.clone(),
                    edit: replace(
                        Range::at(length),
                        format!("{break_before}{}\n", let_in.join("\n")),
                    ),
                }],
            });
        }
    }
}
