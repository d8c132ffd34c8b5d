//! Every file below a root that git does not ignore.

use std::io;
use std::path::Path;

use ignore::{DirEntry, WalkBuilder};
use opswright_source::{Entry, Tree, Unreadable};

use crate::inside;
use crate::root::git_work_tree;
use crate::write::is_temporary;

/// Folders that hold what tools made, wherever they are.
const MADE_BY_TOOLS: &[&str] = &["node_modules", ".venv", "__pycache__"];

/// Manifests beside which a folder `target` holds what a build made.
const BUILDS_INTO_TARGET: &[&str] = &["Cargo.toml", "pom.xml", "build.sbt"];

/// All files below `root`, hidden ones included, in path order.
///
/// Left out: what git ignores (the machine's own ignore file does not count, so that every machine sees the same), `.git`,
/// `.opswright/base`, what an interrupted write left, and folders that tools make. A link to a file inside the root is that file; other links are not
/// followed. What cannot be read is listed with its reason. Errors: the root itself is not a readable folder.
pub fn walk(root: &Path) -> io::Result<Tree> {
    let root = root.canonicalize()?;
    std::fs::read_dir(&root)?;
    let mut tree = Tree::default();
    let in_git = git_work_tree(&root).is_some();
    let filter_root = root.clone();
    let walker = WalkBuilder::new(&root)
        .hidden(false)
        .ignore(false)
        .git_global(false)
        .git_ignore(true)
        .git_exclude(true)
        .require_git(false)
        .parents(in_git)
        .follow_links(false)
        .filter_entry(move |entry| !is_left_out(&filter_root, entry))
        .build();
    for result in walker {
        match result {
            Ok(entry) => add_entry(&mut tree, &root, &entry),
            Err(error) => tree.unreadable.push(unreadable(&root, &error)),
        }
    }
    tree.unreadable
        .sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    tree.unreadable.dedup();
    Ok(tree)
}

fn is_left_out(root: &Path, entry: &DirEntry) -> bool {
    let name = entry.file_name();
    if name == ".git" || name.to_str().is_some_and(is_temporary) {
        return true;
    }
    if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
        return false;
    }
    let path = entry.path();
    if path == root.join(".opswright/base") || MADE_BY_TOOLS.iter().any(|made| name == *made) {
        return true;
    }
    let beside = path.parent().unwrap_or(root);
    name == "target"
        && (path.join("CACHEDIR.TAG").exists()
            || BUILDS_INTO_TARGET
                .iter()
                .any(|manifest| beside.join(manifest).exists()))
}

fn add_entry(tree: &mut Tree, root: &Path, entry: &DirEntry) {
    if let Some(error) = entry.error() {
        tree.unreadable.push(unreadable(root, error));
    }
    let Some(kind) = entry.file_type() else {
        return;
    };
    if kind.is_dir() {
        return;
    }
    let Some(path) = text_path(root, entry.path()) else {
        refuse(tree, root, entry.path(), "its name is not UTF-8");
        return;
    };
    let read = if kind.is_symlink() {
        linked_file(root, entry.path())
    } else {
        std::fs::symlink_metadata(entry.path())
            .map(|data| data.is_file().then(|| entry_of(&data)))
            .map_err(|error| inside::reason(&error))
    };
    match read {
        Ok(Some(file)) => {
            tree.entries.insert(path, file);
        }
        Ok(None) if kind.is_symlink() => {}
        Ok(None) => refuse(tree, root, entry.path(), "neither a file nor a folder"),
        Err(reason) => refuse(tree, root, entry.path(), &reason),
    }
}

/// The file that a link names; none where it names another folder inside the root, whose files are found there.
fn linked_file(root: &Path, link: &Path) -> Result<Option<Entry>, String> {
    let real = inside::resolve(root, link)?;
    let data = std::fs::metadata(&real).map_err(|error| inside::reason(&error))?;
    if data.is_file() {
        return Ok(Some(entry_of(&data)));
    }
    if data.is_dir() && link.starts_with(&real) {
        return Err("symbolic link loop".to_owned());
    }
    Ok(None)
}

fn entry_of(data: &std::fs::Metadata) -> Entry {
    use std::os::unix::fs::PermissionsExt;
    Entry {
        size: data.len(),
        executable: data.permissions().mode() & 0o100 != 0,
    }
}

fn text_path(root: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(root).ok()?;
    inner.to_str().map(str::to_owned)
}

fn refuse(tree: &mut Tree, root: &Path, path: &Path, reason: &str) {
    let inner = path.strip_prefix(root).unwrap_or(path);
    tree.unreadable.push(Unreadable {
        path: inner.to_string_lossy().into_owned(),
        reason: reason.to_owned(),
    });
}

/// The place and reason in an error of the walker, which wraps them in several layers.
fn unreadable(root: &Path, error: &ignore::Error) -> Unreadable {
    let (path, inner) = unwrapped(error);
    let path = path.map_or_else(String::new, |path| {
        let inner = path.strip_prefix(root).unwrap_or(path);
        inner.to_string_lossy().into_owned()
    });
    let reason = match inner.io_error() {
        Some(source) => inside::reason(source),
        None => inner.to_string(),
    };
    Unreadable { path, reason }
}

fn unwrapped(error: &ignore::Error) -> (Option<&Path>, &ignore::Error) {
    match error {
        ignore::Error::WithPath { path, err } => {
            let (deeper, inner) = unwrapped(err);
            (deeper.or(Some(path)), inner)
        }
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => {
            unwrapped(err)
        }
        ignore::Error::Partial(errors) => errors
            .first()
            .map_or((None, error), |first| unwrapped(first)),
        other => (None, other),
    }
}
