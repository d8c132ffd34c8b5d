//! Which workload an image holds whose Dockerfile lies above it: the one whose folder its stage copies from.

use opswright_dockerfile::{Base, Body, Dockerfile, Instruction, Stage};

use crate::candidate::{Candidate, Strength};
use crate::place::{is_below, join};

/// The folder of the only program that `stage` copies from the build context in `context`: itself, through a stage that it
/// starts from, or, where those copy none, out of the stages that built it.
pub(super) fn copied_folder(
    docker: &Dockerfile,
    stage: &Stage,
    context: &str,
    candidates: &[Candidate],
) -> Option<String> {
    let own = lineage(docker, stage);
    let found = folders(docker, &own, context, candidates);
    let found = if found.is_empty() {
        folders(docker, &builders(docker, &own), context, candidates)
    } else {
        found
    };
    match found.as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}

/// The stage and those under it.
fn lineage<'d>(docker: &'d Dockerfile, stage: &'d Stage) -> Vec<&'d Stage> {
    let mut stages = vec![stage];
    let mut last = stage;
    while let Base::Stage(index) = last.base
        && index < last.index
        && let Some(under) = docker.stages.get(index)
    {
        stages.push(under);
        last = under;
    }
    stages
}

/// The stages that `own` copy files out of, and those under them.
fn builders<'d>(docker: &'d Dockerfile, own: &[&'d Stage]) -> Vec<&'d Stage> {
    own.iter()
        .flat_map(|stage| docker.instructions_of(stage))
        .filter_map(|instruction| docker.stage(&instruction.flag("from")?.value.text))
        .flat_map(|stage| lineage(docker, stage))
        .collect()
}

/// Folders of programs in which a file lies that one of `stages` copies from the context, each once.
fn folders<'c>(
    docker: &Dockerfile,
    stages: &[&Stage],
    context: &str,
    candidates: &'c [Candidate],
) -> Vec<&'c str> {
    let sources: Vec<String> = stages
        .iter()
        .flat_map(|stage| docker.instructions_of(stage))
        .flat_map(sources)
        .map(|source| join(context, source))
        .collect();
    let mut found: Vec<&str> = candidates
        .iter()
        .filter(|candidate| candidate.strength > Strength::Manifest)
        .map(|candidate| candidate.folder.as_str())
        .filter(|folder| !folder.is_empty() && *folder != context)
        .filter(|folder| sources.iter().any(|source| is_below(source, folder)))
        .collect();
    found.dedup();
    found
}

/// What an instruction copies from the build context.
fn sources(instruction: &Instruction) -> Vec<&str> {
    match &instruction.body {
        Body::Copy { sources, .. } if instruction.flag("from").is_none() => {
            sources.iter().map(|word| word.text.as_str()).collect()
        }
        _ => Vec::new(),
    }
}
