//! Configuration versions: the values of a workload's variables, content-digested, readable by their owner alone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::content::hexadecimal;
use crate::layout::Layout;
use crate::wire::SecretValue;

/// Values of variables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// Plain values.
    pub variables: BTreeMap<String, String>,
    /// Secret values.
    pub secrets: BTreeMap<String, SecretValue>,
}

impl Configuration {
    /// Stores the values and returns their version: sixteen hexadecimal digits, salted so that no secret can be guessed
    /// from it.
    pub fn save(&self, layout: &Layout) -> io::Result<String> {
        let folder = layout.configurations();
        fs::create_dir_all(&folder)?;
        let bytes = serde_json::to_vec(self)?;
        let mut hash = Sha256::new();
        hash.update(salt(&folder)?);
        hash.update(&bytes);
        let version = hexadecimal(&hash.finalize())
            .chars()
            .take(16)
            .collect::<String>();
        let path = folder.join(format!("{version}.json"));
        if !path.exists() {
            write_private(&path, &bytes)?;
        }
        Ok(version)
    }

    /// The values of `version`.
    pub fn load(layout: &Layout, version: &str) -> io::Result<Self> {
        let bytes = fs::read(layout.configurations().join(format!("{version}.json")))?;
        Ok(serde_json::from_slice(&bytes)?)
    }
}

/// Writes bytes that only the owner can read: a temporary file, synced, renamed.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension(format!("{}.new", std::process::id()));
    let result = (|| {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    })();
    if result.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    result
}

fn salt(folder: &Path) -> io::Result<Vec<u8>> {
    let path = folder.join("salt");
    match fs::read(&path) {
        Ok(salt) if salt.len() == 32 => Ok(salt),
        _ => {
            let mut salt = vec![0; 32];
            fs::File::open("/dev/urandom")?.read_exact(&mut salt)?;
            write_private(&path, &salt)?;
            Ok(salt)
        }
    }
}
