//! `secret-outside-environment`: a secret that no environment protects.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeSet;

use opswright_project::workflow::Workflow;
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-outside-environment",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("secret_outside_environment.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if file.trigger("workflow_call").is_some() {
        return;
    }
    for job in file
        .jobs
        .iter()
        .filter(|job| job.get("environment").is_none())
    {
        let range = job.node.range();
        let source = range.slice(report.text);
        let mut seen = BTreeSet::new();
        for (at, mark) in source.match_indices("secrets.") {
            let rest = source.get(at + mark.len()..).unwrap_or("");
            let length = rest
                .find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
                .unwrap_or(rest.len());
            let name = rest.get(..length).unwrap_or("");
            let braces = source.get(..at).and_then(|before| before.rfind("${{"));
            let open =
                braces.is_some_and(|open| !source.get(open..at).unwrap_or("}}").contains("}}"));
            if length == 0
                || !open
                || name.eq_ignore_ascii_case("github_token")
                || !seen.insert(name)
            {
                continue;
            }
            let place = Range::new(range.start + at, range.start + at + mark.len() + length);
            report
                .find(
                    place,
                    format!(
                        "`{}` uses the secret `{name}` outside of any environment",
                        job.id
                    ),
                )
                .fix = Some(advice(
                "keep the secret in an environment, with the branches that may use it, and name that in the job",
            ));
        }
    }
}
