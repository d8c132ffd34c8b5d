//! `piped-installer`: a script that is piped from the network into a shell.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "piped-installer",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("piped_installer.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in file
        .instructions
        .iter()
        .filter(|instruction| matches!(instruction.body, Body::Run(_)))
    {
        let commands = instruction.commands();
        for pair in commands.windows(2) {
            let fetches = matches!(pair[0].program(), "curl" | "wget");
            let runs = matches!(
                pair[1].program(),
                "sh" | "bash" | "ash" | "zsh" | "python" | "python3" | "perl" | "node"
            );
            if fetches && runs && pair[1].piped {
                let range = Range::new(pair[0].range().start, pair[1].range().end);
                report
                    .find(range, "a script from the network runs unseen, and a failed download counts as success")
                    .fix = Some(advice("download it, compare its checksum, then run it"));
            }
        }
    }
}
