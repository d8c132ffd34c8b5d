//! Texts to begin with: the files in the pages of all rules, and those of folders.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use opswright_check::RULES;
use opswright_source::SourceFile;

use super::targets::Target;

/// Larger files are left out: what they show, smaller ones show sooner.
const LARGEST: usize = 64 * 1024;

/// All texts for a target, in a fixed order.
pub(super) fn seeds(target: &Target, folders: &[PathBuf]) -> anyhow::Result<Vec<SourceFile>> {
    let mut found: Vec<SourceFile> = RULES
        .iter()
        .flat_map(|rule| files_of_page(rule.docs))
        .filter(|file| target.takes(file))
        .collect();
    for folder in folders {
        found.extend(files_of_folder(target, folder)?);
    }
    found.sort_by(|a, b| (&a.path, &a.text).cmp(&(&b.path, &b.text)));
    found.dedup();
    Ok(found)
}

/// Fenced blocks with a path behind their language.
fn files_of_page(page: &str) -> Vec<SourceFile> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| !line.starts_with("```")) {
            text.push_str(line);
            text.push('\n');
        }
        if let Some((_, path)) = info.split_once(' ') {
            let path = path.trim_start_matches("base:");
            found.push(SourceFile::from_text(path, &text));
        }
    }
    found
}

fn files_of_folder(target: &Target, folder: &Path) -> anyhow::Result<Vec<SourceFile>> {
    let tree = opswright_worktree::walk(folder)
        .with_context(|| format!("failed to read {}", folder.display()))?;
    let paths: Vec<&str> = tree
        .paths()
        .filter(|path| opswright_project::is_wanted(path))
        .collect();
    let (files, _) = opswright_worktree::read(folder, &paths);
    Ok(files
        .into_iter()
        .filter(|file| file.text.len() <= LARGEST && !file.lossy && target.takes(file))
        .collect())
}
