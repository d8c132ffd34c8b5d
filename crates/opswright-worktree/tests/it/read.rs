//! What is read, and what is not.

use std::fs::File;

use opswright_worktree::read;

use crate::support::{folder, link, put};

#[test]
fn files_are_read_and_the_others_are_told() {
    let folder = folder();
    let root = folder.path().join("root");
    put(&root, "a/b.txt", "text");
    put(folder.path(), "secret", "outside");
    std::fs::write(root.join("latin"), b"caf\xe9").expect("writes");
    link("a/b.txt", &root.join("linked"));
    link("../secret", &root.join("escape"));
    link("loop", &root.join("loop"));
    let wanted = [
        "a/b.txt",
        "latin",
        "linked",
        "escape",
        "loop",
        "a",
        "gone",
        "../secret",
        "/etc/passwd",
        "",
        "a/../latin",
    ];
    let (files, unread) = read(&root, &wanted);
    assert_eq!(
        files.get("a/b.txt").map(|file| file.text.as_str()),
        Some("text")
    );
    assert_eq!(
        files.get("linked").map(|file| file.text.as_str()),
        Some("text")
    );
    let latin = files.get("latin").expect("it is read");
    assert!(latin.lossy);
    assert_eq!(latin.text, "caf\u{fffd}");
    assert_eq!(files.len(), 3);
    let told: Vec<String> = unread
        .iter()
        .map(|place| format!("{}: {}", place.path, place.reason))
        .collect();
    assert_eq!(
        told,
        [
            "escape: symbolic link leaves the root",
            "loop: symbolic link loop",
            "a: not a file",
            "gone: no such file or folder",
            "../secret: not a path below the root",
            "/etc/passwd: not a path below the root",
            ": not a path below the root",
            "a/../latin: not a path below the root",
        ]
    );
}

#[test]
fn large_files_are_never_read() {
    let folder = folder();
    let sparse = |name: &str, size: u64| {
        let file = File::create(folder.path().join(name)).expect("makes the file");
        file.set_len(size).expect("sets the length");
    };
    sparse("huge", 100 * 1024 * 1024);
    sparse("most", 1024 * 1024);
    sparse("more", 1024 * 1024 + 1);
    let (files, unread) = read(folder.path(), &["huge", "most", "more"]);
    assert_eq!(files.len(), 1);
    assert!(files.contains("most"));
    assert_eq!(unread[0].reason, "larger than 1 MiB (104857600 bytes)");
    assert_eq!(unread[1].reason, "larger than 1 MiB (1048577 bytes)");
}

#[test]
fn files_without_a_true_size_are_cut_off() {
    // The system says 0 bytes for this file, and more come.
    let root = std::path::Path::new("/proc/self");
    if root.join("maps").exists() {
        let (files, unread) = read(root, &["status"]);
        assert_eq!((files.len(), unread.len()), (1, 0));
    }
}
