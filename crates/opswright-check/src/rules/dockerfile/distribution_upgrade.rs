//! `distribution-upgrade`: an upgrade of the whole distribution.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "distribution-upgrade",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("distribution_upgrade.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        for command in instruction.commands() {
            let verbs: &[&str] = match command.program() {
                "apt-get" | "apt" => &["dist-upgrade", "full-upgrade"],
                "zypper" => &["dist-upgrade", "dup"],
                "dnf" | "yum" => &["distro-sync", "system-upgrade"],
                _ => continue,
            };
            if let Some(verb) = verbs.iter().find(|verb| command.has(verb)) {
                let message = format!("`{verb}` makes the base image another one");
                report.find(command.range(), message).fix =
                    Some(advice("take a newer tag of the base image"));
            }
        }
    }
}
