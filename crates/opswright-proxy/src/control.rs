//! The control socket: who may talk, and one reply a command.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Notify;

use crate::address::ControlAddress;
use crate::desk::Desk;
use crate::exposition;
use crate::line::LineStream;
use crate::service::Service;
use crate::wire::{Command, Drained, Refusal, Reply};

/// The control socket's side of the proxy.
#[derive(Debug, Clone)]
pub(crate) struct Control {
    desk: Arc<Mutex<Desk>>,
    address: Arc<ControlAddress>,
    /// Told when the proxy has been retired and the process may end.
    retired: Arc<Notify>,
    /// Commands that are carried out and whose replies are not sent yet.
    unanswered: Arc<AtomicUsize>,
}

/// Longest wait of a process that ends for its last replies to be sent.
const LAST_REPLIES: Duration = Duration::from_secs(1);

impl Control {
    pub(crate) fn new(desk: Desk, address: ControlAddress) -> Self {
        Self {
            desk: Arc::new(Mutex::new(desk)),
            address: Arc::new(address),
            retired: Arc::new(Notify::new()),
            unanswered: Arc::new(AtomicUsize::new(0)),
        }
    }

    /// Answers commands until the proxy has been retired by one of them.
    pub(crate) async fn serve(&self, listener: &UnixListener) {
        loop {
            tokio::select! {
                () = self.retired.notified() => return,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) if is_own_user(&stream) => {
                        drop(tokio::spawn(self.clone().converse(LineStream::new(stream))));
                    }
                    Ok(_) => {}
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                },
            }
        }
    }

    /// Stops accepting and drains, because the process was told to end.
    pub(crate) async fn retire(&self, limit: Duration) {
        let proxy = {
            let mut desk = self.desk();
            desk.close();
            Arc::clone(&desk.proxy)
        };
        self.address.leave();
        proxy.drain(limit).await;
    }

    /// Waits until whoever gave a command has its reply: a drain that ends the process ends a swap as well.
    pub(crate) async fn answered(&self) {
        let all = async {
            while self.unanswered.load(Ordering::Relaxed) > 0 {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        // A peer that does not read has no right to keep the process.
        let _ = tokio::time::timeout(LAST_REPLIES, all).await;
    }

    /// Removes the socket and ends the workers; their connections are closed.
    pub(crate) fn end(&self) {
        self.address.remove();
        self.desk().end();
    }

    async fn converse(self, mut lines: LineStream) {
        // A connection that breaks has nobody left to tell.
        while let Ok(Some((line, descriptors))) = lines.receive().await {
            self.unanswered.fetch_add(1, Ordering::Relaxed);
            let (reply, attached) = match serde_json::from_slice(&line) {
                Ok(command) => self.execute(command, descriptors).await,
                Err(error) => {
                    let reason = error.to_string();
                    (Reply::Refused(Refusal::Unreadable { reason }), Vec::new())
                }
            };
            let retired = matches!(reply, Reply::Retired(_));
            let attached: Vec<BorrowedFd<'_>> = attached.iter().map(AsFd::as_fd).collect();
            let sent = match serde_json::to_vec(&reply) {
                Ok(text) => lines.send(text, &attached).await,
                Err(error) => Err(error.into()),
            };
            self.unanswered.fetch_sub(1, Ordering::Relaxed);
            if retired {
                self.retired.notify_one();
            }
            if sent.is_err() {
                return;
            }
        }
    }

    async fn execute(&self, command: Command, descriptors: Vec<OwnedFd>) -> (Reply, Vec<OwnedFd>) {
        let reply = match command {
            Command::Listeners => {
                let (listeners, copies) = self.desk().listeners();
                return (Reply::Listeners { listeners }, copies);
            }
            Command::Listen { epoch, service } => {
                let listening = self.desk().listen(epoch, &service, descriptors);
                listening.map(|address| Reply::Listening { address })
            }
            Command::Swap(swap) => {
                let swapped = self.desk().swap(&swap);
                match swapped {
                    Ok(service) => drain(&service, swap.drain_limit_ms).await,
                    Err(refusal) => Err(refusal),
                }
            }
            Command::Remove { epoch, service } => {
                let removed = self.desk().remove(epoch, &service);
                match removed {
                    // What is in flight goes on, and is not waited for.
                    Ok(Some(service)) => drain(&service, 0).await,
                    Ok(None) => Ok(Reply::Swapped(NOTHING_LEFT)),
                    Err(refusal) => Err(refusal),
                }
            }
            Command::Routes => Ok(Reply::Routes(self.desk().routes())),
            Command::Stats => Ok(Reply::Stats(self.desk().stats())),
            Command::Metrics => Ok(Reply::Metrics {
                text: exposition::render(&self.desk().stats()),
            }),
            Command::Retire {
                epoch,
                drain_limit_ms,
            } => self.retire_for(epoch, drain_limit_ms).await,
            Command::Ping => Ok(Reply::Pong(self.desk().ping())),
        };
        (reply.unwrap_or_else(Reply::Refused), Vec::new())
    }

    async fn retire_for(&self, epoch: u64, drain_limit_ms: u64) -> Result<Reply, Refusal> {
        let proxy = {
            let mut desk = self.desk();
            desk.retire(epoch)?;
            Arc::clone(&desk.proxy)
        };
        self.address.leave();
        let drained = proxy.drain(Duration::from_millis(drain_limit_ms)).await;
        Ok(Reply::Retired(drained))
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const NOTHING_LEFT: Drained = Drained {
    drained: true,
    left: 0,
    took_ms: 0,
};

async fn drain(service: &Service, limit_ms: u64) -> Result<Reply, Refusal> {
    match service.drain(Duration::from_millis(limit_ms)).await {
        Some(drained) => Ok(Reply::Swapped(drained)),
        None => Err(Refusal::Superseded {
            service: service.name.clone(),
        }),
    }
}

/// Whether the process at the other end belongs to the user who runs the proxy.
fn is_own_user(stream: &UnixStream) -> bool {
    let own = rustix::process::geteuid().as_raw();
    stream.peer_cred().is_ok_and(|peer| peer.uid() == own)
}
