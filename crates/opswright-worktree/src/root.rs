//! Where a project begins.

use std::path::{Path, PathBuf};

/// The root of the project that `start` lies in: the nearest folder upwards with `opswright.toml` or `.opswright`, but not
/// beyond the git work tree; else the git work tree; else `start` itself.
pub fn project_root(start: &Path) -> PathBuf {
    let start = start.canonicalize().unwrap_or_else(|_| start.to_owned());
    let work_tree = git_work_tree(&start);
    for folder in start.ancestors() {
        if folder.join("opswright.toml").is_file() || folder.join(".opswright").is_dir() {
            return folder.to_owned();
        }
        if Some(folder) == work_tree.as_deref() {
            break;
        }
    }
    work_tree.unwrap_or(start)
}

/// The nearest folder upwards that has a `.git`, which is a file in a linked work tree.
pub(crate) fn git_work_tree(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join(".git").exists())
        .map(Path::to_owned)
}
