//! The typed client of the control socket.

use std::net::{SocketAddr, TcpListener};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::net::UnixStream;
use tokio::time::{Instant, sleep};

use crate::line::LineStream;
use crate::wire::{Command, Drained, ListenerName, Pong, Refusal, Reply, Routes, Stats, Swap};

/// Why a command to the proxy failed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Nobody answers on the control socket.
    #[error("connect to the proxy at {path}: {source}")]
    Connect {
        /// Path of the control socket.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The connection broke; whether the command was carried out is unknown.
    #[error("talk to the proxy: {source}")]
    Exchange {
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The proxy answered something that does not belong to the command.
    #[error("understand the proxy: {reason}")]
    Reply {
        /// What came instead.
        reason: String,
    },
    /// The proxy did not carry the command out; nothing has changed.
    #[error("command the proxy: {0}")]
    Refused(Refusal),
}

/// A listening socket that the proxy gave back.
#[derive(Debug)]
pub struct ListenerCopy {
    /// Service that it serves.
    pub service: String,
    /// Its local address.
    pub address: SocketAddr,
    /// A duplicate of the socket, in non-blocking mode.
    pub socket: TcpListener,
}

/// A connection to the control socket. One command at a time: connect again for what must go on beside a long swap.
#[derive(Debug)]
pub struct ProxyClient {
    lines: LineStream,
}

impl ProxyClient {
    /// Connects once.
    pub async fn connect(path: &Path) -> Result<Self, ClientError> {
        let stream = UnixStream::connect(path)
            .await
            .map_err(|source| ClientError::Connect {
                path: path.to_path_buf(),
                source,
            })?;
        Ok(Self {
            lines: LineStream::new(stream),
        })
    }

    /// Connects to a proxy that is being started: tries until `limit` has passed.
    pub async fn connect_within(path: &Path, limit: Duration) -> Result<Self, ClientError> {
        let deadline = Instant::now() + limit;
        loop {
            match Self::connect(path).await {
                Err(_) if Instant::now() < deadline => sleep(Duration::from_millis(10)).await,
                result => return result,
            }
        }
    }

    /// Hands a duplicate of `listener` over to serve `service`; the caller keeps its own. Repeating it changes nothing.
    pub async fn listen(
        &mut self,
        epoch: u64,
        service: &str,
        listener: BorrowedFd<'_>,
    ) -> Result<SocketAddr, ClientError> {
        let command = Command::Listen {
            epoch,
            service: service.to_owned(),
        };
        match self.exchange(&command, &[listener]).await? {
            (Reply::Listening { address }, _) => Ok(address),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Asks for duplicates of all listening sockets.
    pub async fn listeners(&mut self) -> Result<Vec<ListenerCopy>, ClientError> {
        match self.exchange(&Command::Listeners, &[]).await? {
            (Reply::Listeners { listeners }, sockets) if listeners.len() == sockets.len() => {
                Ok(listeners
                    .into_iter()
                    .zip(sockets)
                    .map(|(ListenerName { service, address }, socket)| ListenerCopy {
                        service,
                        address,
                        socket: TcpListener::from(socket),
                    })
                    .collect())
            }
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Replaces a table, and returns when every departed target has drained or the limit has passed. The new table is in
    /// force long before the return; calling it off does not take it back.
    pub async fn swap(&mut self, swap: &Swap) -> Result<Drained, ClientError> {
        match self.exchange(&Command::Swap(swap.clone()), &[]).await? {
            (Reply::Swapped(drained), _) => Ok(drained),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Closes the listeners of a service and forgets its table. A service that is not there is already removed.
    pub async fn remove(&mut self, epoch: u64, service: &str) -> Result<Drained, ClientError> {
        let command = Command::Remove {
            epoch,
            service: service.to_owned(),
        };
        match self.exchange(&command, &[]).await? {
            (Reply::Swapped(drained), _) => Ok(drained),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// The tables in force.
    pub async fn routes(&mut self) -> Result<Routes, ClientError> {
        match self.exchange(&Command::Routes, &[]).await? {
            (Reply::Routes(routes), _) => Ok(routes),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// The counters since the proxy started.
    pub async fn stats(&mut self) -> Result<Stats, ClientError> {
        match self.exchange(&Command::Stats, &[]).await? {
            (Reply::Stats(stats), _) => Ok(stats),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// The counters in Prometheus' text format.
    pub async fn metrics(&mut self) -> Result<String, ClientError> {
        match self.exchange(&Command::Metrics, &[]).await? {
            (Reply::Metrics { text }, _) => Ok(text),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Makes the proxy stop accepting, drain and exit; returns just before it exits.
    pub async fn retire(
        &mut self,
        epoch: u64,
        drain_limit: Duration,
    ) -> Result<Drained, ClientError> {
        let command = Command::Retire {
            epoch,
            drain_limit_ms: u64::try_from(drain_limit.as_millis()).unwrap_or(u64::MAX),
        };
        match self.exchange(&command, &[]).await? {
            (Reply::Retired(drained), _) => Ok(drained),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// Asks whether the proxy lives, and in what state.
    pub async fn ping(&mut self) -> Result<Pong, ClientError> {
        match self.exchange(&Command::Ping, &[]).await? {
            (Reply::Pong(pong), _) => Ok(pong),
            (other, _) => Err(unexpected(&other)),
        }
    }

    async fn exchange(
        &mut self,
        command: &Command,
        attached: &[BorrowedFd<'_>],
    ) -> Result<(Reply, Vec<OwnedFd>), ClientError> {
        let text = serde_json::to_vec(command).map_err(|error| ClientError::Reply {
            reason: error.to_string(),
        })?;
        self.lines
            .send(text, attached)
            .await
            .map_err(|source| ClientError::Exchange { source })?;
        let received = self
            .lines
            .receive()
            .await
            .map_err(|source| ClientError::Exchange { source })?;
        let (line, descriptors) = received.ok_or_else(|| ClientError::Exchange {
            source: std::io::ErrorKind::UnexpectedEof.into(),
        })?;
        match serde_json::from_slice(&line) {
            Ok(Reply::Refused(refusal)) => Err(ClientError::Refused(refusal)),
            Ok(reply) => Ok((reply, descriptors)),
            Err(error) => Err(ClientError::Reply {
                reason: error.to_string(),
            }),
        }
    }
}

impl AsFd for ListenerCopy {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

fn unexpected(reply: &Reply) -> ClientError {
    ClientError::Reply {
        reason: format!("{reply:?} does not answer the command"),
    }
}
