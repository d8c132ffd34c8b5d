//! `unbraced-position`: a position above nine without braces: `$10`.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unbraced-position",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unbraced_position.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in &shell.index.values {
        let Some(parameter) = value.parameter().filter(|parameter| !parameter.braced) else {
            continue;
        };
        let name = shell.slice(parameter.name);
        let digits = shell
            .text
            .get(parameter.range.end..)
            .unwrap_or("")
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        if digits == 0 || !name.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let range = Range::new(parameter.range.start, parameter.range.end + digits);
        let number = shell.slice(range).trim_start_matches('$');
        let fixed = format!("${{{number}}}");
        let fix = shell.fix(
            report,
            format!("write `{fixed}`"),
            Safety::Safe,
            &[(range, &fixed)],
        );
        let message = format!("`${number}` is `${name}` with digits behind it");
        shell.find(report, range, message).fix = fix;
    }
}
