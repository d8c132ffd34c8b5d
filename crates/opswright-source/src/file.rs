//! One file's text, and a set of them.

use std::collections::BTreeMap;

/// A file as read: its path from the root with `/` between parts, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the root, `/` between parts, no leading `./`.
    pub path: String,
    /// The text; bytes that are not UTF-8 are replaced, see `lossy`.
    pub text: String,
    /// Whether bytes were replaced, so that the text is not what is on disk.
    pub lossy: bool,
}

impl SourceFile {
    /// A file from its bytes; invalid UTF-8 is replaced and marked.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self {
                path: path.to_owned(),
                text,
                lossy: false,
            },
            Err(error) => Self {
                path: path.to_owned(),
                text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
                lossy: true,
            },
        }
    }

    /// A file from text.
    pub fn from_text(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            lossy: false,
        }
    }
}

/// Files by path, in path order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    by_path: BTreeMap<String, SourceFile>,
}

impl Files {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, file: SourceFile) {
        self.by_path.insert(file.path.clone(), file);
    }

    /// The file at `path`, if it was read.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.by_path.get(path)
    }

    /// Whether `path` was read.
    pub fn contains(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// All files in path order.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.by_path.values()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }
}

impl IntoIterator for Files {
    type Item = SourceFile;
    type IntoIter = std::collections::btree_map::IntoValues<String, SourceFile>;

    fn into_iter(self) -> Self::IntoIter {
        self.by_path.into_values()
    }
}
