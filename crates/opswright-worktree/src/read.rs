//! Reading the files that an analysis asks for.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use opswright_source::{Files, SourceFile, Tree, Unreadable};

use crate::inside;

/// The files at `paths` (relative to `root`), and those that were not read with the reason.
///
/// A file larger than [`Tree::LARGEST_READ`] is not read; bytes that are not UTF-8 are replaced and the file is marked.
pub fn read<P: AsRef<str>>(root: &Path, paths: &[P]) -> (Files, Vec<Unreadable>) {
    let mut files = Files::new();
    let mut unread = Vec::new();
    let root = root.canonicalize().map_err(|error| inside::reason(&error));
    for path in paths {
        let path = path.as_ref();
        let bytes = root
            .as_deref()
            .map_err(Clone::clone)
            .and_then(|root| read_one(root, path));
        match bytes {
            Ok(bytes) => files.insert(SourceFile::from_bytes(path, bytes)),
            Err(reason) => unread.push(Unreadable {
                path: path.to_owned(),
                reason,
            }),
        }
    }
    (files, unread)
}

/// The bytes of one file below `root`, or why not.
pub(crate) fn read_bytes(root: &Path, path: &str) -> Result<Vec<u8>, String> {
    let root = root
        .canonicalize()
        .map_err(|error| inside::reason(&error))?;
    read_one(&root, path)
}

fn read_one(root: &Path, path: &str) -> Result<Vec<u8>, String> {
    if !inside::is_plain(path) {
        return Err("not a path below the root".to_owned());
    }
    let real = inside::resolve(root, &root.join(path))?;
    let data = std::fs::metadata(&real).map_err(|error| inside::reason(&error))?;
    // Opening a pipe would wait for a writer.
    if !data.is_file() {
        return Err("not a file".to_owned());
    }
    let too_large = |size: u64| format!("larger than 1 MiB ({size} bytes)");
    if data.len() > Tree::LARGEST_READ {
        return Err(too_large(data.len()));
    }
    let file = File::open(&real).map_err(|error| inside::reason(&error))?;
    let mut bytes = Vec::new();
    file.take(Tree::LARGEST_READ + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| inside::reason(&error))?;
    // The file may have grown since its size was asked.
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > Tree::LARGEST_READ {
        return Err(too_large(size));
    }
    Ok(bytes)
}
