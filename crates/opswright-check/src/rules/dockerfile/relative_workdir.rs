//! `relative-workdir`: a working folder that depends on the image.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::dockerfile::stages::chain;

pub(crate) static RULE: Rule = Rule {
    name: "relative-workdir",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("relative_workdir.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let below = chain(file, stage);
        let is_known = below
            .iter()
            .skip(1)
            .flat_map(|base| file.instructions_of(base))
            .any(|instruction| matches!(instruction.body, Body::Workdir(_)));
        if is_known || stage.base == Base::Scratch {
            continue;
        }
        let first =
            file.instructions_of(stage)
                .iter()
                .find_map(|instruction| match &instruction.body {
                    Body::Workdir(folder) => Some(folder),
                    _ => None,
                });
        if let Some(folder) = first.filter(|folder| is_relative(&folder.text)) {
            let message = format!(
                "`{}` is below the folder that the base image ends in",
                folder.text
            );
            report.find(folder.range, message);
        }
    }
}

fn is_relative(folder: &str) -> bool {
    let folder = folder.trim_matches(['"', '\'']);
    let drive = folder.as_bytes().get(1) == Some(&b':');
    !(folder.starts_with(['/', '\\', '$', '{']) || drive || folder.is_empty())
}
