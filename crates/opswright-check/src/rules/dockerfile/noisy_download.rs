//! `noisy-download`: `wget` that fills the log of the build with its progress.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Place, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "noisy-download",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("noisy_download.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.setting.place != Place::Build {
        return;
    }
    for used in shell.named("wget") {
        let short = used.has_flag(shell.text, 'q') || used.has_flag(shell.text, 'o');
        let quiet = used.arguments.iter().any(|word| {
            let written = shell.slice(word.range);
            [
                "--progress",
                "--quiet",
                "--no-verbose",
                "-nv",
                "--output-file",
                "--append-output",
                "-a",
            ]
            .iter()
            .any(|flag| written.starts_with(flag))
        });
        if !short && !quiet {
            shell.find(
                report,
                used.range(),
                "`wget` prints its progress into the log of the build",
            );
        }
    }
}
