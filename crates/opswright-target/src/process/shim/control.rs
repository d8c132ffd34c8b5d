//! The control socket of a shim: requests come in, each connection carries one.

use std::io::{ErrorKind, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::wire::{self, Reply, Request};

/// Connections at one time; further ones wait in the backlog.
const MOST_CONNECTIONS: usize = 16;
/// The time in which a request must have come.
const REQUEST_TIME: Duration = Duration::from_secs(5);
/// The longest request.
const LONGEST_REQUEST: usize = 4096;
/// The longest socket path that the system takes, its final zero byte included.
const LONGEST_PATH: usize = 108;

/// The control socket and its open connections.
pub(crate) struct Control {
    path: PathBuf,
    listener: UnixListener,
    connections: Vec<Connection>,
}

struct Connection {
    stream: UnixStream,
    since: Instant,
    received: Vec<u8>,
    /// Whether it waits for the instance to have stopped.
    waits: bool,
}

/// What became of a connection that had something to say.
enum Progress {
    /// More is to come.
    Partial,
    /// The request is complete.
    Complete(Request),
    /// It makes no sense.
    Broken(String),
    /// The peer has gone.
    Closed,
}

/// What a request leads to.
pub(crate) enum Answer {
    /// This, at once.
    Now(Reply),
    /// The exit record, when the instance has stopped.
    WhenStopped,
}

impl Control {
    /// Binds the socket.
    pub(crate) fn bind(path: &Path) -> std::io::Result<Self> {
        if path.as_os_str().len() >= LONGEST_PATH {
            let reason = "the path is too long for a socket: choose a shorter runtime directory";
            return Err(std::io::Error::new(ErrorKind::InvalidInput, reason));
        }
        let listener = UnixListener::bind(path)?;
        listener.set_nonblocking(true)?;
        Ok(Self {
            path: path.to_owned(),
            listener,
            connections: Vec::new(),
        })
    }

    /// What to wait on: the open connections, then the listener if another connection may come.
    pub(crate) fn descriptors(&self) -> Vec<BorrowedFd<'_>> {
        let listener = (self.connections.len() < MOST_CONNECTIONS).then(|| self.listener.as_fd());
        self.connections
            .iter()
            .map(|connection| connection.stream.as_fd())
            .chain(listener)
            .collect()
    }

    /// When the oldest unfinished request must have come.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.connections
            .iter()
            .filter(|connection| !connection.waits)
            .map(|connection| connection.since + REQUEST_TIME)
            .min()
    }

    /// Accepts connections, reads requests, has each answered.
    pub(crate) fn serve(&mut self, mut answer: impl FnMut(Request) -> Answer) {
        self.accept();
        let mut kept = Vec::new();
        for mut connection in self.connections.drain(..) {
            match connection.receive() {
                Progress::Partial
                    if connection.waits || connection.since.elapsed() < REQUEST_TIME =>
                {
                    kept.push(connection);
                }
                Progress::Partial | Progress::Closed => {}
                Progress::Broken(reason) => connection.send(&Reply::Failed { reason }),
                Progress::Complete(request) => match answer(request) {
                    Answer::Now(reply) => connection.send(&reply),
                    Answer::WhenStopped => {
                        connection.waits = true;
                        kept.push(connection);
                    }
                },
            }
        }
        self.connections = kept;
    }

    /// Answers those who wait for the instance to have stopped.
    pub(crate) fn answer_waiting(&mut self, reply: &Reply) {
        for mut connection in self.connections.drain(..) {
            if connection.waits {
                connection.send(reply);
            }
        }
    }

    /// Closes the socket; nobody can connect any more.
    pub(crate) fn close(self) {
        // A path that is left behind refuses connections just as well.
        let _ = std::fs::remove_file(&self.path);
    }

    fn accept(&mut self) {
        while self.connections.len() < MOST_CONNECTIONS {
            let Ok((stream, _)) = self.listener.accept() else {
                return;
            };
            if is_own_user(&stream) && stream.set_nonblocking(true).is_ok() {
                self.connections.push(Connection {
                    stream,
                    since: Instant::now(),
                    received: Vec::new(),
                    waits: false,
                });
            }
        }
    }
}

impl Connection {
    fn receive(&mut self) -> Progress {
        let mut chunk = [0_u8; 1024];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return Progress::Closed,
                Ok(count) => self.received.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Progress::Partial,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return Progress::Closed,
            }
            if self.waits || self.received.len() > LONGEST_REQUEST {
                return Progress::Broken("the request is too long".to_owned());
            }
            if self.received.ends_with(b"\n") {
                return match wire::parse::<Request>(&self.received) {
                    Ok(request) if request.version == wire::VERSION => Progress::Complete(request),
                    Ok(request) => Progress::Broken(format!(
                        "this shim speaks version {}, not {}",
                        wire::VERSION,
                        request.version
                    )),
                    Err(error) => Progress::Broken(error.to_string()),
                };
            }
        }
    }

    /// A peer that is gone, or too slow for a few kilobytes, goes without its answer.
    fn send(&mut self, reply: &Reply) {
        let _ = self.stream.write_all(&wire::line(reply));
    }
}

/// Whether the peer is the user of this shim, or root.
fn is_own_user(stream: &UnixStream) -> bool {
    let own = rustix::process::geteuid();
    rustix::net::sockopt::socket_peercred(stream)
        .is_ok_and(|peer| peer.uid == own || peer.uid.is_root())
}
