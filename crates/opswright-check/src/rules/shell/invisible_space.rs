//! `invisible-space`: a no-break space, which is a letter to the shell.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Part;
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "invisible-space",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("invisible_space.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.text.is_ascii() {
        return;
    }
    for (word, _) in &shell.index.words {
        for part in &word.parts {
            let Part::Literal(range) = part else {
                continue;
            };
            if let Some(at) = shell.slice(*range).find('\u{a0}') {
                let start = range.start + at;
                let place = Range::new(start, start + '\u{a0}'.len_utf8());
                let fix = shell.fix(report, "write a space", Safety::Safe, &[(place, " ")]);
                shell
                    .find(
                        report,
                        place,
                        "this no-break space is a letter to the shell",
                    )
                    .fix = fix;
            }
        }
    }
}
