//! Every text file of the repository.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// Entries that hold nothing of ours; `.git` is a file in a linked work tree.
const SKIPPED: &[&str] = &[".git", "target", "node_modules", ".venv"];

/// A file that is UTF-8.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl File {
    /// Whether its name ends with `.extension`.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|found| found == extension)
    }
}

/// All UTF-8 files below `root`, by path; symbolic links are not followed.
pub(crate) fn text_files(root: &Path) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    walk(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) -> anyhow::Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("failed to list {}", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("failed to list {}", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if SKIPPED.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        let kind = entry
            .file_type()
            .with_context(|| format!("failed to look at {path}"))?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() {
            let bytes = fs::read(entry.path()).with_context(|| format!("failed to read {path}"))?;
            // Other bytes are fixtures of the tests; they have no lines to check.
            if let Ok(text) = String::from_utf8(bytes) {
                files.push(File { path, text });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_and_builds_keep_is_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, bytes: &[u8]| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        };
        // In a linked work tree `.git` is a file that names the main one.
        write(".git", b"gitdir: elsewhere\n");
        write("target/debug/x.d", b"x\n");
        write("a/.git/config", b"x\n");
        write("a/binary", &[0xff]);
        write("a/text", b"x\n");
        write("README.md", b"x\n");
        let files = text_files(folder.path()).expect("listed");
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["README.md", "a/text"]);
    }
}
