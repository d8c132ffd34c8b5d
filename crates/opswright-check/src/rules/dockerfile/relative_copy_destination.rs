//! `relative-copy-destination`: a copy to a folder that depends on the image.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::dockerfile::stages::chain;

pub(crate) static RULE: Rule = Rule {
    name: "relative-copy-destination",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("relative_copy_destination.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let below = chain(file, stage);
        if below.last().is_some_and(|last| last.base == Base::Scratch) {
            continue;
        }
        let sets_folder = |instruction: &opswright_dockerfile::Instruction| {
            matches!(instruction.body, Body::Workdir(_))
        };
        let inherited = below
            .iter()
            .skip(1)
            .flat_map(|base| file.instructions_of(base))
            .any(sets_folder);
        if inherited {
            continue;
        }
        let before = file
            .instructions_of(stage)
            .iter()
            .take_while(|instruction| !sets_folder(instruction));
        for instruction in before {
            let Body::Copy {
                destination: Some(destination),
                ..
            } = &instruction.body
            else {
                continue;
            };
            let text = destination.text.trim_matches('"');
            let drive = text.as_bytes().get(1) == Some(&b':');
            if !(text.starts_with(['/', '\\']) || destination.is_dynamic() || drive) {
                let message = format!("`{text}` is below the folder that the base image ends in");
                report.find(destination.range, message);
            }
        }
    }
}
