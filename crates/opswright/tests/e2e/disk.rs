//! A small disk, seen only by the processes that are started on it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A disk in memory; it ends with this value and the processes on it.
pub(crate) struct SmallDisk {
    /// Keeps the mount until its standard input closes.
    holder: Child,
}

impl SmallDisk {
    /// Mounts one over `folder`; nothing, with a line that says why, where that is not allowed.
    #[expect(clippy::print_stdout, reason = "a skipped test says so")]
    pub(crate) fn mount(folder: &Path, mebibytes: u32) -> Option<Self> {
        let script = format!(
            "mount -t tmpfs -o size={mebibytes}m,mode=700 tmpfs '{}' && echo mounted && exec cat",
            folder.display()
        );
        let holder = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut holder = match holder {
            Ok(holder) => holder,
            Err(error) => {
                println!("skipped: `unshare` does not start: {error}");
                return None;
            }
        };
        let mut line = String::new();
        let said = BufReader::new(holder.stdout.take()?).read_line(&mut line);
        if said.is_err() || line != "mounted\n" {
            let output = holder.wait_with_output().ok()?;
            let why = String::from_utf8_lossy(&output.stderr).into_owned();
            println!("skipped: no disk can be mounted here: {}", why.trim());
            return None;
        }
        Some(Self { holder })
    }

    /// A command on the disk that runs in `directory`.
    pub(crate) fn command(&self, program: &str, directory: &Path) -> Command {
        let mut command = Command::new("nsenter");
        command
            .args(["--user", "--mount", "--preserve-credentials", "--target"])
            .arg(self.holder.id().to_string())
            // Whoever enters is at the root first, wherever it came from.
            .args(["--", "sh", "-c", "cd \"$0\" && exec \"$@\""])
            .arg(directory)
            .arg(program);
        command
    }

    /// A path on the disk, as it is seen from elsewhere.
    pub(crate) fn seen(&self, path: &Path) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.holder.id()));
        root.join(path.strip_prefix("/").unwrap())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(self.holder.stdin.take());
        let _ = self.holder.wait();
    }
}
