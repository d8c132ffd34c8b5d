//! A proxy that runs for the length of the measurement.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::fd::AsFd as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use opswright_proxy::ProxyClient;
use opswright_proxy::wire::{ReleaseRoute, Swap, Table, TargetRoute};

use super::peers::Peer;
use super::usage::Usage;

/// Longest wait for a proxy to accept connections.
const PATIENCE: Duration = Duration::from_secs(10);

/// A proxy that runs; it ends with this.
#[derive(Debug)]
pub(crate) struct Running {
    /// Where it answers.
    pub(crate) address: SocketAddr,
    process: Child,
    /// Keeps the socket of the own proxy open.
    _listener: Option<TcpListener>,
}

impl Running {
    /// Starts `peer`; `None` when it is not installed.
    pub(crate) fn start(
        peer: &Peer,
        binary: &Path,
        folder: &Path,
        backend: SocketAddr,
    ) -> anyhow::Result<Option<Self>> {
        let folder = folder.join(peer.name);
        fs::create_dir(&folder)?;
        if peer.is_own() {
            return start_own(binary, &folder, backend).map(Some);
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        drop(listener);
        let fill = |text: &str| {
            text.replace("{folder}", &folder.display().to_string())
                .replace("{port}", &address.port().to_string())
                .replace("{backend}", &backend.to_string())
        };
        fs::write(folder.join("configuration"), fill(peer.configuration))?;
        let process = Command::new(peer.program)
            .args(peer.arguments.iter().map(|argument| fill(argument)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let process = match process {
            Ok(process) => process,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("failed to start {}", peer.name));
            }
        };
        let running = Self {
            address,
            process,
            _listener: None,
        };
        running
            .until_open()
            .with_context(|| format!("failed to start {}", peer.name))?;
        Ok(Some(running))
    }

    /// CPU time and memory of it and its children.
    pub(crate) fn usage(&self) -> anyhow::Result<Usage> {
        Usage::of(self.process.id())
    }

    fn until_open(&self) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(self.address).is_err() {
            if Instant::now() >= deadline {
                bail!("nobody accepts connections at {}", self.address);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A polite end first: the children of one that is killed would stay.
        let id = i32::try_from(self.process.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw);
        if let Some(id) = id {
            let _ = rustix::process::kill_process(id, rustix::process::Signal::TERM);
        }
        for _ in 0..200 {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start_own(binary: &Path, folder: &Path, backend: SocketAddr) -> anyhow::Result<Running> {
    let control = folder.join("control");
    let process = Command::new(binary)
        .arg("proxy")
        .arg("--control")
        .arg(&control)
        .arg("--state")
        .arg(folder.join("state.json"))
        .stdin(Stdio::null())
        .spawn()
        .context("failed to start the own proxy")?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let running = Running {
        address: listener.local_addr()?,
        process,
        _listener: Some(listener.try_clone()?),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut client = ProxyClient::connect_within(&control, PATIENCE).await?;
        client.listen(1, "bench", listener.as_fd()).await?;
        client.swap(&swap(backend)).await
    })?;
    Ok(running)
}

fn swap(backend: SocketAddr) -> Swap {
    let target = TargetRoute {
        instance: "one".to_owned(),
        address: backend,
    };
    let release = ReleaseRoute {
        release: "one".to_owned(),
        weight: 100,
        targets: vec![target],
    };
    Swap {
        epoch: 1,
        service: "bench".to_owned(),
        table: Table {
            releases: vec![release],
            ..Table::default()
        },
        drain_limit_ms: 0,
    }
}
