//! railway.json and railway.toml: build and start command, pre-deploy command, health path.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{Context, Import, at};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::{Claims, Ground};
use crate::manifest;
use crate::place::{base_name, folder_of};

pub(super) const IMPORT: Import = Import {
    reads,
    apply: |context, file, candidates, findings| apply(context, file, candidates, findings),
};

fn reads(path: &str) -> bool {
    matches!(base_name(path), "railway.json" | "railway.toml")
}

fn apply(
    _: &Context<'_>,
    file: &SourceFile,
    candidates: &mut [Candidate],
    findings: &mut Vec<Diagnostic>,
) {
    type Column = fn(&mut Candidate) -> &mut Claims<String>;
    const KEYS: &[([&str; 2], Column)] = &[
        (["build", "buildCommand"], |candidate| &mut candidate.build),
        (["deploy", "startCommand"], |candidate| &mut candidate.start),
        (["deploy", "preDeployCommand"], |candidate| {
            &mut candidate.migrate
        }),
        (["deploy", "healthcheckPath"], |candidate| {
            &mut candidate.health_path
        }),
    ];
    let found: Vec<(Column, String, u32)> = if file.path.ends_with(".toml") {
        let Some(toml) = manifest::toml(file, findings) else {
            return;
        };
        KEYS.iter()
            .filter_map(|(path, column)| {
                toml.text(path)
                    .map(|found| (*column, found.value, found.line))
            })
            .collect()
    } else {
        let tree = manifest::json(file, findings);
        let root = tree.root();
        KEYS.iter()
            .filter_map(|(path, column)| {
                let node = root?.at(path)?;
                Some((*column, node.as_str()?.to_owned(), node.line()))
            })
            .collect()
    };
    for candidate in at(candidates, folder_of(&file.path)).take(1) {
        for (column, value, line) in &found {
            let evidence = Evidence {
                path: file.path.clone(),
                line: *line,
            };
            column(candidate).push(value.clone(), Ground::Declared, evidence);
        }
    }
}
