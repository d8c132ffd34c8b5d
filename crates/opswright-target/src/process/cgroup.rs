//! Control groups (version 2) where the machine allows them: every process of an instance in one, bounded and ended
//! as one.
//!
//! They are never required: without one, the process tree under the shim says what belongs to an instance.

use std::path::{Path, PathBuf};

use super::spec::Limits;

/// The control group of one instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cgroup {
    path: PathBuf,
}

impl Cgroup {
    /// Makes the group `name` below the one this process is in. The error is a sentence for a person.
    pub(crate) fn create(name: &str) -> Result<Self, String> {
        let parent = own_group().ok_or("there is no cgroup v2 here")?;
        let path = parent.join(name);
        if let Err(error) = std::fs::create_dir(&path)
            && error.kind() != std::io::ErrorKind::AlreadyExists
        {
            return Err(format!("{}: {error}", path.display()));
        }
        Ok(Self { path })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Moves the calling process into the group.
    pub(crate) fn enter(path: &Path) -> std::io::Result<()> {
        std::fs::write(path.join("cgroup.procs"), "0")
    }

    /// Sets those bounds that the machine can hold, and says which it cannot.
    pub(crate) fn limit(&self, limits: &Limits) -> Vec<String> {
        if limits.memory_bytes.is_some()
            || limits.processes.is_some()
            || limits.cpu_percent.is_some()
        {
            self.enable_controllers();
        }
        let bounds = [
            (
                "memory limit",
                "memory.max",
                limits.memory_bytes.map(|bytes| bytes.to_string()),
            ),
            (
                "process limit",
                "pids.max",
                limits.processes.map(|count| count.to_string()),
            ),
            (
                "processor limit",
                "cpu.max",
                limits
                    .cpu_percent
                    .map(|percent| format!("{} 100000", u64::from(percent) * 1000)),
            ),
        ];
        bounds
            .into_iter()
            .filter_map(|(what, file, value)| {
                let error = std::fs::write(self.path.join(file), value?).err()?;
                Some(format!("the {what} is not held on this machine: {error}"))
            })
            .collect()
    }

    /// Ends every process of the group at once. False where the kernel cannot.
    pub(crate) fn kill(&self) -> bool {
        std::fs::write(self.path.join("cgroup.kill"), "1").is_ok()
    }

    /// Removes the group; it must be empty. What cannot be removed stays without harm.
    pub(crate) fn remove(&self) {
        let _ = std::fs::remove_dir(&self.path);
    }

    /// Asks for the controllers in the group above. That fails where processes live in it, which is no harm: then the
    /// bounds are reported as not held.
    fn enable_controllers(&self) {
        if let Some(parent) = self.path.parent() {
            let control = parent.join("cgroup.subtree_control");
            for controller in ["+memory", "+pids", "+cpu"] {
                let _ = std::fs::write(&control, controller);
            }
        }
    }
}

/// The directory of the cgroup v2 that this process is in.
fn own_group() -> Option<PathBuf> {
    let membership = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    group_directory(&membership, &mounts).filter(|directory| directory.is_dir())
}

/// Finds the directory from the contents of `/proc/self/cgroup` and `/proc/self/mountinfo`.
fn group_directory(membership: &str, mounts: &str) -> Option<PathBuf> {
    let group = membership
        .lines()
        .find_map(|line| line.strip_prefix("0::"))?;
    mounts.lines().find_map(|line| {
        let (place, kind) = line.split_once(" - ")?;
        if !kind.starts_with("cgroup2 ") {
            return None;
        }
        let mut fields = place.split(' ').skip(3);
        let (root, mount) = (fields.next()?, fields.next()?);
        let inside = group.strip_prefix(root.trim_end_matches('/'))?;
        Some(Path::new(mount).join(inside.trim_start_matches('/')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn group_directories() {
        let check = |membership: &str, mounts: &str, expected: Option<&str>| {
            assert_eq!(
                group_directory(membership, mounts),
                expected.map(PathBuf::from)
            );
        };
        let unified = "30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw\n";
        check("0::/\n", unified, Some("/sys/fs/cgroup/"));
        check(
            "0::/user.slice/a.scope\n",
            unified,
            Some("/sys/fs/cgroup/user.slice/a.scope"),
        );
        let hybrid = "31 30 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n\
                      40 30 0:36 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";
        check(
            "4:memory:/x\n0::/y\n",
            hybrid,
            Some("/sys/fs/cgroup/unified/y"),
        );
        check("4:memory:/x\n", hybrid, None);
        check("0::/y\n", "31 30 0:27 / /sys rw - sysfs sysfs rw\n", None);
        let inside = "30 24 0:26 /pod /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
        check("0::/pod/web\n", inside, Some("/sys/fs/cgroup/web"));
        check("0::/other\n", inside, None);
    }
}
