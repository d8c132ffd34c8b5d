//! `unquoted-tr-set`: a set of `tr` without quotes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-tr-set",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unquoted_tr_set.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("tr") {
        for word in used.arguments {
            let plain = word
                .parts
                .iter()
                .all(|part| matches!(part, Part::Glob(_) | Part::Literal(_)));
            if plain && word.parts.iter().any(|part| matches!(part, Part::Glob(_))) {
                let written = shell.slice(word.range);
                let fixed = format!("'{written}'");
                let fix = shell.fix(
                    report,
                    format!("write `{fixed}`"),
                    Safety::Safe,
                    &[(word.range, &fixed)],
                );
                shell
                    .find(
                        report,
                        word.range,
                        format!("the shell takes `{written}` as a file pattern"),
                    )
                    .fix = fix;
            }
        }
    }
}
