//! Processes, by what they run and by their id.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use rustix::process::{Pid, Signal, kill_process};

/// Ids of the processes whose program or working folder is below `folder`.
pub(crate) fn below(folder: &Path) -> anyhow::Result<Vec<i32>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").context("failed to list the processes")? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(id) = name.and_then(|name| name.parse().ok()) else {
            continue;
        };
        // Processes of others cannot be read, and are none of ours.
        let own = ["exe", "cwd"].iter().any(|link| {
            let target = fs::read_link(path.join(link));
            target.is_ok_and(|target| target.starts_with(folder))
        });
        if own {
            found.push(id);
        }
    }
    Ok(found)
}

/// `kill -9`. Whether there was such a process.
pub(crate) fn kill(id: i32) -> anyhow::Result<bool> {
    let id = Pid::from_raw(id).context("0 is not a process id")?;
    match kill_process(id, Signal::KILL) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::SRCH) => Ok(false),
        Err(error) => Err(error).context("failed to kill a process"),
    }
}
