//! One folder that may hold a workload: what is in it, without what belongs to another place below it.

use opswright_source::{Files, SourceFile, Tree};

use crate::Evidence;
use crate::code::Code;
use crate::lexer::Syntax;

/// Folders whose content is somebody else's, made by tools, or shown rather than run.
const PASSED_OVER: &[&str] = &[
    ".devcontainer",
    ".git",
    ".github",
    ".next",
    ".nuxt",
    ".output",
    ".svelte-kit",
    ".venv",
    ".yarn",
    "__mocks__",
    "__pycache__",
    "__tests__",
    "bench",
    "benches",
    "benchmarks",
    "bower_components",
    "cypress",
    "dist",
    "docs",
    "e2e",
    "example",
    "examples",
    "fixtures",
    "node_modules",
    "out",
    "samples",
    "site-packages",
    "spec",
    "target",
    "test",
    "testdata",
    "tests",
    "third_party",
    "vendor",
    "venv",
];

/// Whether a path lies in a folder that is passed over.
pub(crate) fn passed_over(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    parts.next();
    parts.any(|part| PASSED_OVER.contains(&part))
}

/// A folder and its files.
pub(crate) struct Place<'a> {
    /// Path from the root; empty for the root.
    pub(crate) folder: &'a str,
    pub(crate) tree: &'a Tree,
    pub(crate) files: &'a Files,
    /// Folders of all places.
    pub(crate) all: &'a [String],
}

impl<'a> Place<'a> {
    /// Path from the root of the file `name` in this folder.
    pub(crate) fn path(&self, name: &str) -> String {
        join(self.folder, name)
    }

    /// The bytes of `name` in this folder, if they were read.
    pub(crate) fn file(&self, name: &str) -> Option<&'a SourceFile> {
        self.files.get(&self.path(name))
    }

    /// Whether `name` is in this folder, read or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.tree.contains(&self.path(name))
    }

    /// The first of `names` that is in this folder.
    pub(crate) fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find(|name| self.has(name))
            .map(|name| (*name).to_owned())
    }

    /// A proof that does not depend on a line: the file's first.
    pub(crate) fn evidence(&self, name: &str) -> Evidence {
        Evidence {
            path: self.path(name),
            line: 1,
        }
    }

    /// This folder and those above it, nearest first.
    pub(crate) fn upwards(&self) -> Vec<&'a str> {
        let mut folder = self.folder;
        let mut folders = vec![folder];
        while !folder.is_empty() {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            folders.push(folder);
        }
        folders
    }

    /// Path of the nearest `name` in this folder or above.
    pub(crate) fn nearest(&self, name: &str) -> Option<String> {
        self.upwards()
            .into_iter()
            .map(|folder| join(folder, name))
            .find(|path| self.tree.contains(path))
    }

    /// Paths from this folder of the files that are its own, in order.
    pub(crate) fn own(&self) -> impl Iterator<Item = &'a str> {
        let cut = if self.folder.is_empty() {
            0
        } else {
            self.folder.len() + 1
        };
        let tree = self.tree;
        let below: Vec<&str> = self
            .all
            .iter()
            .map(String::as_str)
            .filter(|other| other.len() > self.folder.len() && is_below(other, self.folder))
            .collect();
        tree.below(self.folder)
            .filter(move |path| !below.iter().any(|other| is_below(path, other)))
            .filter_map(move |path| path.get(cut..))
            .filter(|path| !passed_over(path))
    }

    /// Own files that were read and end with one of `extensions`, entry points first.
    pub(crate) fn sources(&self, extensions: &[&str]) -> Vec<&'a SourceFile> {
        let mut paths: Vec<&str> = self
            .own()
            .filter(|path| is_source(path, extensions))
            .collect();
        paths.sort_by_key(|path| rank(path));
        paths
            .into_iter()
            .filter_map(|path| self.file(path))
            .collect()
    }

    /// The same as tokens.
    pub(crate) fn code(&self, extensions: &[&str], syntax: &Syntax) -> Vec<Code<'a>> {
        self.sources(extensions)
            .into_iter()
            .map(|file| Code::new(file, syntax))
            .collect()
    }
}

/// `.` for the root, else the folder.
pub(crate) fn shown(folder: &str) -> String {
    if folder.is_empty() {
        ".".to_owned()
    } else {
        folder.to_owned()
    }
}

/// `folder/name`, or `name` at the root; `..` and `.` are resolved.
pub(crate) fn join(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether `path` is `folder` or in it.
pub(crate) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The last part of a path.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The folder of a path; empty for the root.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path is code that runs in production, as far as its name tells.
pub(crate) fn is_source(path: &str, extensions: &[&str]) -> bool {
    let name = base_name(path);
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    extensions.contains(&extension)
        && !stem.ends_with(".d")
        && !stem.ends_with(".min")
        && !stem.ends_with(".test")
        && !stem.ends_with(".spec")
        && !stem.ends_with("_test")
        && !stem.ends_with(".stories")
        && !stem.starts_with("test_")
        && stem != "conftest"
}

/// Entry points first, then the shallow, then by name.
pub(crate) fn rank(path: &str) -> (usize, usize, &str) {
    const ENTRIES: &[&str] = &[
        "main", "server", "app", "index", "www", "wsgi", "asgi", "run", "settings", "config",
    ];
    let stem = base_name(path).split('.').next().unwrap_or("");
    let entry = ENTRIES
        .iter()
        .position(|name| *name == stem)
        .unwrap_or(ENTRIES.len());
    let depth = path.matches('/').count();
    (entry.max(depth * 2), depth, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_and_nest() {
        assert_eq!(join("a/b", "../c"), "a/c");
        assert_eq!(join("", "./x"), "x");
        assert!(is_below("apps/api/x", "apps/api"));
        assert!(!is_below("apps/api2/x", "apps/api"));
        assert!(passed_over("a/node_modules/b.js"));
        assert!(!passed_over("a/tests"));
    }
}
