//! `bash-redirect-in-sh`: a redirection of bash in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::{Form, Part};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "bash-redirect-in-sh",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("bash_redirect_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) {
        return;
    }
    for (redirect, _) in &shell.index.redirects {
        let operator = shell.slice(redirect.operator);
        let to_file = operator == ">&"
            && !shell
                .slice(redirect.target.range)
                .starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '$'));
        if operator == "<<<" || (operator.starts_with('&') || to_file) && !knows_more(shell) {
            let message = format!("`{operator}` is no redirection of sh");
            let range = Range::new(redirect.operator.start, redirect.target.range.end);
            shell.find(report, range, message).confidence = sureness(shell);
        }
    }
    for value in &shell.index.values {
        if let Part::Substitution(substitution) = value.part
            && substitution.form == Form::Process
        {
            shell
                .find(
                    report,
                    substitution.range,
                    "`<( )` is nothing that sh knows",
                )
                .confidence = sureness(shell);
        }
    }
}
