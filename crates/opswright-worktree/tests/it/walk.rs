//! Which files a walk finds.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use opswright_source::Tree;
use opswright_worktree::walk;

use crate::support::{folder, git, git_is_here, link, permissions_bind, put};

fn paths(tree: &Tree) -> Vec<&str> {
    tree.paths().collect()
}

fn unreadable(tree: &Tree) -> Vec<String> {
    tree.unreadable
        .iter()
        .map(|place| format!("{}: {}", place.path, place.reason))
        .collect()
}

fn walked(root: &Path) -> Tree {
    walk(root).expect("the root is readable")
}

#[test]
fn hidden_files_count_and_what_tools_made_does_not() {
    let folder = folder();
    let root = folder.path();
    for path in [
        ".dockerignore",
        ".github/workflows/ci.yml",
        ".opswright/design.json",
        ".opswright/base/Dockerfile",
        "src/.opswright-7-0.tmp",
        ".git/config",
        "vendor/.git",
        "Cargo.toml",
        "target/debug/shop",
        "src/main.rs",
        "src/target/mod.rs",
        "java/pom.xml",
        "java/target/a.jar",
        "tagged/target/CACHEDIR.TAG",
        "node_modules/left-pad/index.js",
        "apps/web/node_modules/x.js",
        ".venv/bin/python",
        "py/__pycache__/a.pyc",
    ] {
        put(root, path, "x");
    }
    let tree = walked(root);
    let expected = [
        ".dockerignore",
        ".github/workflows/ci.yml",
        ".opswright/design.json",
        "Cargo.toml",
        "java/pom.xml",
        "src/main.rs",
        "src/target/mod.rs",
    ];
    assert_eq!(paths(&tree), expected);
    assert_eq!(unreadable(&tree), Vec::<String>::new());
    assert_eq!(walked(root), tree, "walking again gives the same");
}

#[test]
fn what_git_ignores_is_left_out_with_and_without_a_repository() {
    let folder = folder();
    let root = folder.path();
    put(root, ".gitignore", "*.log\n/dist/\n!keep.log\n");
    put(root, "a.log", "");
    put(root, "keep.log", "");
    put(root, "dist/app.js", "");
    put(root, "app/.gitignore", "local\n");
    put(root, "app/local", "");
    put(root, "app/dist/kept.js", "");
    let expected = [
        ".gitignore",
        "app/.gitignore",
        "app/dist/kept.js",
        "keep.log",
    ];
    assert_eq!(paths(&walked(root)), expected);
    if git_is_here() {
        git(root, &["init", "-q"]);
        put(root, ".git/info/exclude", "app\n");
        assert_eq!(paths(&walked(root)), [".gitignore", "keep.log"]);
        fs::remove_file(root.join(".git/info/exclude")).expect("removes");
        let inner = walked(&root.join("app"));
        assert_eq!(
            paths(&inner),
            [".gitignore", "dist/kept.js"],
            "the rules above a sub-folder count"
        );
    }
}

#[test]
fn rules_above_a_folder_without_repository_do_not_count() {
    let folder = folder();
    put(folder.path(), ".gitignore", "*\n");
    put(folder.path(), "project/a.rs", "");
    assert_eq!(paths(&walked(&folder.path().join("project"))), ["a.rs"]);
}

#[test]
fn sizes_and_modes_are_told() {
    let folder = folder();
    put(folder.path(), "run.sh", "12345");
    put(folder.path(), "text", "");
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(folder.path().join("run.sh"), mode).expect("sets the mode");
    let tree = walked(folder.path());
    assert_eq!(tree.entries["run.sh"].size, 5);
    assert!(tree.entries["run.sh"].executable);
    assert!(!tree.entries["text"].executable);
}

#[test]
fn links_are_followed_to_files_inside_only() {
    let folder = folder();
    let root = folder.path().join("root");
    put(&root, "real.txt", "abc");
    put(&root, "inner/file", "x");
    put(folder.path(), "secret", "outside");
    link("real.txt", &root.join("linked.txt"));
    link("../secret", &root.join("escape"));
    link("/etc", &root.join("system"));
    link("inner", &root.join("alias"));
    link("..", &root.join("inner/loop"));
    link("self", &root.join("self"));
    link("nowhere", &root.join("dangling"));
    let tree = walked(&root);
    assert_eq!(paths(&tree), ["inner/file", "linked.txt", "real.txt"]);
    assert_eq!(tree.entries["linked.txt"].size, 3);
    assert_eq!(
        unreadable(&tree),
        [
            "dangling: no such file or folder",
            "escape: symbolic link leaves the root",
            "inner/loop: symbolic link loop",
            "self: symbolic link loop",
            "system: symbolic link leaves the root",
        ]
    );
}

#[test]
fn what_is_neither_file_nor_folder_is_told_and_never_opened() {
    let folder = folder();
    let socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket"));
    let tree = walked(folder.path());
    drop(socket);
    assert_eq!(unreadable(&tree), ["socket: neither a file nor a folder"]);
}

#[test]
fn names_that_are_not_utf_8_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    fs::write(folder.path().join(name), "x").expect("writes");
    put(folder.path(), "ok", "");
    let tree = walked(folder.path());
    assert_eq!(paths(&tree), ["ok"]);
    assert_eq!(unreadable(&tree), ["caf\u{fffd}: its name is not UTF-8"]);
}

#[test]
fn an_unreadable_folder_is_told_and_the_rest_is_found() {
    if !permissions_bind() {
        return;
    }
    let folder = folder();
    put(folder.path(), "closed/a", "");
    put(folder.path(), "open/b", "");
    let closed = folder.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("sets the mode");
    let tree = walked(folder.path());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("sets the mode");
    assert_eq!(paths(&tree), ["open/b"]);
    assert_eq!(unreadable(&tree), ["closed: permission denied"]);
}

#[test]
fn a_root_that_is_no_folder_is_an_error() {
    let folder = folder();
    put(folder.path(), "file", "");
    assert!(walk(&folder.path().join("nowhere")).is_err());
    assert!(walk(&folder.path().join("file")).is_err());
}
