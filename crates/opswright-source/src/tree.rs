//! All paths of a repository with their sizes; never the bytes.

use std::collections::BTreeMap;

/// A file in a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Size in bytes.
    pub size: u64,
    /// Whether a user may execute it.
    pub executable: bool,
}

/// A place that could not be walked or read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Path from the root.
    pub path: String,
    /// The reason, as a lower-case fragment (`permission denied`, `symbolic link loop`).
    pub reason: String,
}

/// Every file below a root that git does not ignore, by path (`/` between parts).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// Files by path.
    pub entries: BTreeMap<String, Entry>,
    /// Places that could not be read.
    pub unreadable: Vec<Unreadable>,
}

impl Tree {
    /// Largest file that survey and check read, in bytes (1 MiB); a larger one is a finding.
    pub const LARGEST_READ: u64 = 1024 * 1024;

    /// Whether a file is at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// All paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Files directly or indirectly below `folder` (no trailing slash; empty for the root), in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        self.entries
            .range(prefix.clone()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |path| path.starts_with(&prefix))
    }
}
