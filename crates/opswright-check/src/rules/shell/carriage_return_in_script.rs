//! `carriage-return-in-script`: a script with Windows line ends.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Place, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "carriage-return-in-script",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("carriage_return_in_script.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.setting.place != Place::File {
        return;
    }
    if let Some(at) = shell.text.find("\r\n") {
        let count = shell.text.matches("\r\n").count();
        let message = format!(
            "{count} lines end with a carriage return, which becomes a part of their last word"
        );
        shell.find(report, Range::new(at, at + 1), message);
    }
}
