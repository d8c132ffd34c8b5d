//! Keeps the proxy process alive and holds the listening sockets, so that nothing is refused while it is restarted.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use opswright_proxy::wire::{Drained, Pong, Routes, Stats, Swap, Table};
use opswright_proxy::{ClientError, ProxyClient};
use rustix::event::{PollFd, PollFlags};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use tokio::process::Command;

use crate::failure::{Exit, Failure};
use crate::layout::Layout;

/// Longest wait for a proxy that is being started or restarted.
const START_LIMIT: Duration = Duration::from_secs(10);
/// How long requests in flight may go on when the proxy is retired.
const DRAIN_LIMIT: Duration = Duration::from_secs(5);
/// Longest wait for the end of a proxy that has drained.
const END_LIMIT: Duration = Duration::from_secs(5);

/// The proxy of one project.
#[derive(Debug)]
pub(crate) struct ProxyKeeper {
    layout: Layout,
    executable: PathBuf,
    epoch: u64,
    listeners: Mutex<BTreeMap<String, TcpListener>>,
    /// One start at a time; holds nothing.
    starting: tokio::sync::Mutex<()>,
}

impl ProxyKeeper {
    /// A keeper without listeners; takes those of a proxy that runs already.
    pub(crate) async fn adopt(layout: &Layout, executable: &std::path::Path, epoch: u64) -> Self {
        let keeper = Self {
            layout: layout.clone(),
            executable: executable.to_path_buf(),
            epoch,
            listeners: Mutex::new(BTreeMap::new()),
            starting: tokio::sync::Mutex::new(()),
        };
        if let Ok(mut client) = ProxyClient::connect(&layout.proxy_control()).await
            && let Ok(copies) = client.listeners().await
        {
            for copy in copies {
                keeper.remember(&copy.service, copy.socket);
            }
        }
        keeper
    }

    /// Makes `service` listen on `port` of the loopback; binds only when no listener is held yet.
    pub(crate) async fn listen(&self, service: &str, port: u16) -> Result<SocketAddr, Failure> {
        let held = self.address(service);
        if let Some(address) = held.filter(|address| address.port() != port) {
            return Err(Failure::new(
                Exit::Usage,
                format!(
                    "{service} is offered on port {} already, not on {port}",
                    address.port()
                ),
                "opswright down, then opswright up with --port",
            ));
        }
        if held.is_none() {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
                .map_err(|error| port_taken(service, port, &error))?;
            self.remember(service, listener);
        }
        self.ensure().await?;
        self.hand_over()
            .await
            .map_err(|error| unreachable(&error))?;
        self.address(service).ok_or_else(|| {
            Failure::new(
                Exit::Unreachable,
                format!("{service} has no listening socket"),
                "opswright up",
            )
        })
    }

    /// Address that `service` listens on.
    pub(crate) fn address(&self, service: &str) -> Option<SocketAddr> {
        let listeners = self.listeners.lock().ok()?;
        listeners
            .get(service)
            .and_then(|listener| listener.local_addr().ok())
    }

    /// Replaces the table of a service; returns when the departed targets have drained.
    pub(crate) async fn swap(
        &self,
        service: &str,
        table: Table,
        drain_limit_ms: u64,
    ) -> Result<Drained, Failure> {
        let swap = Swap {
            epoch: self.epoch,
            service: service.to_owned(),
            table,
            drain_limit_ms,
        };
        let mut last = None;
        // A proxy that dies in the middle comes back with the routes it saved; the same swap is then asked for again.
        for _ in 0..3 {
            self.ensure().await?;
            match self.connect().await {
                Ok(mut client) => match client.swap(&swap).await {
                    Ok(drained) => return Ok(drained),
                    Err(ClientError::Refused(refusal)) => {
                        let failure = Failure::new(
                            Exit::Unreachable,
                            "the proxy refused a swap",
                            "opswright status",
                        );
                        return Err(failure.because(refusal.to_string()));
                    }
                    Err(error) => last = Some(error),
                },
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(gave_up(last))
    }

    /// The tables in force, if the proxy answers.
    pub(crate) async fn routes(&self) -> Option<Routes> {
        self.connect().await.ok()?.routes().await.ok()
    }

    /// The tables in force; a proxy that has ended comes back with those that it saved.
    pub(crate) async fn saved_routes(&self) -> Result<Routes, Failure> {
        let mut last = None;
        for _ in 0..3 {
            self.ensure().await?;
            let answer = match self.connect().await {
                Ok(mut client) => client.routes().await,
                Err(error) => Err(error),
            };
            match answer {
                Ok(routes) => return Ok(routes),
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(gave_up(last))
    }

    /// The counters, if the proxy answers.
    pub(crate) async fn stats(&self) -> Option<Stats> {
        self.connect().await.ok()?.stats().await.ok()
    }

    /// Who the proxy is, if it answers.
    pub(crate) async fn ping(&self) -> Option<Pong> {
        self.connect().await.ok()?.ping().await.ok()
    }

    /// Ends the proxy, and returns when its process has ended; one that is not there is ended.
    pub(crate) async fn retire(&self) {
        // Whoever watches must find no listener when the proxy is gone, or it starts another one.
        let _one = self.starting.lock().await;
        if let Ok(mut listeners) = self.listeners.lock() {
            listeners.clear();
        }
        let pong = self.ping().await;
        if let Ok(mut client) = self.connect().await {
            let _ = client.retire(self.epoch, DRAIN_LIMIT).await;
        }
        if let Some(pong) = pong {
            let _ = tokio::time::timeout(END_LIMIT, wait_for_end(pong.pid)).await;
        }
    }

    /// Waits until the proxy that answers now has ended, and starts it again; for ever.
    pub(crate) async fn watch(self: Arc<Self>) {
        loop {
            if let Some(pong) = self.ping().await {
                wait_for_end(pong.pid).await;
            }
            if !self.revive().await {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }

    /// Starts the proxy again where there is something to offer. Whether it runs.
    async fn revive(&self) -> bool {
        let one = self.starting.lock().await;
        let wanted = self
            .listeners
            .lock()
            .is_ok_and(|listeners| !listeners.is_empty());
        wanted && self.ensure_alone(&one).await.is_ok()
    }

    /// Starts the proxy unless one answers, and hands it every listener.
    pub(crate) async fn ensure(&self) -> Result<(), Failure> {
        let one = self.starting.lock().await;
        self.ensure_alone(&one).await
    }

    async fn ensure_alone(&self, _one: &tokio::sync::MutexGuard<'_, ()>) -> Result<(), Failure> {
        if self.ping().await.is_some_and(|pong| !pong.retiring) {
            return Ok(());
        }
        self.start()?;
        let client = ProxyClient::connect_within(&self.layout.proxy_control(), START_LIMIT).await;
        client.map_err(|error| unreachable(&error))?;
        self.hand_over().await.map_err(|error| unreachable(&error))
    }

    fn start(&self) -> Result<(), Failure> {
        let failed = |error: std::io::Error| {
            Failure::new(
                Exit::Unreachable,
                "the proxy could not be started",
                "opswright doctor",
            )
            .because(error.to_string())
        };
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.layout.proxy_log())
            .map_err(failed)?;
        let mut child = Command::new(&self.executable)
            .arg("proxy")
            .arg("--control")
            .arg(self.layout.proxy_control())
            .arg("--state")
            .arg(self.layout.proxy_state())
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(log.try_clone().map_err(failed)?)
            .stderr(log)
            .kill_on_drop(false)
            .spawn()
            .map_err(failed)?;
        tokio::spawn(async move { child.wait().await });
        Ok(())
    }

    async fn hand_over(&self) -> Result<(), ClientError> {
        let copies: Vec<(String, TcpListener)> = self
            .listeners
            .lock()
            .map(|listeners| {
                listeners
                    .iter()
                    .filter_map(|(service, listener)| {
                        Some((service.clone(), listener.try_clone().ok()?))
                    })
                    .collect()
            })
            .unwrap_or_default();
        let mut client = self.connect().await?;
        for (service, listener) in copies {
            client
                .listen(self.epoch, &service, listener.as_fd())
                .await?;
        }
        Ok(())
    }

    async fn connect(&self) -> Result<ProxyClient, ClientError> {
        ProxyClient::connect(&self.layout.proxy_control()).await
    }

    fn remember(&self, service: &str, listener: TcpListener) {
        if let Ok(mut listeners) = self.listeners.lock() {
            listeners.insert(service.to_owned(), listener);
        }
    }
}

/// Waits until a process has ended, whoever its parent is: a thread sleeps on its descriptor, and ends with it.
async fn wait_for_end(pid: u32) {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    let Some(descriptor) = pid.and_then(|pid| pidfd_open(pid, PidfdFlags::empty()).ok()) else {
        return;
    };
    let (ended, wait) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = rustix::event::poll(&mut [PollFd::new(&descriptor, PollFlags::IN)], None);
        let _ = ended.send(());
    });
    let _ = wait.await;
}

fn port_taken(service: &str, port: u16, error: &std::io::Error) -> Failure {
    Failure::new(
        Exit::Usage,
        format!("port {port} cannot be offered for {service}"),
        "opswright up --port N, or end the process that has it",
    )
    .because(format!("bind 127.0.0.1:{port}: {error}"))
}

fn gave_up(last: Option<ClientError>) -> Failure {
    match last {
        Some(error) => unreachable(&error),
        None => Failure::new(
            Exit::Unreachable,
            "the proxy did not answer",
            "opswright status",
        ),
    }
}

fn unreachable(error: &ClientError) -> Failure {
    Failure::new(
        Exit::Unreachable,
        "the proxy did not do what it was asked",
        "opswright status",
    )
    .because(error.to_string())
}
