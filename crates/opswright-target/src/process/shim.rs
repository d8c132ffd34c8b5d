//! The shim: one per instance, single-threaded; owns the log pipe, the exit status and the control socket.

mod control;
mod fence;
mod instance;
mod last_lines;
mod launcher;
mod log;
mod tree;

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open, set_child_subreaper, setsid};

use super::directory::InstanceDirectory;
use super::error::TargetError;
use super::identity::Identity;
use super::proc;
use super::secret::Redactor;
use super::wire::{self, Handover, InstanceRecord, Reply, ShimSpec};
use control::Control;
use fence::Fence;
use instance::Instance;
use launcher::{bound, launch};
use log::LogWriter;

/// The longest sleep while nothing happens.
const LOOK_AROUND: Duration = Duration::from_secs(1);
/// The longest sleep while the instance ends: descendants other than the main process end without a sign.
const LOOK_AROUND_ENDING: Duration = Duration::from_millis(20);
/// Output is read in pieces of this many bytes.
const PIECE: usize = 16 * 1024;
/// Pieces that are read when nothing of the instance is left: more than a pipe holds. Without a bound, somebody else who
/// got hold of the pipe could keep the shim from its end.
const LAST_PIECES: usize = 128;

/// Runs the shim of one instance to its end. The specification comes through standard input, a socket, so that it
/// lies in no file and in no argument.
///
/// Must be called on the main thread before any other thread or async runtime exists.
pub fn run() -> ExitCode {
    let Ok(mut starter) = wire::standard_input() else {
        return ExitCode::FAILURE;
    };
    let Ok(Some(spec)) = wire::read_line::<ShimSpec>(&mut starter) else {
        return ExitCode::FAILURE;
    };
    let _ = setsid();
    let _ = set_child_subreaper(Some(rustix::process::getpid()));
    match Shim::start(spec) {
        Ok((shim, started)) => {
            let _ = starter.write_all(&wire::line(&started));
            drop(starter);
            shim.serve();
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = starter.write_all(&wire::line(&Handover::Failed(error)));
            ExitCode::FAILURE
        }
    }
}

struct Shim {
    instance: Instance,
    control: Control,
    /// Tells when the main process ends.
    handle: OwnedFd,
    /// None once nobody can write to it any more.
    output: Option<File>,
    /// A byte comes when the shim itself is asked to end: the machine goes down.
    end: UnixStream,
    /// What the instance gets then.
    grace: Duration,
}

impl Shim {
    /// What may fail without the command is done before the command is started.
    fn start(mut spec: ShimSpec) -> Result<(Self, Handover), TargetError> {
        let directory = InstanceDirectory::at(spec.directory.clone());
        let path = directory.path().to_owned();
        let io = |what: &str, error: &std::io::Error| TargetError::io(what, &path, error);
        let redactor = Redactor::new(spec.secrets.iter().map(String::as_str));
        let log = LogWriter::open(&spec.log, spec.logs.clone(), redactor)
            .map_err(|error| TargetError::io("open", &spec.log, &error))?;
        let end = asked_to_end().map_err(|error| io("watch for signals in", &error))?;
        let epoch = directory.epoch().unwrap_or_default().max(spec.epoch);
        let control = directory
            .write_epoch(epoch)
            .and_then(|()| Control::bind(&directory.control()))
            .map_err(|error| io("make the control socket in", &error))?;
        let cgroup = bound(&mut spec);
        let started = launch(&mut spec, &directory)?;
        let main = Identity::of(started.pid).unwrap_or_else(|| Identity {
            pid: started.pid,
            start_ticks: 0,
            boot_id: proc::boot_id(),
        });
        let mut instance = Instance {
            directory,
            main: main.clone(),
            cgroup,
            log,
            fence: Fence::new(epoch),
            stop_signal: spec.stop_signal,
            began: Instant::now(),
            exit: None,
            ending: None,
            leftovers: 0,
        };
        let record = InstanceRecord {
            shim: Identity::of(spec.launch.shim_pid),
            main: Some(main.clone()),
            cgroup: spec.launch.cgroup,
            ..spec.record
        };
        let watched = watch(main.pid).and_then(|handle| {
            let written = instance.directory.write_instance(&record);
            written.map(|()| handle)
        });
        let handle = watched.map_err(|error| {
            instance.abandon();
            io("make the records in", &error)
        })?;
        let handover = Handover::Started {
            shim: record.shim.unwrap_or_else(|| main.clone()),
            identity: main,
            notes: record.notes,
        };
        let shim = Self {
            instance,
            control,
            handle,
            output: Some(started.output),
            end,
            grace: Duration::from_millis(spec.grace_ms),
        };
        Ok((shim, handover))
    }

    /// Until nothing of the instance is left.
    fn serve(mut self) {
        loop {
            if self.wait() {
                self.read_output();
            }
            self.heed_signals();
            let Self {
                instance, control, ..
            } = &mut self;
            control.serve(|request| instance.answer(&request));
            if instance.advance() {
                break;
            }
        }
        for _ in 0..LAST_PIECES {
            if !self.has_output() {
                break;
            }
            self.read_output();
        }
        let record = self.instance.finish();
        self.control
            .answer_waiting(&Reply::Stopped(Box::new(record)));
        self.control.close();
    }

    /// Sleeps until something happens; whether there is output to read. What has come to its end is not waited on: it
    /// would wake the shim without end.
    fn wait(&self) -> bool {
        let deadline = self.control.deadline();
        let mut sleep = if self.instance.ending.is_some() {
            LOOK_AROUND_ENDING
        } else {
            LOOK_AROUND
        };
        if let Some(deadline) = deadline {
            sleep = sleep.min(deadline.saturating_duration_since(Instant::now()));
        }
        let mut descriptors: Vec<PollFd<'_>> = self
            .control
            .descriptors()
            .into_iter()
            .map(|descriptor| PollFd::from_borrowed_fd(descriptor, PollFlags::IN))
            .collect();
        descriptors.push(PollFd::from_borrowed_fd(self.end.as_fd(), PollFlags::IN));
        if self.instance.exit.is_none() {
            descriptors.push(PollFd::new(&self.handle, PollFlags::IN));
        }
        let output = descriptors.len();
        descriptors.extend(
            self.output
                .as_ref()
                .map(|output| PollFd::new(output, PollFlags::IN)),
        );
        let _ = poll(&mut descriptors, Timespec::try_from(sleep).ok().as_ref());
        descriptors
            .get(output)
            .is_some_and(|output| !output.revents().is_empty())
    }

    fn heed_signals(&mut self) {
        let mut bytes = [0_u8; 16];
        if self.end.read(&mut bytes).is_ok_and(|count| count > 0) {
            self.instance.stop(self.grace);
        }
    }

    fn has_output(&self) -> bool {
        self.output.as_ref().is_some_and(|output| {
            let mut descriptors = [PollFd::new(output, PollFlags::IN)];
            poll(&mut descriptors, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
        })
    }

    fn read_output(&mut self) {
        let Some(output) = &mut self.output else {
            return;
        };
        let mut buffer = [0_u8; PIECE];
        match output.read(&mut buffer) {
            Ok(0) => self.output = None,
            Ok(count) => self
                .instance
                .log
                .write(buffer.get(..count).unwrap_or_default()),
            // Interrupted: the next round reads.
            Err(_) => {}
        }
    }
}

/// SIGTERM as a byte to read; without it the kernel would end the shim, and the instance with it, without any grace.
fn asked_to_end() -> std::io::Result<UnixStream> {
    let (ours, theirs) = UnixStream::pair()?;
    ours.set_nonblocking(true)?;
    signal_hook::low_level::pipe::register(signal_hook::consts::SIGTERM, theirs)?;
    Ok(ours)
}

fn watch(pid: i32) -> std::io::Result<OwnedFd> {
    let pid = Pid::from_raw(pid).ok_or(rustix::io::Errno::SRCH)?;
    Ok(pidfd_open(pid, PidfdFlags::NONBLOCK)?)
}
