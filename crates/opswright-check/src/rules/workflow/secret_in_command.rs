//! `secret-in-command`: a secret that is expanded into a script.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};

use super::expression::expressions;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-in-command",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_in_command.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for run in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::run)
    {
        for expression in expressions(run, report.text) {
            if let Some(secret) = expression
                .values()
                .into_iter()
                .find(|path| path.starts_with("secrets."))
            {
                let name = secret.trim_start_matches("secrets.").to_uppercase();
                report
                    .find(
                        expression.range,
                        format!("the secret `{name}` is written into the script"),
                    )
                    .fix = Some(advice(format!(
                    "give it to the step as a variable: `env: {{{name}: ${{{{ secrets.{name} }}}}}}`"
                )));
            }
        }
    }
}
