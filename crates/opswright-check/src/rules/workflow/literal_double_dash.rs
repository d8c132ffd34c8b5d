//! `literal-double-dash`: `--` before the arguments of a script that pnpm hands on as it is.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::Workflow;
use opswright_source::Range;

use super::shape::commands;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "literal-double-dash",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("literal_double_dash.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        for command in commands(job, report.text) {
            let words = command.arguments();
            let plain: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            let (["run", script, "--", _, ..] | [script @ ("test" | "start"), "--", _, ..]) =
                plain.as_slice()
            else {
                continue;
            };
            if command.program() != "pnpm" {
                continue;
            }
            let Some((dashes, next)) = words
                .iter()
                .zip(words.iter().skip(1))
                .find(|(word, _)| word.text == "--")
            else {
                continue;
            };
            let edit = replace(Range::new(dashes.range.start, next.range.start), "");
            let fix = report.fix("leave `--` out", Safety::Unsafe, vec![edit]);
            report
                .find(
                    dashes.range,
                    format!("pnpm hands `--` on: `{script}` takes what follows for names, not for options"),
                )
                .fix = Some(fix);
        }
    }
}
