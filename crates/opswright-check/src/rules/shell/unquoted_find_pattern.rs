//! `unquoted-find-pattern`: a pattern of `find -name` without quotes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::quote;
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-find-pattern",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unquoted_find_pattern.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell.named("find") {
        for pair in used.arguments.windows(2) {
            let [flag, pattern] = pair else {
                continue;
            };
            if !matches!(
                flag.literal(shell.text),
                Some("-name" | "-iname" | "-path" | "-ipath" | "-wholename" | "-regex" | "-iregex")
            ) {
                continue;
            }
            let plain = pattern
                .parts
                .iter()
                .all(|part| matches!(part, Part::Glob(_) | Part::Literal(_)));
            let has_glob = pattern
                .parts
                .iter()
                .any(|part| matches!(part, Part::Glob(_)));
            if plain && has_glob {
                let written = shell.slice(pattern.range);
                let fix = shell.fix(
                    report,
                    format!("write `{}`", quote(written)),
                    Safety::Safe,
                    &[(pattern.range, &quote(written))],
                );
                let message = format!("the shell replaces `{written}` by the names in this folder");
                shell.find(report, pattern.range, message).fix = fix;
            }
        }
    }
}
