//! The state and runtime folders of a project, by the XDG conventions.

use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::inside;

/// Longest runtime folder: a socket's path has at most 107 bytes, and 40 are left for its name.
const LONGEST_RUNTIME_DIR: usize = 67;

/// What the environment says about folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locations {
    /// `HOME`.
    pub home: Option<PathBuf>,
    /// `XDG_STATE_HOME`.
    pub state_home: Option<PathBuf>,
    /// `XDG_RUNTIME_DIR`.
    pub runtime_dir: Option<PathBuf>,
}

/// Why there is no folder.
#[derive(Debug, thiserror::Error)]
pub enum LocationError {
    /// Neither variable is set.
    #[error("find the state folder: neither XDG_STATE_HOME nor HOME is an absolute path")]
    NoHome,
    /// The folder belongs to another user, or is a link.
    #[error("use {}: it belongs to another user, or is not a folder", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused.
    #[error("make {}: {}", path.display(), inside::reason(source))]
    System {
        /// The folder.
        path: PathBuf,
        /// Its error.
        source: io::Error,
    },
}

impl Locations {
    /// As the variables of this process say; relative paths count as unset.
    pub fn from_environment() -> Self {
        let absolute = |name: &str| {
            std::env::var_os(name)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())
        };
        Self {
            home: absolute("HOME"),
            state_home: absolute("XDG_STATE_HOME"),
            runtime_dir: absolute("XDG_RUNTIME_DIR"),
        }
    }
}

/// The state folder of the project at `root`, made if missing, only for this user:
/// `$XDG_STATE_HOME/opswright/<folder>-<8 hexadecimal digits of its path>`.
pub fn state_dir(root: &Path, locations: &Locations) -> Result<PathBuf, LocationError> {
    let base = match (&locations.state_home, &locations.home) {
        (Some(state_home), _) => state_home.clone(),
        (None, Some(home)) => home.join(".local/state"),
        (None, None) => return Err(LocationError::NoHome),
    };
    let parent = base.join("opswright");
    std::fs::create_dir_all(&base).map_err(|source| LocationError::System {
        path: base.clone(),
        source,
    })?;
    private_folder(&parent)?;
    let (name, mark) = identity(root);
    private_folder(&parent.join(format!("{name}-{mark}")))
}

/// The runtime folder of the project at `root`, made if missing, only for this user, short enough for sockets:
/// `$XDG_RUNTIME_DIR/opswright/<8 digits>`, or `/tmp/opswright-<user id>/<8 digits>`.
pub fn runtime_dir(root: &Path, locations: &Locations) -> Result<PathBuf, LocationError> {
    let (_, mark) = identity(root);
    let usual = locations
        .runtime_dir
        .as_ref()
        .filter(|folder| is_ours(folder))
        .map(|folder| folder.join("opswright"))
        .filter(|folder| folder.as_os_str().len() + 1 + mark.len() <= LONGEST_RUNTIME_DIR);
    let user = rustix::process::geteuid().as_raw();
    let parent = usual.unwrap_or_else(|| PathBuf::from(format!("/tmp/opswright-{user}")));
    private_folder(&parent)?;
    private_folder(&parent.join(mark))
}

/// The folder's name in plain letters, and 8 digits of the digest of its real path.
fn identity(root: &Path) -> (String, String) {
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let digest = Sha256::digest(real.as_os_str().as_encoded_bytes());
    let mark: Vec<String> = digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = real
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let plain: String = name
        .chars()
        .take(40)
        .map(|character| match character {
            kept if kept.is_ascii_alphanumeric() || matches!(kept, '-' | '_') => kept,
            _ => '-',
        })
        .collect();
    let plain = if plain.is_empty() {
        "root".to_owned()
    } else {
        plain
    };
    (plain, mark.concat())
}

/// `path` as a folder that only this user enters.
fn private_folder(path: &Path) -> Result<PathBuf, LocationError> {
    let failed = |source: io::Error| LocationError::System {
        path: path.to_owned(),
        source,
    };
    match std::fs::DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(error)),
    }
    // Checked after making, so that a folder that someone else made in the meantime is refused too.
    if !is_ours(path) {
        return Err(LocationError::NotOurs {
            path: path.to_owned(),
        });
    }
    let data = std::fs::symlink_metadata(path).map_err(failed)?;
    if data.permissions().mode() & 0o077 != 0 {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(path.to_owned())
}

/// Whether `path` is a folder (not a link to one) of this user.
fn is_ours(path: &Path) -> bool {
    std::fs::symlink_metadata(path)
        .is_ok_and(|data| data.is_dir() && data.uid() == rustix::process::geteuid().as_raw())
}
