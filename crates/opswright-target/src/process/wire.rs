//! The messages between target, shim and launcher: one line of JSON each, with a version where they are stored.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::TargetError;
use super::identity::Identity;
use super::outcome::Exit;
use super::settings::{Cgroups, LogLimits};
use super::spec::{Limits, StopSignal};

/// The version of every stored record and of the control protocol.
pub(crate) const VERSION: u32 = 1;

/// The longest line that is accepted from a peer: a specification with all of its variables.
const LONGEST_LINE: usize = 4 * 1024 * 1024;

/// What a shim is told. It holds secrets: it has no `Debug`, and goes through a socket only.
#[derive(Serialize, Deserialize)]
pub(crate) struct ShimSpec {
    /// Where the instance's records lie.
    pub(crate) directory: PathBuf,
    /// What it is; the shim adds the processes.
    pub(crate) record: InstanceRecord,
    /// The epoch of the lease under which it is started.
    pub(crate) epoch: u64,
    pub(crate) launch_command: Vec<String>,
    pub(crate) launch: LaunchSpec,
    pub(crate) log: PathBuf,
    pub(crate) logs: LogLimits,
    pub(crate) stop_signal: StopSignal,
    /// The grace in milliseconds when the shim itself is asked to end.
    pub(crate) grace_ms: u64,
    pub(crate) cgroups: Cgroups,
    /// Values to remove from the last lines that become evidence.
    pub(crate) secrets: Vec<String>,
}

/// What a launcher is told.
#[derive(Serialize, Deserialize)]
pub(crate) struct LaunchSpec {
    pub(crate) arguments: Vec<String>,
    pub(crate) directory: PathBuf,
    /// All variables, inherited ones and markers included.
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) limits: Limits,
    /// The shim that must still be the parent once the death signal is set.
    pub(crate) shim_pid: i32,
    /// The control group to enter.
    pub(crate) cgroup: Option<PathBuf>,
}

/// What a shim answers to its starter.
#[derive(Serialize, Deserialize)]
pub(crate) enum Handover {
    /// The command has been executed.
    Started {
        identity: Identity,
        shim: Identity,
        notes: Vec<String>,
    },
    /// It has not; nothing is left of the attempt.
    Failed(TargetError),
}

/// `instance.json`: what an instance is and which processes carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InstanceRecord {
    pub(crate) version: u32,
    pub(crate) project: String,
    pub(crate) instance: String,
    pub(crate) release: String,
    pub(crate) workload: String,
    pub(crate) port: u16,
    pub(crate) log: PathBuf,
    /// None while the shim has not started.
    pub(crate) shim: Option<Identity>,
    /// The main process, none while it has not been started.
    pub(crate) main: Option<Identity>,
    pub(crate) cgroup: Option<PathBuf>,
    pub(crate) notes: Vec<String>,
}

/// `exit.json`: how an instance ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ExitRecord {
    pub(crate) version: u32,
    pub(crate) exit: Exit,
    /// Whether the main process ended because it was asked to.
    pub(crate) asked: bool,
    /// Whether SIGKILL was needed.
    pub(crate) killed: bool,
    /// Processes that still ran when the main process had ended.
    pub(crate) leftovers: usize,
    pub(crate) ran_ms: u64,
    /// The last lines of output, free of secrets.
    pub(crate) last_lines: Vec<String>,
    /// Lines of output that could not be written.
    pub(crate) lost_lines: u64,
}

/// A command on the control socket.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) version: u32,
    /// The epoch of the lease under which the command is given.
    pub(crate) epoch: u64,
    pub(crate) command: Command,
}

/// What a shim can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Command {
    /// How it stands.
    Status,
    /// End the instance; answered when nothing of it is left.
    Stop { grace_ms: u64 },
    /// Send a signal to the main process.
    Signal { signal: StopSignal },
}

/// What a shim answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reply {
    Status(Box<Status>),
    Stopped(Box<ExitRecord>),
    Signalled,
    /// A higher epoch has been seen: this one.
    Refused {
        epoch: u64,
    },
    /// The request could not be understood.
    Failed {
        reason: String,
    },
}

/// How an instance stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Status {
    /// How the main process ended, once it has.
    pub(crate) exit: Option<Exit>,
    /// The last lines of output, free of secrets.
    pub(crate) last_lines: Vec<String>,
    /// Lines of output that could not be written.
    pub(crate) lost_lines: u64,
}

/// The message as one line.
pub(crate) fn line<T: Serialize>(message: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(message).expect("own messages have string keys only");
    bytes.push(b'\n');
    bytes
}

/// Reads one message, blocking. None when the peer closed before it said anything.
pub(crate) fn read_line<T: DeserializeOwned>(stream: &mut impl Read) -> std::io::Result<Option<T>> {
    let mut bytes = Vec::new();
    let mut chunk = [0_u8; 4096];
    while !bytes.ends_with(b"\n") {
        let count = match stream.read(&mut chunk) {
            Ok(0) if bytes.is_empty() => return Ok(None),
            Ok(0) => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        bytes.extend_from_slice(&chunk[..count]);
        if bytes.len() > LONGEST_LINE {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
    }
    parse(&bytes).map(Some)
}

/// Reads a message from the bytes of its line. The error never quotes them: they may hold secrets.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> std::io::Result<T> {
    serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("a message is broken at byte {}", error.column());
        std::io::Error::new(std::io::ErrorKind::InvalidData, place)
    })
}

/// Standard input as the socket it is for a shim and a launcher. The copy is closed when a program is executed.
pub(crate) fn standard_input() -> std::io::Result<std::os::unix::net::UnixStream> {
    use std::os::fd::AsFd;
    Ok(std::io::stdin().as_fd().try_clone_to_owned()?.into())
}
