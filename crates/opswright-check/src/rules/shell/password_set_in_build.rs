//! `password-set-in-build`: a password that a build sets.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Place, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "password-set-in-build",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("password_set_in_build.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.setting.place != Place::Build {
        return;
    }
    for used in shell.named("chpasswd") {
        shell
            .find(
                report,
                used.range(),
                "this password is the same wherever the image runs",
            )
            .fix = Some(advice(
            "lock the account, or set the password where the container starts",
        ));
    }
}
