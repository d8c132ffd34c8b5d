//! `remote-add`: ADD of an address without a checksum.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "remote-add",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("remote_add.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Copy {
            add: true, sources, ..
        } = &instruction.body
        else {
            continue;
        };
        if instruction.flag("checksum").is_some() {
            continue;
        }
        for source in sources {
            let remote = ["http://", "https://"]
                .iter()
                .any(|scheme| source.text.starts_with(scheme));
            if remote && !source.text.contains(".git") {
                report
                    .find(
                        source.range,
                        "ADD takes whatever this address serves at the build",
                    )
                    .fix = Some(advice("prove the content: `ADD --checksum=sha256:…`"));
            }
        }
    }
}
