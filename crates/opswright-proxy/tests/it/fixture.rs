//! A proxy process with its folder, and what the tests ask of it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use opswright_proxy::wire::{Drained, ReleaseRoute, ReleaseStats, Swap, Table, TargetRoute};
use opswright_proxy::{ClientError, Configuration, ProxyClient};
use tempfile::TempDir;

const CONTROL: &str = "OPSWRIGHT_TEST_PROXY_CONTROL";
const HEAD_TIME: &str = "OPSWRIGHT_TEST_PROXY_HEAD_TIME";

/// Service name used throughout.
pub(crate) const SHOP: &str = "shop";

/// Longest wait for anything that must happen.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// How long an impatient proxy waits for a head.
pub(crate) const IMPATIENCE: Duration = Duration::from_secs(1);

/// In a process that [`Proxy::spawn`] started: runs the proxy.
pub(crate) fn run_if_asked() {
    let Some(control) = std::env::var_os(CONTROL).map(PathBuf::from) else {
        return;
    };
    let state = control.with_file_name("state.json");
    let mut configuration = Configuration::new(control, state);
    configuration.threads = 2;
    let head_time = std::env::var(HEAD_TIME).expect("beside the control socket");
    configuration.limits.head_time = Duration::from_millis(head_time.parse().expect("a number"));
    configuration.limits.head_bytes = 16 * 1024;
    opswright_proxy::run(configuration).expect("the proxy ran");
}

/// Asks for a sign of life as another user; the reply, empty where the connection was closed without one.
///
/// The user is that of a thread of its own, since a program of another user could not be started from a folder that only
/// its owner may enter.
pub(crate) async fn knock_as(user: u32, control: PathBuf) -> String {
    let knock = move || {
        let user = rustix::process::Uid::from_raw(user);
        rustix::thread::set_thread_res_uid(user, user, user).expect("another user");
        let mut stream = std::os::unix::net::UnixStream::connect(control).expect("connected");
        // The proxy may have closed already.
        let _ = stream.write_all(b"{\"command\":\"ping\"}\n");
        let mut reply = String::new();
        let _ = BufReader::new(stream).read_line(&mut reply);
        reply
    };
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || sender.send(knock()));
    receiver.await.expect("the thread knocked")
}

/// A proxy process and the supervisor's side of it.
pub(crate) struct Proxy {
    pub(crate) folder: TempDir,
    pub(crate) listener: TcpListener,
    pub(crate) address: SocketAddr,
    head_time: Duration,
    process: Child,
}

impl Proxy {
    /// Starts a proxy that serves [`SHOP`] on a free port, without a table.
    pub(crate) async fn start() -> Self {
        Self::start_with(PATIENCE).await
    }

    /// The same with a proxy that waits for heads no longer than this.
    async fn start_with(head_time: Duration) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let process = spawn(&folder, head_time);
        let proxy = Self {
            address: listener.local_addr().expect("an address"),
            folder,
            listener,
            head_time,
            process,
        };
        proxy.listen(1).await;
        proxy
    }

    /// Starts a proxy and puts `releases` in force.
    pub(crate) async fn with(releases: &[(&str, u8, &[SocketAddr])]) -> Self {
        Self::start().await.serving(releases).await
    }

    /// The same with a proxy that waits for heads no longer than [`IMPATIENCE`].
    pub(crate) async fn impatient(releases: &[(&str, u8, &[SocketAddr])]) -> Self {
        Self::start_with(IMPATIENCE).await.serving(releases).await
    }

    async fn serving(self, releases: &[(&str, u8, &[SocketAddr])]) -> Self {
        let drained = self.swap(1, table(releases)).await.expect("swapped");
        assert!(drained.drained);
        self
    }

    /// Hands the listener over.
    pub(crate) async fn listen(&self, epoch: u64) {
        let address = self
            .control()
            .await
            .listen(epoch, SHOP, self.listener.as_fd())
            .await;
        assert_eq!(address.expect("listening"), self.address);
    }

    /// A connection to the control socket, also of a proxy that is just starting.
    pub(crate) async fn control(&self) -> ProxyClient {
        let path = self.folder.path().join("control");
        ProxyClient::connect_within(&path, PATIENCE)
            .await
            .expect("the proxy answers")
    }

    /// Swaps with a drain limit that is never reached.
    pub(crate) async fn swap(&self, epoch: u64, table: Table) -> Result<Drained, ClientError> {
        self.swap_within(epoch, table, PATIENCE).await
    }

    pub(crate) async fn swap_within(
        &self,
        epoch: u64,
        table: Table,
        limit: Duration,
    ) -> Result<Drained, ClientError> {
        let swap = Swap {
            epoch,
            service: SHOP.to_owned(),
            table,
            drain_limit_ms: u64::try_from(limit.as_millis()).expect("a short limit"),
        };
        self.control().await.swap(&swap).await
    }

    /// Counters of a release.
    pub(crate) async fn release(&self, release: &str) -> ReleaseStats {
        let stats = self.control().await.stats().await.expect("stats");
        let releases = stats
            .services
            .into_iter()
            .flat_map(|service| service.releases);
        releases
            .into_iter()
            .find(|one| one.release == release)
            .unwrap_or_default()
    }

    /// Waits until as many requests are in flight on a release.
    pub(crate) async fn in_flight(&self, release: &str, count: u64) {
        until("requests are in flight", async || {
            self.release(release).await.in_flight == count
        })
        .await;
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("waited");
    }

    /// Starts the process again after it has ended.
    pub(crate) fn respawn(&mut self) {
        self.process = spawn(&self.folder, self.head_time);
    }

    /// Sends SIGTERM and starts the next process as soon as the old one has left the path. Returns the old one.
    pub(crate) async fn replace(&mut self) -> Child {
        self.terminate();
        self.retiring().await;
        let next = spawn(&self.folder, self.head_time);
        std::mem::replace(&mut self.process, next)
    }

    /// Waits until the process has begun to retire.
    pub(crate) async fn retiring(&self) {
        let path = self.folder.path().join("control");
        until("the control path is free", async || !path.exists()).await;
    }

    /// Waits until the first release of the table in force is this one.
    pub(crate) async fn in_force(&self, release: &str) {
        let path = self.folder.path().join("control");
        in_force_at(&path, release).await;
    }

    /// SIGTERM.
    pub(crate) fn terminate(&self) {
        let id = i32::try_from(self.process.id()).expect("a process id");
        let id = rustix::process::Pid::from_raw(id).expect("a process id");
        rustix::process::kill_process(id, rustix::process::Signal::TERM).expect("signalled");
    }

    /// Waits for the process to end by itself; whether it said that all is well.
    pub(crate) async fn ended(&mut self) -> bool {
        let mut status = None;
        until("the proxy ends", async || {
            status = self.process.try_wait().expect("waited");
            status.is_some()
        })
        .await;
        status.is_some_and(|status| status.success())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits until the first release of the table in force is this one, at the proxy with this control socket.
pub(crate) async fn in_force_at(control: &Path, release: &str) {
    until("the swap is in force", async || {
        let mut client = ProxyClient::connect(control).await.expect("connected");
        let routes = client.routes().await.expect("routes");
        routes.services[SHOP].releases[0].release == release
    })
    .await;
}

fn spawn(folder: &TempDir, head_time: Duration) -> Child {
    Command::new(std::env::current_exe().expect("this test binary"))
        .args(["--exact", "proxy_process", "--nocapture"])
        .env(CONTROL, folder.path().join("control"))
        .env(HEAD_TIME, head_time.as_millis().to_string())
        .stdout(Stdio::null())
        .spawn()
        .expect("the proxy process starts")
}

/// A table of releases with their weights and addresses.
pub(crate) fn table(releases: &[(&str, u8, &[SocketAddr])]) -> Table {
    let release = |(release, weight, addresses): &(&str, u8, &[SocketAddr])| ReleaseRoute {
        release: (*release).to_owned(),
        weight: *weight,
        targets: addresses
            .iter()
            .map(|address| TargetRoute {
                instance: format!("{release}-{}", address.port()),
                address: *address,
            })
            .collect(),
    };
    Table {
        releases: releases.iter().map(release).collect(),
        ..Table::default()
    }
}

/// Waits until `condition` holds.
pub(crate) async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let done = tokio::time::timeout(PATIENCE, wait).await;
    assert!(done.is_ok(), "waited in vain until {what}");
}

/// A local address on which nobody listens.
pub(crate) fn nobody() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address")
}
