//! What rules ask about stages: the chain below one, its user, what it starts.

use opswright_dockerfile::{
    Base, Body, Command, Dockerfile, ImageReference, Instruction, Stage, Word,
};

/// The stage and the stages that it is built on, nearest first.
pub(super) fn chain<'a>(file: &'a Dockerfile, stage: &'a Stage) -> Vec<&'a Stage> {
    let mut chain = vec![stage];
    let mut current = stage;
    while let Base::Stage(index) = current.base {
        // A base stage comes earlier, so this ends.
        let Some(base) = file
            .stages
            .get(index)
            .filter(|base| base.index < current.index)
        else {
            break;
        };
        chain.push(base);
        current = base;
    }
    chain
}

/// The image at the end of the chain.
pub(super) fn image_of<'a>(file: &'a Dockerfile, stage: &'a Stage) -> Option<&'a ImageReference> {
    match &chain(file, stage).last()?.base {
        Base::Image(image) => Some(image),
        _ => None,
    }
}

/// Whether the chain ends in scratch.
pub(super) fn is_from_scratch(file: &Dockerfile, stage: &Stage) -> bool {
    chain(file, stage)
        .last()
        .is_some_and(|last| last.base == Base::Scratch)
}

/// Whether only the build knows what the chain ends in.
pub(super) fn is_dynamic(file: &Dockerfile, stage: &Stage) -> bool {
    chain(file, stage)
        .last()
        .is_some_and(|last| last.base == Base::Unknown)
}

/// The user that holds at the end of the stage.
pub(super) fn last_user<'a>(file: &'a Dockerfile, stage: &'a Stage) -> Option<&'a Word> {
    chain(file, stage).into_iter().find_map(|stage| {
        file.instructions_of(stage)
            .iter()
            .rev()
            .find_map(|instruction| match &instruction.body {
                Body::User(user) => Some(user),
                _ => None,
            })
    })
}

/// Whether the chain says what to start.
pub(super) fn starts(file: &Dockerfile, stage: &Stage) -> bool {
    chain(file, stage)
        .into_iter()
        .flat_map(|stage| file.instructions_of(stage))
        .any(|instruction| match &instruction.body {
            Body::Cmd(command) | Body::Entrypoint(command) => {
                !matches!(command, Command::Exec { words, .. } if words.is_empty())
            }
            _ => false,
        })
}

/// Whether the instruction copies the whole build context.
pub(super) fn copies_everything(instruction: &Instruction) -> bool {
    match &instruction.body {
        Body::Copy { sources, .. } => {
            instruction.flag("from").is_none()
                && sources.iter().any(|source| is_everything(&source.text))
        }
        _ => false,
    }
}

/// Whether a source of COPY is the whole context.
pub(super) fn is_everything(source: &str) -> bool {
    matches!(source, "." | "./" | "*" | "./*" | "/")
}
