//! Temporary folders and repositories.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Writes `text` to `path` below `root`, folders included.
pub(crate) fn put(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a file has a folder")).expect("makes the folder");
    fs::write(place, text).expect("writes the file");
}

pub(crate) fn link(target: &str, place: &Path) {
    fs::create_dir_all(place.parent().expect("a link has a folder")).expect("makes the folder");
    std::os::unix::fs::symlink(target, place).expect("makes the link");
}

/// Runs git in `root`, with no configuration but its own.
pub(crate) fn git(root: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .current_dir(root)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", root)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "user.name=test", "-c", "user.email=test@example.com"])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("git starts");
    assert!(status.success(), "git {arguments:?}");
}

/// Whether git is here; says in one line that a test is skipped where it is not.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
pub(crate) fn git_is_here() -> bool {
    let here = Command::new("git").arg("--version").output().is_ok();
    if !here {
        println!("skipped: git is not on PATH");
    }
    here
}

/// Whether permissions bind this user; they do not bind root.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
pub(crate) fn permissions_bind() -> bool {
    let bind = !rustix::process::geteuid().is_root();
    if !bind {
        println!("skipped: permissions do not bind root");
    }
    bind
}
