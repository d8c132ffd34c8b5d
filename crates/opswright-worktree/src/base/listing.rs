//! The files of a commit, without their texts.

use super::{BaseBranch, BaseError, LARGEST_READ, chain};
use crate::inside;

/// Deepest folder that is looked into.
const DEEPEST: usize = 64;

/// A file of the base branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseFile {
    /// Path from the root.
    pub path: String,
    id: gix::ObjectId,
}

impl BaseBranch {
    /// Regular files below `folder` (relative to the root; empty for the root itself) whose path `is_wanted`, in path order; none
    /// where there is no such folder.
    pub fn files_below(
        &self,
        folder: &str,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<BaseFile>, BaseError> {
        if !folder.is_empty() && !inside::is_plain(folder) {
            return Ok(Vec::new());
        }
        let failed = |error: &dyn std::error::Error| BaseError::Read {
            what: folder.to_owned(),
            reason: chain(error),
        };
        let place = self.prefix.join(folder);
        let mut tree = self.tree;
        if !place.as_os_str().is_empty() {
            let root = self
                .repository
                .find_tree(self.tree)
                .map_err(|error| failed(&error))?;
            let entry = root
                .lookup_entry_by_path(&place)
                .map_err(|error| failed(&error))?;
            match entry {
                Some(entry) if entry.mode().is_tree() => tree = entry.object_id(),
                _ => return Ok(Vec::new()),
            }
        }
        let mut found = Vec::new();
        let mut open = vec![(folder.to_owned(), tree, 0)];
        while let Some((folder, id, depth)) = open.pop() {
            let tree = self
                .repository
                .find_tree(id)
                .map_err(|error| failed(&error))?;
            for entry in tree.iter() {
                let entry = entry.map_err(|error| failed(&error))?;
                let Ok(name) = std::str::from_utf8(entry.filename()) else {
                    continue;
                };
                let path = if folder.is_empty() {
                    name.to_owned()
                } else {
                    format!("{folder}/{name}")
                };
                let id = entry.object_id();
                if entry.mode().is_tree() && depth < DEEPEST {
                    open.push((path, id, depth + 1));
                } else if entry.mode().is_blob() && is_wanted(&path) {
                    found.push(BaseFile { path, id });
                }
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// Whether `bytes` are what was committed in `file`.
    pub fn holds(&self, file: &BaseFile, bytes: &[u8]) -> bool {
        gix::objs::compute_hash(file.id.kind(), gix::objs::Kind::Blob, bytes)
            .is_ok_and(|id| id == file.id)
    }

    /// The bytes of a file of this commit.
    pub fn content(&self, file: &BaseFile) -> Result<Vec<u8>, BaseError> {
        let failed = |error: &dyn std::error::Error| BaseError::Read {
            what: file.path.clone(),
            reason: chain(error),
        };
        let size = self
            .repository
            .find_header(file.id)
            .map_err(|error| failed(&error))?
            .size();
        if size > LARGEST_READ {
            return Err(BaseError::TooLarge {
                path: file.path.clone(),
                size,
            });
        }
        let mut object = self
            .repository
            .find_object(file.id)
            .map_err(|error| failed(&error))?;
        Ok(std::mem::take(&mut object.data))
    }
}
