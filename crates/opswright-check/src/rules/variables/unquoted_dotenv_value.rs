//! `unquoted-dotenv-value`: a value with blanks and without quotes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::Variables;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-dotenv-value",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Safe,
    profile: Profile::Strict,
    docs: include_str!("unquoted_dotenv_value.md"),
    run: &[Run::Variables(run)],
};

fn run(variables: &Variables, report: &mut Report<'_>) {
    for entry in &variables.entries {
        let bare = !entry.quoted && entry.value.trim().contains([' ', '\t']);
        if !bare {
            continue;
        }
        let plain = !entry.value.contains(['"', '\\', '$', '`', '\'']);
        let edits = if plain {
            vec![replace(entry.value_range, format!("\"{}\"", entry.value))]
        } else {
            Vec::new()
        };
        let fix = report.fix("put it in quotes", Safety::Safe, edits);
        report
            .find(
                entry.value_range,
                format!("a shell takes only the first word for `{}`", entry.name),
            )
            .fix = Some(fix);
    }
}
