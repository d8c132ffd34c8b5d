//! The reference pages under docs/reference, derived from the code that they describe.

mod commands;
mod exit_codes;
mod rules;
mod settings;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::repository::{Repository, root};

/// Folder of the generated pages.
const FOLDER: &str = "docs/reference";

/// What to do with the pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Fails where a page differs from what would be written, and writes nothing.
    #[arg(long)]
    check: bool,
    /// The built command to ask for its help; built now when left out.
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// One generated page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Page {
    /// Path below the folder of the pages.
    path: String,
    /// Its text.
    text: String,
}

impl Page {
    /// A page with the line that tells people not to edit it.
    fn new(path: impl Into<String>, source: &str, body: &str) -> Self {
        Self {
            path: path.into(),
            text: format!(
                "<!-- Written by `cargo xtask generate` from {source}: edit that instead. -->\n\n{}\n",
                body.trim()
            ),
        }
    }
}

/// Writes or checks every page.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let repository = Repository::read()?;
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => commands::build(&root())?,
    };
    let pages = [
        rules::page(&repository)?,
        exit_codes::page(&repository)?,
        settings::page()?,
        commands::page(&binary)?,
    ];
    let differing = differing(&repository, &pages);
    for path in &differing {
        println!(
            "{FOLDER}/{path}: {}",
            if arguments.check {
                "differs"
            } else {
                "written"
            }
        );
    }
    println!(
        "generate: {} pages, {} differ",
        pages.len(),
        differing.len()
    );
    if arguments.check {
        return Ok(if differing.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    write(&root().join(FOLDER), &pages, &differing)?;
    Ok(ExitCode::SUCCESS)
}

/// Paths of pages that are new, changed, or no longer derived from anything.
fn differing(repository: &Repository, pages: &[Page]) -> Vec<String> {
    let prefix = format!("{FOLDER}/");
    let mut differing: Vec<String> = repository
        .files
        .iter()
        .filter_map(|file| file.path.strip_prefix(&prefix))
        .filter(|path| pages.iter().all(|page| page.path != *path))
        .map(str::to_owned)
        .collect();
    for page in pages {
        let path = format!("{prefix}{}", page.path);
        if repository.file(&path).map(|file| &file.text) != Some(&page.text) {
            differing.push(page.path.clone());
        }
    }
    differing.sort();
    differing
}

fn write(folder: &Path, pages: &[Page], differing: &[String]) -> anyhow::Result<()> {
    for path in differing {
        let place = folder.join(path);
        let failure = || format!("failed to write {}", place.display());
        match pages.iter().find(|page| page.path == *path) {
            Some(page) => {
                fs::create_dir_all(place.parent().unwrap_or(folder)).with_context(failure)?;
                fs::write(&place, &page.text).with_context(failure)?;
            }
            None => fs::remove_file(&place).with_context(failure)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository_of_files;

    #[test]
    fn new_changed_and_orphaned_pages_differ() {
        let same = Page::new("same.md", "code", "text");
        let pages = [
            same.clone(),
            Page::new("changed.md", "code", "text"),
            Page::new("new.md", "code", "text"),
        ];
        let repository = repository_of_files(&[
            ("docs/reference/same.md", &same.text),
            ("docs/reference/changed.md", "old"),
            ("docs/reference/orphan.md", ""),
            ("docs/guide.md", ""),
        ]);
        assert_eq!(
            differing(&repository, &pages),
            ["changed.md", "new.md", "orphan.md"]
        );
    }
}
