//! `world-writable`: files that everyone may write.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "world-writable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("world_writable.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in file
        .instructions
        .iter()
        .filter(|instruction| matches!(instruction.body, Body::Run(_)))
    {
        for command in instruction
            .commands()
            .iter()
            .filter(|command| command.program() == "chmod")
        {
            if let Some(mode) = command
                .arguments()
                .iter()
                .find(|word| opens_to_all(&word.text))
            {
                report
                    .find(
                        mode.range,
                        "everyone in the container may write what this names",
                    )
                    .fix = Some(advice(
                    "give the files to the user that runs: `COPY --chown=65532:65532`",
                ));
            }
        }
    }
}

fn opens_to_all(mode: &str) -> bool {
    let digits = mode.trim_start_matches('0');
    let octal = digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let others_write = digits
        .bytes()
        .last()
        .is_some_and(|last| matches!(last, b'2' | b'3' | b'6' | b'7'));
    let sticky = digits.len() == 4 && digits.starts_with('1');
    octal && others_write && !sticky
        || matches!(mode, "a+rwx" | "a+w" | "o+w" | "ugo+rwx" | "+w" | "a=rwx")
}
