//! The releases on this machine: a folder each, complete only when its `release.json` is there.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::configuration::write_private;
use crate::layout::{Layout, short};

/// Why a release could not be read, built or stored.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A folder or file could not be read or written.
    #[error("{operation} {}: {source}", path.display())]
    Storage {
        /// What was tried (`write`, `copy`).
        operation: &'static str,
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No release has this digest.
    #[error("find release {wanted}: there is none")]
    Unknown {
        /// What was asked for.
        wanted: String,
    },
    /// More than one release begins so.
    #[error("find release {wanted}: {count} releases begin so")]
    Ambiguous {
        /// What was asked for.
        wanted: String,
        /// How many match.
        count: usize,
    },
    /// A command of the build failed.
    #[error("build: {reason}")]
    Build {
        /// One sentence.
        reason: String,
        /// Last lines of the command.
        evidence: Vec<String>,
        /// What to type next.
        next: String,
    },
}

/// An immutable build and configuration version of a workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Version of this stored format.
    pub version: u32,
    /// `sha256:` and 64 hexadecimal digits over content, commands and configuration.
    pub digest: String,
    /// Digest of the files it was built from.
    pub content: String,
    /// Name of the workload.
    pub workload: String,
    /// Folder of the workload inside the release's tree.
    pub path: String,
    /// Command that starts it.
    pub start: String,
    /// Health path.
    pub health_path: Option<String>,
    /// Port that the service is offered on.
    pub port: u16,
    /// Instances to run.
    pub instances: u16,
    /// Configuration version.
    pub configuration: String,
    /// When it was built, milliseconds since 1970.
    pub created_ms: u64,
    /// When it last took traffic, milliseconds since 1970; 0 for never.
    pub used_ms: u64,
}

impl Release {
    /// The folder that becomes the working directory of its instances.
    pub fn directory(&self, layout: &Layout) -> PathBuf {
        let tree = layout.release(&self.digest).join("tree");
        if self.path == "." {
            tree
        } else {
            tree.join(&self.path)
        }
    }

    /// Writes `release.json`, which makes the release complete.
    pub fn save(&self, layout: &Layout) -> Result<(), ReleaseError> {
        let path = layout.release(&self.digest).join("release.json");
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| ReleaseError::Storage {
            operation: "write",
            path: path.clone(),
            source: error.into(),
        })?;
        write_private(&path, &bytes).map_err(|source| ReleaseError::Storage {
            operation: "write",
            path,
            source,
        })
    }
}

/// All complete releases, newest first.
pub fn all(layout: &Layout) -> Vec<Release> {
    let Ok(folders) = fs::read_dir(layout.releases()) else {
        return Vec::new();
    };
    let mut releases: Vec<Release> = folders
        .flatten()
        .filter_map(|folder| fs::read(folder.path().join("release.json")).ok())
        .filter_map(|bytes| serde_json::from_slice(&bytes).ok())
        .collect();
    releases.sort_by(|a, b| (b.created_ms, &b.digest).cmp(&(a.created_ms, &a.digest)));
    releases
}

/// The one complete release of `workload` whose digest begins with `wanted` (with or without `sha256:`).
pub fn find(layout: &Layout, workload: &str, wanted: &str) -> Result<Release, ReleaseError> {
    let prefix = wanted.strip_prefix("sha256:").unwrap_or(wanted);
    let mut found: Vec<Release> = all(layout)
        .into_iter()
        .filter(|release| release.workload == workload)
        .filter(|release| {
            release
                .digest
                .trim_start_matches("sha256:")
                .starts_with(prefix)
                && !prefix.is_empty()
        })
        .collect();
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(ReleaseError::Unknown {
            wanted: wanted.to_owned(),
        }),
        count => Err(ReleaseError::Ambiguous {
            wanted: wanted.to_owned(),
            count,
        }),
    }
}

/// Removes the folders of builds that never ended; returns their names.
pub fn sweep_unfinished(layout: &Layout) -> Vec<String> {
    let Ok(folders) = fs::read_dir(layout.releases()) else {
        return Vec::new();
    };
    folders
        .flatten()
        .filter(|folder| !folder.path().join("release.json").exists())
        .filter(|folder| fs::remove_dir_all(folder.path()).is_ok())
        .map(|folder| folder.file_name().to_string_lossy().into_owned())
        .collect()
}

/// Keeps the `keep` newest releases of `workload` and those in `used`; removes the rest and returns their digests.
pub fn prune(layout: &Layout, workload: &str, used: &[String], keep: usize) -> Vec<String> {
    let mut mine: Vec<Release> = all(layout)
        .into_iter()
        .filter(|release| release.workload == workload)
        .collect();
    mine.sort_by_key(|release| std::cmp::Reverse(release.used_ms.max(release.created_ms)));
    mine.into_iter()
        .skip(keep)
        .filter(|release| !used.contains(&release.digest))
        .filter(|release| fs::remove_dir_all(layout.release(&release.digest)).is_ok())
        .map(|release| short(&release.digest).to_owned())
        .collect()
}
