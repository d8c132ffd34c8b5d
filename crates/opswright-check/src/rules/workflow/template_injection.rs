//! `template-injection`: text that others write, expanded into a script.

use opswright_diagnostic::{Confidence, Fix, Safety, Severity};
use opswright_project::workflow::{Step, Workflow};
use opswright_yaml::edit;

use super::expression::{Expression, expressions};
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "template-injection",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("template_injection.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

/// Contexts that whoever opens an issue, a pull request or a comment fills; `*` stands for one part.
const FOREIGN: [&str; 26] = [
    "github.event.issue.title",
    "github.event.issue.body",
    "github.event.pull_request.title",
    "github.event.pull_request.body",
    "github.event.pull_request.head.ref",
    "github.event.pull_request.head.label",
    "github.event.pull_request.head.repo.default_branch",
    "github.event.comment.body",
    "github.event.review.body",
    "github.event.review_comment.body",
    "github.event.discussion.title",
    "github.event.discussion.body",
    "github.event.pages.*.page_name",
    "github.event.commits.*.message",
    "github.event.commits.*.author.email",
    "github.event.commits.*.author.name",
    "github.event.head_commit.message",
    "github.event.head_commit.author.email",
    "github.event.head_commit.author.name",
    "github.event.head_commit.committer.email",
    "github.event.workflow_run.head_branch",
    "github.event.workflow_run.head_commit.message",
    "github.event.workflow_run.head_repository.description",
    "github.event.workflow_run.pull_requests.*.head.ref",
    "github.event.release.name",
    "github.head_ref",
];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for step in file.jobs.iter().flat_map(|job| &job.steps) {
        let script = step
            .input("script")
            .filter(|_| step.is_action("actions/github-script"));
        for text in step.run().into_iter().chain(script) {
            for expression in expressions(text, report.text) {
                if let Some(value) = expression.values().into_iter().find_map(risk) {
                    let fix = fix(step, &expression, &value.path, report);
                    let finding = report.find(expression.range, value.message());
                    finding.severity = value.severity;
                    finding.confidence = value.confidence;
                    finding.fix = Some(fix);
                }
            }
        }
    }
}

struct Risk {
    path: String,
    severity: Severity,
    confidence: Confidence,
}

impl Risk {
    fn message(&self) -> String {
        format!("the text of `{}` becomes part of the script", self.path)
    }
}

fn risk(path: String) -> Option<Risk> {
    let foreign = FOREIGN.iter().any(|pattern| is_match(pattern, &path));
    let entered = path.starts_with("inputs.")
        || path.starts_with("github.event.inputs.")
        || path == "github.ref_name";
    (foreign || entered).then_some(Risk {
        path,
        severity: if foreign {
            Severity::Error
        } else {
            Severity::Info
        },
        confidence: if foreign {
            Confidence::High
        } else {
            Confidence::Low
        },
    })
}

fn is_match(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) =
        (pattern.split('.').collect(), path.split('.').collect());
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(wanted, part)| *wanted == "*" || *part == "*" || wanted == part)
}

/// The value by a variable: a shell does not read what stands in one as a script.
fn fix(step: &Step<'_>, expression: &Expression<'_>, path: &str, report: &Report<'_>) -> Fix {
    let advice =
        || advice("give it to the step as a variable under `env`, and use \"$NAME\" in the script");
    let Some(run) = step
        .node
        .entry("run")
        .filter(|run| run.value.range().touches(expression.range.start))
    else {
        return advice();
    };
    let name = variable_name(path);
    let line = format!("{name}: ${{{{ {} }}}}", expression.body);
    let declaration = match step.node.get("env") {
        Some(env) if env.get(&name).is_some() => None,
        Some(env) => edit::append(report.text, env, &line),
        None => edit::insert_before(report.text, &run, &format!("env:\n  {line}"))
            .or_else(|| edit::insert_after(report.text, &run, &format!("env:\n  {line}"))),
    };
    if declaration.is_none() && step.node.get("env").is_none()
        || in_single_quotes(expression, report.text)
    {
        return advice();
    }
    let mut edits = vec![replace(expression.range, format!("${{{name}}}"))];
    edits.extend(declaration);
    report.fix(
        format!("pass it as the variable `{name}`"),
        Safety::Unsafe,
        edits,
    )
}

/// `github.event.issue.title` as `ISSUE_TITLE`.
fn variable_name(path: &str) -> String {
    let parts: Vec<&str> = path
        .split('.')
        .filter(|part| !matches!(*part, "github" | "event" | "*"))
        .collect();
    let last = &parts[parts.len().saturating_sub(2)..];
    last.join("_").to_uppercase().replace('-', "_")
}

/// Whether the expression stands where a shell would not expand a variable.
fn in_single_quotes(expression: &Expression<'_>, text: &str) -> bool {
    let before = text.get(..expression.range.start).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    line.matches('\'').count() % 2 == 1
}
