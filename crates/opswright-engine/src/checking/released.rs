//! What has been released: the migrations and queries of the commit that a change starts from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use opswright_check::Session;
use opswright_project::{Model, Summary, parse, summarise};
use opswright_source::{Files, SourceFile};
use opswright_worktree::{BaseBranch, BaseError, BaseFile};

/// What the files of SQL said at `since`, else where the work left the base branch; `None` where nothing can be compared: no
/// migrations here, no repository, no such commit, or one that cannot be read.
pub(super) fn released(
    root: &Path,
    since: Option<&str>,
    session: &Session,
    sources: &Files,
) -> Option<Vec<Summary>> {
    let histories = session.migration_histories();
    if histories.is_empty() {
        return None;
    }
    // A run never fails for want of a base; `--since` itself is complained about where lines are compared.
    let base = match since {
        Some(revision) => BaseBranch::at(root, revision),
        None => BaseBranch::fork(root),
    }
    .ok()??;
    read(&base, &histories, session, sources).ok()
}

fn read(
    base: &BaseBranch,
    histories: &BTreeSet<String>,
    session: &Session,
    sources: &Files,
) -> Result<Vec<Summary>, BaseError> {
    let mut files: BTreeMap<String, BaseFile> = BTreeMap::new();
    for history in histories {
        add(&mut files, base, history)?;
    }
    // Only what is dropped may be in use, and to know that means to look through the whole tree.
    if session.drops(&|path| files.contains_key(path)) {
        add(&mut files, base, "")?;
    }
    let mut summaries = Vec::new();
    for (path, file) in files {
        let now = sources.get(&path).filter(|now| !now.lossy);
        let same = now
            .filter(|now| base.holds(&file, now.text.as_bytes()))
            .and_then(|_| session.summary(&path));
        if let Some(same) = same {
            summaries.push(same.clone());
            continue;
        }
        let content = match base.content(&file) {
            Ok(content) => content,
            Err(BaseError::TooLarge { .. }) => continue,
            Err(error) => return Err(error),
        };
        let source = SourceFile::from_bytes(&path, content);
        let parsed = parse(&source);
        summaries.push(summarise(&source, &parsed, &Model::None));
    }
    Ok(summaries)
}

fn add(
    files: &mut BTreeMap<String, BaseFile>,
    base: &BaseBranch,
    folder: &str,
) -> Result<(), BaseError> {
    let is_sql = |path: &str| path.to_ascii_lowercase().ends_with(".sql");
    let found = base.files_below(folder, &is_sql)?;
    files.extend(found.into_iter().map(|file| (file.path.clone(), file)));
    Ok(())
}
