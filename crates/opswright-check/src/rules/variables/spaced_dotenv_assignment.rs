//! `spaced-dotenv-assignment`: blanks around the sign that sets a variable.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::{Assignment, Variables};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "spaced-dotenv-assignment",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("spaced_dotenv_assignment.md"),
    run: &[Run::Variables(run)],
};

fn run(variables: &Variables, report: &mut Report<'_>) {
    let spaced: Vec<&Assignment> = variables
        .entries
        .iter()
        .filter(|entry| {
            let sign = entry.sign.slice(report.text);
            sign.len() > 1 && sign.contains('=')
        })
        .collect();
    let Some(first) = spaced.first() else {
        return;
    };
    let edits = spaced
        .iter()
        .map(|entry| replace(entry.sign, "="))
        .collect();
    let fix = report.fix("take the blanks away", Safety::Safe, edits);
    let message = match spaced.len() {
        1 => format!(
            "`{}` is set with blanks around `=`, which shells and `docker --env-file` refuse",
            first.name
        ),
        many => format!(
            "`{}` and {} more are set with blanks around `=`, which shells and `docker --env-file` refuse",
            first.name,
            many - 1
        ),
    };
    report.find(first.sign, message).fix = Some(fix);
}
