//! What `opswright status` says of the shop.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use super::opswright::Opswright;
use super::processes;

/// Longest wait for one healthy release after the last rollout.
const PATIENCE: Duration = Duration::from_secs(30);

/// The fields that are needed here.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Status {
    /// Process id of the supervisor.
    pub(crate) supervisor: i32,
    /// Process id of the proxy, when it answers.
    pub(crate) proxy: Option<i32>,
    workloads: Vec<Workload>,
}

#[derive(Debug, Clone, Deserialize)]
struct Workload {
    release: Option<String>,
    url: Option<String>,
    rollout: Option<String>,
    instances: Vec<Instance>,
}

/// One instance.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Instance {
    /// Its id.
    #[serde(rename = "instance")]
    pub(crate) id: String,
    /// Its release.
    pub(crate) release: String,
    /// Process id of the workload's process.
    pub(crate) pid: i32,
    /// Process id of its shim.
    pub(crate) shim: i32,
    /// `running`, or how it ended.
    pub(crate) state: String,
}

impl Status {
    /// The instances of the shop.
    pub(crate) fn instances(&self) -> &[Instance] {
        self.workloads
            .first()
            .map_or(&[], |workload| &workload.instances)
    }

    /// Whether one running instance of `release` has the traffic, and no rollout is under way.
    fn is_one(&self, release: Option<&str>) -> bool {
        let [shop] = self.workloads.as_slice() else {
            return false;
        };
        let [instance] = shop.instances.as_slice() else {
            return false;
        };
        shop.rollout.is_none()
            && instance.state == "running"
            && is_same(Some(&instance.release), release)
            && is_same(shop.release.as_deref(), release)
    }

    /// Whether supervisor, proxy and the instances with their shims are all that runs.
    fn is_all(&self, running: &[(i32, String)]) -> bool {
        let mut wanted = vec![self.supervisor];
        wanted.extend(self.proxy);
        for instance in self.instances() {
            wanted.extend([instance.shim, instance.pid]);
        }
        wanted.sort_unstable();
        let mut found: Vec<i32> = running.iter().map(|(id, _)| *id).collect();
        found.sort_unstable();
        wanted == found
    }

    fn shop(&self) -> anyhow::Result<&Workload> {
        match self.workloads.as_slice() {
            [shop] => Ok(shop),
            other => bail!("{} workloads run, not one", other.len()),
        }
    }
}

/// Asks for it.
pub(crate) fn ask(command: &Opswright) -> anyhow::Result<Status> {
    let text = command.run(&["status", "--format", "json"])?;
    serde_json::from_str(&text).with_context(|| format!("failed to read the status: {text}"))
}

/// The release that has the traffic.
pub(crate) fn current_release(command: &Opswright) -> anyhow::Result<String> {
    let status = ask(command)?;
    status
        .shop()?
        .release
        .clone()
        .context("no release has the traffic")
}

/// Where the shop answers.
pub(crate) fn address(command: &Opswright) -> anyhow::Result<SocketAddr> {
    let status = ask(command)?;
    let url = status
        .shop()?
        .url
        .clone()
        .context("the shop is not offered")?;
    let port = url
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok());
    let port: u16 = port.with_context(|| format!("the address {url} has no port"))?;
    Ok((Ipv4Addr::LOCALHOST, port).into())
}

/// Waits until one running instance of `release` is all that there is, in the records and among the processes; says what
/// there is otherwise.
pub(crate) fn converged(
    command: &Opswright,
    release: Option<&str>,
) -> anyhow::Result<Result<(), String>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let status = ask(command)?;
        let running = processes::below(&command.folder)?;
        if status.is_one(release) && status.is_all(&running) {
            return Ok(Ok(()));
        }
        if Instant::now() >= deadline {
            return Ok(Err(format!(
                "after the last rollout there is {status:?} with the processes {running:?}"
            )));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Whether two digests name the same release, of which either may be shortened.
fn is_same(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let one = one.strip_prefix("sha256:").unwrap_or(one);
    let other = other.strip_prefix("sha256:").unwrap_or(other);
    one.starts_with(other) || other.starts_with(one)
}
