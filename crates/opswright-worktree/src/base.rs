//! The base branch: what reviewers merged, as against what the change under review says.
//!
//! Objects are read from the repository's own store. No git program, hook or filter runs, and nothing but the repository's
//! own configuration is read.

mod listing;
mod merge;
mod revision;

use std::path::{Path, PathBuf};

use crate::inside;
use crate::root::git_work_tree;

pub use listing::BaseFile;

/// Where the base branch is looked for, in this order.
const BASE_REFERENCES: &[&str] = &[
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
];

/// Largest file that is read from the base branch, in bytes.
const LARGEST_READ: u64 = opswright_source::Tree::LARGEST_READ;

/// Why the repository was not read; retrying does not help.
#[derive(Debug, thiserror::Error)]
pub enum BaseError {
    /// There is a `.git`, but it is not a repository that can be read.
    #[error("open the git repository at {}: {reason}", path.display())]
    Open {
        /// The work tree.
        path: PathBuf,
        /// Why, as a fragment.
        reason: String,
    },
    /// A reference or object is missing or broken (a shallow or partial clone leaves objects out).
    #[error("read {what} from the git repository: {reason}")]
    Read {
        /// The reference or path.
        what: String,
        /// Why, as a fragment.
        reason: String,
    },
    /// The file is too large.
    #[error("read {path} from the base branch: larger than 1 MiB ({size} bytes)")]
    TooLarge {
        /// Path from the root.
        path: String,
        /// Its size in bytes.
        size: u64,
    },
}

/// The tree of the base branch's commit, seen from a root that may be a sub-folder of the work tree.
#[derive(Debug)]
pub struct BaseBranch {
    /// The reference that was found, in full (`refs/remotes/origin/main`).
    pub reference: String,
    /// The commit, in hexadecimal digits.
    pub commit: String,
    repository: gix::Repository,
    tree: gix::ObjectId,
    root: PathBuf,
    /// The root's path from the work tree; empty for the work tree itself.
    prefix: PathBuf,
}

impl BaseBranch {
    /// Finds the base branch of the repository around `root`; `None` where there is no repository or no such branch.
    pub fn find(root: &Path) -> Result<Option<Self>, BaseError> {
        let Some((repository, prefix)) = open(root)? else {
            return Ok(None);
        };
        for name in BASE_REFERENCES {
            let failed = |reason: String| BaseError::Read {
                what: (*name).to_owned(),
                reason,
            };
            let found = repository.try_find_reference(*name);
            let Some(mut reference) = found.map_err(|error| failed(chain(&error)))? else {
                continue;
            };
            // `origin/HEAD` may name a branch that is gone; the next reference is then the better witness.
            let Ok(id) = reference.peel_to_id() else {
                continue;
            };
            let (id, name) = (id.detach(), reference.name().as_bstr().to_string());
            return Self::of_commit(root, &repository, prefix, (id, name)).map(Some);
        }
        Ok(None)
    }

    /// The tree of the commit that `revision` names: a branch, a tag, `HEAD`, or a commit's 40 digits, also with `~N`; `None`
    /// where there is no repository or no such commit.
    pub fn at(root: &Path, revision: &str) -> Result<Option<Self>, BaseError> {
        let Some((repository, prefix)) = open(root)? else {
            return Ok(None);
        };
        let (name, parents) = match revision.split_once('~') {
            Some((name, count)) => (name, count.parse().unwrap_or(1)),
            None => (revision, 0),
        };
        let Some(id) = revision::commit(&repository, name, parents)? else {
            return Ok(None);
        };
        Self::of_commit(root, &repository, prefix, (id, revision.to_owned())).map(Some)
    }

    /// The commit where what is checked out left the base branch: what had been merged when the work began; `None` where there is
    /// no repository, no base branch, or no commit in common.
    pub fn fork(root: &Path) -> Result<Option<Self>, BaseError> {
        let Some(base) = Self::find(root)? else {
            return Ok(None);
        };
        let failed = |what: &str, reason: String| BaseError::Read {
            what: what.to_owned(),
            reason,
        };
        let merged = gix::ObjectId::from_hex(base.commit.as_bytes())
            .map_err(|error| failed(&base.reference, chain(&error)))?;
        let head = base
            .repository
            .head()
            .map_err(|error| failed("HEAD", chain(&error)))?;
        let Some(head) = head.id().map(gix::Id::detach) else {
            return Ok(None);
        };
        let Some(id) = merge::base(&base.repository, head, merged) else {
            return Ok(None);
        };
        let named = (id, base.reference.clone());
        Self::of_commit(root, &base.repository, base.prefix.clone(), named).map(Some)
    }

    fn of_commit(
        root: &Path,
        repository: &gix::Repository,
        prefix: PathBuf,
        (id, reference): (gix::ObjectId, String),
    ) -> Result<Self, BaseError> {
        let failed = |reason: String| BaseError::Read {
            what: reference.clone(),
            reason,
        };
        let commit = repository
            .find_commit(id)
            .map_err(|error| failed(chain(&error)))?;
        let tree = commit.tree_id().map_err(|error| failed(chain(&error)))?;
        Ok(Self {
            commit: commit.id().to_string(),
            tree: tree.detach(),
            root: root.to_owned(),
            prefix,
            reference,
            repository: repository.clone(),
        })
    }

    /// The bytes of the regular file at `path` (relative to the root) on the base branch, exactly as committed; `None` where
    /// there is no such file.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, BaseError> {
        if !inside::is_plain(path) {
            return Ok(None);
        }
        let failed = |reason: String| BaseError::Read {
            what: path.to_owned(),
            reason,
        };
        let tree = self
            .repository
            .find_tree(self.tree)
            .map_err(|error| failed(chain(&error)))?;
        let entry = tree
            .lookup_entry_by_path(self.prefix.join(path))
            .map_err(|error| failed(chain(&error)))?;
        let Some(entry) = entry.filter(|entry| entry.mode().is_blob()) else {
            return Ok(None);
        };
        let size = self
            .repository
            .find_header(entry.object_id())
            .map_err(|error| failed(chain(&error)))?
            .size();
        if size > LARGEST_READ {
            return Err(BaseError::TooLarge {
                path: path.to_owned(),
                size,
            });
        }
        let mut object = entry.object().map_err(|error| failed(chain(&error)))?;
        Ok(Some(std::mem::take(&mut object.data)))
    }

    /// Whether the file at `path` is on the base branch with the same bytes as on disk.
    pub fn is_committed_on_base(&self, path: &str) -> Result<bool, BaseError> {
        let Some(committed) = self.read(path)? else {
            return Ok(false);
        };
        let on_disk = crate::read::read_bytes(&self.root, path);
        Ok(on_disk.is_ok_and(|bytes| bytes == committed))
    }
}

/// The commit that is checked out around `root`, in hexadecimal digits; `None` without a repository or a first commit.
pub fn head_commit(root: &Path) -> Result<Option<String>, BaseError> {
    let Some((repository, _)) = open(root)? else {
        return Ok(None);
    };
    let head = repository.head().map_err(|error| BaseError::Read {
        what: "HEAD".to_owned(),
        reason: chain(&error),
    })?;
    Ok(head.id().map(|id| id.to_string()))
}

/// The repository around `root`, and the root's path inside its work tree.
fn open(root: &Path) -> Result<Option<(gix::Repository, PathBuf)>, BaseError> {
    let Ok(root) = root.canonicalize() else {
        return Ok(None);
    };
    let Some(work_tree) = git_work_tree(&root) else {
        return Ok(None);
    };
    let prefix = root
        .strip_prefix(&work_tree)
        .map(Path::to_owned)
        .unwrap_or_default();
    let repository = gix::open::Options::isolated()
        .open(&work_tree)
        .map_err(|error| BaseError::Open {
            path: work_tree.clone(),
            reason: chain(&error),
        })?;
    Ok(Some((repository.to_thread_local(), prefix)))
}

/// An error and its causes in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text.replace('\n', " ")
}
