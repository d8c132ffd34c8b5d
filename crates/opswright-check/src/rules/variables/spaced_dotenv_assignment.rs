//! `spaced-dotenv-assignment`: blanks around the sign that sets a variable.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::Variables;

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
    for entry in &variables.entries {
        let sign = entry.sign.slice(report.text);
        if sign.len() < 2 || !sign.contains('=') {
            continue;
        }
        let fix = report.fix(
            "take the blanks away",
            Safety::Safe,
            vec![replace(entry.sign, "=")],
        );
        report
            .find(
                entry.sign,
                format!("`{}` is set with blanks around `=`, which shells and `docker --env-file` refuse", entry.name),
            )
            .fix = Some(fix);
    }
}
