//! Writing what generation plans: the file, then its merge base.

use opswright_design::Design;
use opswright_generate::{Action, BASE_FOLDER, PlannedFile, generate, plan};
use opswright_source::{Files, SourceFile};

use crate::failure::{Exit, Failure};
use crate::project::Project;

/// What would be done, without doing it.
pub fn planned(project: &Project, design: &Design) -> Vec<PlannedFile> {
    let paths = generated_paths(design);
    let (current, _) = opswright_worktree::read(&project.root, &paths);
    let base_paths: Vec<String> = paths
        .iter()
        .map(|path| format!("{BASE_FOLDER}/{path}"))
        .collect();
    let (stored, _) = opswright_worktree::read(&project.root, &base_paths);
    let mut bases = Files::new();
    for path in &paths {
        if let Some(base) = stored.get(&format!("{BASE_FOLDER}/{path}")) {
            bases.insert(SourceFile {
                path: path.clone(),
                ..base.clone()
            });
        }
    }
    plan(design, &current, &bases)
}

/// Paths of all files that a design makes.
pub fn generated_paths(design: &Design) -> Vec<String> {
    generate(design).into_iter().map(|file| file.path).collect()
}

/// Writes what is planned; a file that cannot be written stops the rest, and running again goes on from there.
pub fn write(project: &Project, files: &[PlannedFile]) -> Result<(), Failure> {
    let failed = |error: opswright_worktree::WriteError| {
        Failure::new(
            Exit::Findings,
            "a generated file could not be written",
            "mend that, then opswright generate",
        )
        .because(error.to_string())
    };
    for file in files {
        if let Some(text) = &file.text {
            opswright_worktree::write_atomic(&project.root, &file.path, text.as_bytes())
                .map_err(failed)?;
        }
        if let Some(base) = &file.base {
            let path = format!("{BASE_FOLDER}/{}", file.path);
            opswright_worktree::write_atomic(&project.root, &path, base.as_bytes())
                .map_err(failed)?;
        }
    }
    Ok(())
}

/// One word for what is done to a file.
pub fn word(action: Action) -> &'static str {
    match action {
        Action::Create => "create",
        Action::Update => "update",
        Action::Merge => "merge",
        Action::Unchanged => "same",
        Action::Keep => "keep",
        Action::Conflict => "conflict",
    }
}
