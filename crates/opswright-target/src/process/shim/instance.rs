//! One instance as its shim sees it: what was asked of it, how it ends, and when nothing of it is left.

use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::super::cgroup::Cgroup;
use super::super::directory::InstanceDirectory;
use super::super::identity::Identity;
use super::super::outcome::Exit;
use super::super::spec::StopSignal;
use super::super::wire::{self, Command, ExitRecord, Reply, Request, Status};
use super::control::Answer;
use super::fence::Fence;
use super::log::LogWriter;
use super::tree;

/// An instance that has been started.
pub(crate) struct Instance {
    pub(crate) directory: InstanceDirectory,
    pub(crate) main: Identity,
    pub(crate) cgroup: Option<Cgroup>,
    pub(crate) log: LogWriter,
    pub(crate) fence: Fence,
    pub(crate) stop_signal: StopSignal,
    pub(crate) began: Instant,
    /// How the main process ended, once it has.
    pub(crate) exit: Option<Exit>,
    pub(crate) ending: Option<Ending>,
    /// Processes that still ran when the main process had ended.
    pub(crate) leftovers: usize,
}

/// An end that is under way.
pub(crate) struct Ending {
    began: Instant,
    grace: Duration,
    /// Whether the main process ran when it was asked to end.
    asked: bool,
    killed: bool,
}

impl Instance {
    /// Obeys a request, unless a later lease is in charge.
    pub(crate) fn answer(&mut self, request: &Request) -> Answer {
        if let Err(epoch) = self.fence.admit(request.epoch, &self.directory) {
            return Answer::Now(Reply::Refused { epoch });
        }
        match request.command {
            Command::Status => Answer::Now(Reply::Status(Box::new(Status {
                exit: self.exit,
                last_lines: self.log.last_lines(),
                lost_lines: self.log.lost_lines(),
            }))),
            Command::Signal { signal } => {
                self.main.signal(number(signal));
                Answer::Now(Reply::Signalled)
            }
            Command::Stop { grace_ms } => {
                self.stop(Duration::from_millis(grace_ms));
                Answer::WhenStopped
            }
        }
    }

    /// Asks the main process to end. A second request can shorten the grace, never lengthen it.
    pub(crate) fn stop(&mut self, grace: Duration) {
        if let Some(ending) = &mut self.ending {
            ending.grace = ending
                .grace
                .min(ending.began.elapsed().saturating_add(grace));
            return;
        }
        self.ending = Some(Ending {
            began: Instant::now(),
            grace,
            asked: self.ask_to_end(),
            killed: false,
        });
    }

    /// The stop signal to the whole group that the launcher has opened: a shell or a package manager between us and the
    /// server does not pass it on. Whether the main process still ran.
    fn ask_to_end(&self) -> bool {
        let ran = self.main.is_alive();
        let signal = number(self.stop_signal);
        // As long as the main process is not collected, nobody else gets its number.
        let group = Pid::from_raw(self.main.pid).filter(|_| self.exit.is_none());
        if group.is_none_or(|group| kill_process_group(group, signal).is_err()) {
            self.main.signal(signal);
        }
        ran
    }

    /// Collects what has ended and ends what has outlived its grace; true when nothing is left.
    pub(crate) fn advance(&mut self) -> bool {
        let reaped = tree::reap(self.main.pid);
        if let Some(exit) = reaped.main {
            self.exit = Some(exit);
            self.leftovers = tree::count();
            // Whatever it left behind ends with it, at once if nobody gave it time.
            self.ending.get_or_insert_with(|| Ending {
                began: Instant::now(),
                grace: Duration::ZERO,
                asked: false,
                killed: false,
            });
        }
        if self.exit.is_some() && !reaped.any_left {
            return true;
        }
        if let Some(ending) = &mut self.ending
            && ending.began.elapsed() >= ending.grace
        {
            ending.killed = true;
            tree::kill_all(self.cgroup.as_ref());
        }
        false
    }

    /// Ends everything of it, the main process included, because its records could not be made.
    pub(crate) fn abandon(&mut self) {
        self.stop(Duration::ZERO);
        while !self.advance() {
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Writes down how it ended.
    pub(crate) fn finish(&self) -> ExitRecord {
        if let Some(cgroup) = &self.cgroup {
            cgroup.remove();
        }
        let ending = self.ending.as_ref();
        let record = ExitRecord {
            version: wire::VERSION,
            exit: self.exit.unwrap_or(Exit::Code(0)),
            asked: ending.is_some_and(|ending| ending.asked),
            killed: ending.is_some_and(|ending| ending.killed),
            leftovers: self.leftovers,
            ran_ms: u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX),
            last_lines: self.log.last_lines(),
            lost_lines: self.log.lost_lines(),
        };
        // Whoever waits for the end is told all the same.
        let _ = self.directory.write_exit(&record);
        record
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
