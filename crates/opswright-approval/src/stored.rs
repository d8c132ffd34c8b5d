//! Approvals as they lie in a repository: the signature, and beside it the exact bytes that it signs.

use std::collections::BTreeMap;

const FOLDER: &str = ".opswright/approvals";

/// One approval as stored; nothing in it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredApproval {
    /// The digest that its folder names, with `sha256:`.
    pub digest: String,
    /// The principal that its file names.
    pub who: String,
    /// The statement's bytes.
    pub statement: Vec<u8>,
    /// The armored OpenSSH signature; empty where there is no file.
    pub signature: Vec<u8>,
}

/// Where an approval lies, from the root of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalPaths {
    /// `.opswright/approvals/<64 digits>/<who>.json`: the exact statement.
    pub statement: String,
    /// `.opswright/approvals/<64 digits>/<who>.sig`: the armored signature.
    pub signature: String,
}

/// The paths for an approval of `digest` (with or without `sha256:`) by `who`.
pub fn approval_paths(digest: &str, who: &str) -> ApprovalPaths {
    let digits = digest.strip_prefix("sha256:").unwrap_or(digest);
    ApprovalPaths {
        statement: format!("{FOLDER}/{digits}/{who}.json"),
        signature: format!("{FOLDER}/{digits}/{who}.sig"),
    }
}

/// The approvals among `files` (bytes by path from the root), by path; other files are passed over.
pub fn stored_approvals(files: &BTreeMap<String, Vec<u8>>) -> Vec<StoredApproval> {
    let mut approvals: BTreeMap<(String, String), StoredApproval> = BTreeMap::new();
    for (path, bytes) in files {
        let Some((digits, who, extension)) = parts(path) else {
            continue;
        };
        let approval = approvals
            .entry((digits.to_owned(), who.to_owned()))
            .or_insert_with(|| StoredApproval {
                digest: format!("sha256:{digits}"),
                who: who.to_owned(),
                statement: Vec::new(),
                signature: Vec::new(),
            });
        match extension {
            "json" => approval.statement.clone_from(bytes),
            _ => approval.signature.clone_from(bytes),
        }
    }
    approvals.into_values().collect()
}

/// Digits, principal and extension of an approval's path.
fn parts(path: &str) -> Option<(&str, &str, &str)> {
    let rest = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
    let (digits, file) = rest.split_once('/')?;
    let (who, extension) = file.rsplit_once('.')?;
    let fits = matches!(extension, "json" | "sig") && !who.contains('/');
    fits.then_some((digits, who, extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_pair_by_folder_and_name() {
        let paths = approval_paths("sha256:ab", "alice@example.com");
        let other = approval_paths("cd", "bob");
        let files = BTreeMap::from([
            (paths.statement, b"{}".to_vec()),
            (paths.signature, b"sig".to_vec()),
            (other.signature, b"alone".to_vec()),
            (".opswright/approvals/README.md".to_owned(), Vec::new()),
            (".opswright/design.json".to_owned(), Vec::new()),
        ]);
        let found = stored_approvals(&files);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].digest, "sha256:ab");
        assert_eq!(found[0].who, "alice@example.com");
        assert_eq!(found[0].statement, b"{}");
        assert_eq!(found[0].signature, b"sig");
        assert_eq!(found[1].who, "bob");
        assert!(found[1].statement.is_empty());
    }
}
