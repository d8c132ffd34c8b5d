//! The digest of a work tree: every file that git does not ignore, by path, mode and bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use opswright_source::Tree;
use sha2::{Digest, Sha256};

/// Files of a release and the digest over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Paths from the root, in order.
    pub paths: Vec<String>,
    /// Sum of sizes in bytes.
    pub bytes: u64,
}

/// Hashes the files of `tree` below `root`; what Opswright itself writes is left out, since it does not run.
pub fn content(root: &Path, tree: &Tree) -> io::Result<Content> {
    let mut all = Sha256::new();
    let mut paths = Vec::new();
    let mut bytes = 0;
    for (path, entry) in &tree.entries {
        if path.starts_with(".opswright/") || path.starts_with(".git/") {
            continue;
        }
        let (hash, size) = hash_file(&root.join(path))
            .map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))?;
        all.update(path.as_bytes());
        all.update([0, u8::from(entry.executable)]);
        all.update(hash);
        bytes += size;
        paths.push(path.clone());
    }
    Ok(Content {
        digest: format!("sha256:{}", hexadecimal(&all.finalize())),
        paths,
        bytes,
    })
}

fn hash_file(path: &Path) -> io::Result<([u8; 32], u64)> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((hash.finalize().into(), size));
        }
        size += read as u64;
        hash.update(buffer.get(..read).unwrap_or(&[]));
    }
}

/// Lower-case hexadecimal digits of `bytes`.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
