//! The launcher's beginning: the shim starts it, tells it what to become, and waits until it has become that.

use std::fs::File;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};

use super::super::cgroup::Cgroup;
use super::super::directory::InstanceDirectory;
use super::super::error::{ErrorKind, TargetError};
use super::super::settings::Cgroups;
use super::super::spec::Limits;
use super::super::wire::{self, ShimSpec};

/// The command of an instance, started, and the pipe that its output comes from.
pub(crate) struct Started {
    pub(crate) pid: i32,
    pub(crate) output: File,
}

/// Starts the command of an instance, or says why it could not be; then nothing of it is left.
pub(crate) fn launch(
    spec: &mut ShimSpec,
    directory: &InstanceDirectory,
) -> Result<Started, TargetError> {
    let io = |what: &str, error: &std::io::Error| TargetError::io(what, directory.path(), error);
    let (mut ours, theirs) = UnixStream::pair().map_err(|error| io("make a socket in", &error))?;
    let (read, write) = std::io::pipe().map_err(|error| io("make a pipe in", &error))?;
    let errors = write
        .try_clone()
        .map_err(|error| io("make a pipe in", &error))?;
    spec.launch.shim_pid = rustix::process::getpid().as_raw_nonzero().get();
    let nothing = || {
        TargetError::new(
            ErrorKind::Invalid,
            "start the launcher: no command",
            "report this",
        )
    };
    let (program, arguments) = spec.launch_command.split_first().ok_or_else(nothing)?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::from(OwnedFd::from(theirs)))
        .stdout(write)
        .stderr(errors)
        .spawn()
        .map_err(|error| io("start the launcher for", &error))?;
    let heard = ours
        .write_all(&wire::line(&spec.launch))
        .and_then(|()| wire::read_line::<TargetError>(&mut ours));
    // The launcher closes its end by becoming the command; else it says why it could not.
    let failure = match heard {
        Ok(None) => {
            return Ok(Started {
                pid: i32::try_from(child.id()).unwrap_or_default(),
                output: File::from(OwnedFd::from(read)),
            });
        }
        Ok(Some(failure)) => failure,
        Err(error) => io("talk to the launcher in", &error),
    };
    let _ = child.kill();
    let _ = child.wait();
    Err(failure)
}

/// Makes a control group where bounds are asked for and the machine allows it; what it cannot hold is noted.
pub(crate) fn bound(spec: &mut ShimSpec) -> Option<Cgroup> {
    if spec.cgroups == Cgroups::Off || spec.launch.limits == Limits::default() {
        return None;
    }
    match Cgroup::create(&format!("opswright-{}", spec.record.instance)) {
        Ok(cgroup) => {
            spec.record.notes.extend(cgroup.limit(&spec.launch.limits));
            spec.launch.cgroup = Some(cgroup.path().to_owned());
            Some(cgroup)
        }
        Err(reason) => {
            spec.record
                .notes
                .push(format!("no bounds are held: {reason}"));
            None
        }
    }
}
