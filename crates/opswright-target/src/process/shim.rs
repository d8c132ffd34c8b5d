//! The shim: one per instance, single-threaded; owns the log pipe, the exit status and the control socket.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{
    Pid, PidfdFlags, Signal, WaitOptions, kill_process_group, pidfd_open, set_child_subreaper,
    setsid,
};

use super::cgroup::Cgroup;
use super::directory::InstanceDirectory;
use super::error::{ErrorKind, TargetError};
use super::identity::Identity;
use super::log::Log;
use super::outcome::Exit;
use super::settings::Cgroups;
use super::spec::{Limits, StopSignal};
use super::wire::{
    self, Command as Asked, ExitRecord, Handover, InstanceRecord, Reply, Request, ShimSpec, Status,
};
use super::{proc, secret::Redactor};

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
        Ok(mut shim) => {
            let started = Handover::Started {
                identity: shim.main.clone(),
                shim: shim
                    .record
                    .shim
                    .clone()
                    .unwrap_or_else(|| shim.main.clone()),
                notes: Vec::new(),
            };
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

/// Makes a control group where bounds are asked for and the machine allows it; what it cannot hold is noted.
fn bound(spec: &mut ShimSpec) -> Option<Cgroup> {
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

/// Starts the launcher, tells it what to become, and waits until it has become that.
fn launch(spec: &mut ShimSpec, directory: &InstanceDirectory) -> Result<Started, TargetError> {
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
    ours.write_all(&wire::line(&spec.launch))
        .map_err(|error| io("tell the launcher in", &error))?;
    // The launcher closes its end by becoming the command; else it says why it could not.
    match wire::read_line::<TargetError>(&mut ours) {
        Ok(None) => Ok(Started {
            child,
            output: File::from(OwnedFd::from(read)),
        }),
        Ok(Some(failure)) => {
            let _ = child.wait();
            Err(failure)
        }
        Err(error) => Err(io("hear the launcher in", &error)),
    }
}

/// What there is to do.
struct Ready {
    asked: bool,
    ended: bool,
    output: bool,
}

/// A stop that is under way.
struct Stopping {
    began: Instant,
    grace: Duration,
    killed: bool,
    waiting: Vec<UnixStream>,
}

struct Shim {
    directory: InstanceDirectory,
    record: InstanceRecord,
    main: Identity,
    child: Child,
    cgroup: Option<Cgroup>,
    handle: OwnedFd,
    output: File,
    control: UnixListener,
    log: Log,
    redactor: Redactor,
    epoch: u64,
    stop_signal: StopSignal,
    began: Instant,
    exit: Option<Exit>,
    stopping: Option<Stopping>,
    leftovers: usize,
}

/// The command of an instance, started, and the pipe that its output comes from.
struct Started {
    child: Child,
    output: File,
}

impl Shim {
    fn start(mut spec: ShimSpec) -> Result<Self, TargetError> {
        let directory = InstanceDirectory::at(spec.directory.clone());
        let io =
            |what: &str, error: &std::io::Error| TargetError::io(what, directory.path(), error);
        let log = Log::open(&spec.log, &spec.logs)
            .map_err(|error| TargetError::io("open", &spec.log, &error))?;
        let cgroup = bound(&mut spec);
        let started = launch(&mut spec, &directory)?;
        let pid = i32::try_from(started.child.id()).unwrap_or_default();
        let handle = Pid::from_raw(pid)
            .ok_or(rustix::io::Errno::SRCH)
            .and_then(|pid| pidfd_open(pid, PidfdFlags::NONBLOCK))
            .map_err(|error| io("watch the process of", &error.into()))?;
        let main = Identity::of(pid).unwrap_or_else(|| Identity {
            pid,
            start_ticks: 0,
            boot_id: proc::boot_id(),
        });
        let mut record = spec.record;
        record.shim = Identity::of(spec.launch.shim_pid);
        record.main = Some(main.clone());
        record.cgroup = cgroup.as_ref().map(|cgroup| cgroup.path().to_owned());
        let epoch = directory.epoch().unwrap_or_default().max(spec.epoch);
        let control = directory
            .write_epoch(epoch)
            .and_then(|()| UnixListener::bind(directory.control()))
            .and_then(|control| directory.write_instance(&record).map(|()| control))
            .map_err(|error| io("make the records in", &error))?;
        Ok(Self {
            log,
            redactor: Redactor::new(spec.secrets.iter().map(String::as_str)),
            output: started.output,
            child: started.child,
            cgroup,
            directory,
            record,
            main,
            handle,
            control,
            epoch,
            stop_signal: spec.stop_signal,
            began: Instant::now(),
            exit: None,
            stopping: None,
            leftovers: 0,
        })
    }

    /// Until nothing of the instance is left.
    fn serve(&mut self) {
        let mut output_open = true;
        loop {
            let ready = self.wait(output_open);
            if ready.output {
                output_open = self.read_output();
            }
            if ready.ended {
                self.collect();
            }
            if ready.asked {
                self.accept();
            }
            self.reap();
            if self.advance() {
                return;
            }
        }
    }

    /// Sleeps until something happens; while it ends, it looks around every 20 ms.
    fn wait(&self, output_open: bool) -> Ready {
        let milliseconds = if self.stopping.is_some() || self.exit.is_some() {
            20
        } else {
            1000
        };
        let limit = Timespec {
            tv_sec: milliseconds / 1000,
            tv_nsec: (milliseconds % 1000) * 1_000_000,
        };
        let on = |wanted| {
            if wanted {
                PollFlags::IN
            } else {
                PollFlags::empty()
            }
        };
        let mut descriptors = [
            PollFd::new(&self.control, PollFlags::IN),
            PollFd::new(&self.handle, on(self.exit.is_none())),
            PollFd::new(&self.output, on(output_open)),
        ];
        let _ = poll(&mut descriptors, Some(&limit));
        let [control, handle, output] =
            descriptors.map(|descriptor| !descriptor.revents().is_empty());
        Ready {
            asked: control,
            ended: handle && self.exit.is_none(),
            output: output && output_open,
        }
    }

    fn read_output(&mut self) -> bool {
        let mut buffer = [0_u8; 16 * 1024];
        match self.output.read(&mut buffer) {
            Ok(0) => false,
            Ok(count) => {
                self.log.write(buffer.get(..count).unwrap_or(&[]));
                true
            }
            Err(_) => true,
        }
    }

    fn collect(&mut self) {
        if let Ok(Some(status)) = self.child.try_wait() {
            self.exit = Some(match status.code() {
                Some(code) => Exit::Code(code),
                None => Exit::Signal(status.signal().unwrap_or_default()),
            });
            // Whatever it left behind ends with it.
            self.leftovers = Self::others().len();
            if self.stopping.is_none() {
                self.stopping = Some(Stopping {
                    began: Instant::now(),
                    grace: Duration::ZERO,
                    killed: false,
                    waiting: Vec::new(),
                });
            }
        }
    }

    /// Collects grandchildren that came to us.
    fn reap(&self) {
        if self.exit.is_some() {
            while matches!(rustix::process::wait(WaitOptions::NOHANG), Ok(Some(_))) {}
        }
    }

    /// Processes under this shim, the main one among them.
    fn others() -> Vec<i32> {
        proc::descendants(rustix::process::getpid().as_raw_nonzero().get())
            .into_keys()
            .collect()
    }

    /// Ends everything that is left, at once.
    fn kill_all(&self) {
        if self.cgroup.as_ref().is_some_and(Cgroup::kill) {
            return;
        }
        for pid in Self::others() {
            if let Some(identity) = Identity::of(pid) {
                identity.signal(Signal::KILL);
            }
        }
    }

    /// Moves a stop on; true when nothing is left.
    fn advance(&mut self) -> bool {
        let Some(stopping) = &self.stopping else {
            return false;
        };
        let over = stopping.began.elapsed() >= stopping.grace;
        if self.exit.is_none() || !Self::others().is_empty() {
            if over {
                self.kill_all();
                self.stopping
                    .iter_mut()
                    .for_each(|stopping| stopping.killed = true);
            }
            return false;
        }
        while self.drain() {}
        if let Some(cgroup) = &self.cgroup {
            cgroup.remove();
        }
        let record = self.exit_record();
        let _ = self.directory.write_exit(&record);
        if let Some(stopping) = self.stopping.take() {
            for mut stream in stopping.waiting {
                let _ =
                    stream.write_all(&wire::line(&Reply::Stopped(Box::new(self.exit_record()))));
            }
        }
        true
    }

    fn drain(&mut self) -> bool {
        let mut fds = [PollFd::new(&self.output, PollFlags::IN)];
        let none = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        let ready = poll(&mut fds, Some(&none)).unwrap_or(0) > 0;
        ready && self.read_output()
    }

    fn exit_record(&self) -> ExitRecord {
        let stopping = self.stopping.as_ref();
        ExitRecord {
            version: wire::VERSION,
            exit: self.exit.unwrap_or(Exit::Code(0)),
            asked: stopping.is_some_and(|stopping| !stopping.waiting.is_empty()),
            killed: stopping.is_some_and(|stopping| stopping.killed),
            leftovers: self.leftovers,
            ran_ms: u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX),
            last_lines: self.last_lines(),
            lost_lines: self.log.lost(),
        }
    }

    fn last_lines(&self) -> Vec<String> {
        self.log
            .last()
            .iter()
            .map(|line| self.redactor.redact(line))
            .collect()
    }

    fn accept(&mut self) {
        let Ok((mut stream, _)) = self.control.accept() else {
            return;
        };
        let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
        let Ok(Some(request)) = wire::read_line::<Request>(&mut stream) else {
            return;
        };
        if request.epoch < self.epoch {
            let _ = stream.write_all(&wire::line(&Reply::Refused { epoch: self.epoch }));
            return;
        }
        if request.epoch > self.epoch {
            self.epoch = request.epoch;
            let _ = self.directory.write_epoch(self.epoch);
        }
        match request.command {
            Asked::Status => {
                let status = Status {
                    exit: self.exit,
                    last_lines: self.last_lines(),
                    lost_lines: self.log.lost(),
                };
                let _ = stream.write_all(&wire::line(&Reply::Status(Box::new(status))));
            }
            Asked::Stop { grace_ms } => self.stop(stream, Duration::from_millis(grace_ms)),
            Asked::Signal { signal } => {
                self.main.signal(number(signal));
                let _ = stream.write_all(&wire::line(&Reply::Signalled));
            }
        }
    }

    fn stop(&mut self, stream: UnixStream, grace: Duration) {
        if let Some(stopping) = &mut self.stopping {
            stopping.grace = stopping.grace.min(grace);
            stopping.waiting.push(stream);
            return;
        }
        self.ask_to_end();
        self.stopping = Some(Stopping {
            began: Instant::now(),
            grace,
            killed: false,
            waiting: vec![stream],
        });
    }

    /// The stop signal to the whole group that the launcher has opened: a shell or a package manager between us and the
    /// server does not pass it on.
    fn ask_to_end(&self) {
        let signal = number(self.stop_signal);
        let group = Pid::from_raw(self.main.pid).filter(|_| self.exit.is_none());
        if group.is_none_or(|group| kill_process_group(group, signal).is_err()) {
            self.main.signal(signal);
        }
    }
}

fn number(signal: StopSignal) -> Signal {
    match signal {
        StopSignal::Term => Signal::TERM,
        StopSignal::Int => Signal::INT,
        StopSignal::Quit => Signal::QUIT,
        StopSignal::Hup => Signal::HUP,
    }
}
