//! `unpinned-package`: a package in whatever version is newest.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::dockerfile::packages::installs;

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-package",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unpinned_package.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        let commands = instruction.commands();
        for install in installs(commands) {
            for package in install.packages() {
                if !install.is_pinned(package) {
                    let message = format!(
                        "`{}` is installed in whatever version is newest",
                        package.text
                    );
                    report.find(package.range, message);
                }
            }
        }
    }
}
