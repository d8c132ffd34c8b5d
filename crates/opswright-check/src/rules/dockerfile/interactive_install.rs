//! `interactive-install`: an install that waits for an answer.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::dockerfile::packages::{Install, installs};

pub(crate) static RULE: Rule = Rule {
    name: "interactive-install",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("interactive_install.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        let commands = instruction.commands();
        for install in installs(commands) {
            if is_answered(&install) {
                continue;
            }
            let edits = vec![replace(Range::at(install.verb.range.end), " -y")];
            let fix = report.fix("add `-y`", Safety::Safe, edits);
            let message = format!(
                "`{} {}` asks whether to go on, and nobody answers",
                install.program, install.verb.text
            );
            report.find(install.verb.range, message).fix = Some(fix);
        }
    }
}

/// Whether the manager is told to go on, or does not ask.
fn is_answered(install: &Install<'_>) -> bool {
    let asks = matches!(
        install.program,
        "apt-get" | "apt" | "yum" | "dnf" | "microdnf" | "zypper"
    );
    !asks
        || install.command.piped
        || install.command.arguments().iter().any(|word| {
            let text = word.text.as_str();
            let short = text.starts_with('-') && !text.starts_with("--");
            short && (text.contains('y') || text.contains('n') && install.program == "zypper")
                || short && text.matches('q').count() > 1
                || matches!(
                    text,
                    "--yes" | "--assume-yes" | "--assumeyes" | "--non-interactive" | "--no-confirm"
                )
                || word.is_dynamic()
        })
}
