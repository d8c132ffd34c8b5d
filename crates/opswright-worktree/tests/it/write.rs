//! Files are replaced whole or not at all.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use opswright_worktree::{WriteError, write_atomic};

use crate::support::{folder, link, permissions_bind, put};

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there")
}

/// Names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is readable")
        .map(|entry| {
            entry
                .expect("it is listed")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_and_replaced_with_its_mode() {
    let folder = folder();
    let root = folder.path();
    write_atomic(root, ".github/workflows/ci.yml", b"one").expect("writes");
    let place = root.join(".github/workflows/ci.yml");
    assert_eq!(text(&place), "one");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o750)).expect("sets the mode");
    write_atomic(root, ".github/workflows/ci.yml", b"two").expect("writes");
    assert_eq!(text(&place), "two");
    let mode = fs::metadata(&place)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o750);
    assert_eq!(names(place.parent().expect("a folder")), ["ci.yml"]);
}

#[test]
fn what_a_killed_process_left_is_no_hindrance() {
    let folder = folder();
    for number in 0..200 {
        put(
            folder.path(),
            &format!(".opswright-{}-{number}.tmp", std::process::id()),
            "rest",
        );
    }
    write_atomic(folder.path(), "file", b"new").expect("writes");
    assert_eq!(text(&folder.path().join("file")), "new");
}

#[test]
fn nothing_is_written_outside_the_root() {
    let folder = folder();
    let root = folder.path().join("root");
    let outside = folder.path().join("outside");
    put(&root, "inside/file", "kept");
    put(&outside, "file", "kept");
    link("../outside", &root.join("folder"));
    link("../outside/file", &root.join("file"));
    link("../outside/new", &root.join("new"));
    link("nowhere", &root.join("dangling"));
    link("loop", &root.join("loop"));
    for path in [
        "folder/file",
        "folder/deep/er/file",
        "file",
        "new",
        "dangling",
        "loop",
        "loop/file",
        "../outside/file",
        "/etc/opswright-test",
        "",
        "inside/../../outside/file",
    ] {
        let error = write_atomic(&root, path, b"changed").expect_err(path);
        assert!(
            matches!(error, WriteError::OutsideRoot { .. }),
            "{path}: {error}"
        );
    }
    assert_eq!(text(&outside.join("file")), "kept");
    assert_eq!(names(&outside), ["file"]);
}

#[test]
fn a_link_to_a_file_inside_stays_a_link() {
    let folder = folder();
    let root = folder.path();
    put(root, "deploy/compose.yaml", "old");
    link("deploy/compose.yaml", &root.join("compose.yaml"));
    write_atomic(root, "compose.yaml", b"new").expect("writes");
    assert_eq!(text(&root.join("deploy/compose.yaml")), "new");
    let data = fs::symlink_metadata(root.join("compose.yaml")).expect("it is there");
    assert!(data.is_symlink());
    link("deploy", &root.join("alias"));
    write_atomic(root, "alias/compose.yaml", b"newer").expect("writes");
    assert_eq!(text(&root.join("deploy/compose.yaml")), "newer");
}

#[test]
fn a_folder_is_not_replaced() {
    let folder = folder();
    put(folder.path(), "Dockerfile/file", "");
    let error = write_atomic(folder.path(), "Dockerfile", b"x").expect_err("a folder is there");
    assert_eq!(
        error.to_string(),
        "write Dockerfile: something that is not a file is there"
    );
    let error = write_atomic(folder.path(), "Dockerfile/file/more", b"x").expect_err("no folder");
    assert!(
        error
            .to_string()
            .starts_with("write Dockerfile/file/more: "),
        "{error}"
    );
}

#[test]
fn a_closed_folder_is_an_error_with_its_path() {
    if !permissions_bind() {
        return;
    }
    let folder = folder();
    put(folder.path(), "closed/file", "old");
    let closed = folder.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).expect("sets the mode");
    let error = write_atomic(folder.path(), "closed/file", b"new").expect_err("it is closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("sets the mode");
    assert_eq!(error.to_string(), "write closed/file: permission denied");
    assert_eq!(text(&closed.join("file")), "old");
}

/// A small file system of its own, taken away at the end.
struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// 64 KiB; none, with one line that says why, where this user may not mount.
    #[expect(clippy::print_stdout, reason = "a skipped test says so")]
    fn mount() -> Option<Self> {
        let folder = folder();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            println!("skipped: this user may not mount a small file system");
        }
        mounted.then_some(Self { folder })
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).output();
    }
}

#[test]
fn a_full_disk_leaves_the_old_file_and_no_rest() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let root = disk.folder.path();
    write_atomic(root, "state/design.json", b"old").expect("it fits");
    let large = vec![b'x'; 1024 * 1024];
    let error = write_atomic(root, "state/design.json", &large).expect_err("it does not fit");
    assert_eq!(
        error.to_string(),
        "write state/design.json: the disk is full"
    );
    assert_eq!(text(&root.join("state/design.json")), "old");
    assert_eq!(names(&root.join("state")), ["design.json"]);
    write_atomic(root, "state/design.json", b"new").expect("it fits again");
    assert_eq!(text(&root.join("state/design.json")), "new");
}
