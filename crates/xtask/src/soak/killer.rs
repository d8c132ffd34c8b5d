//! Who is killed during a rollout, and when.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use opswright_proxy::ProxyClient;

use super::opswright::Opswright;
use super::processes;
use super::status::{Instance, Status};

/// Latest random moment after the start of a rollout.
const LATEST_MS: u64 = 2_000;

/// Time between two looks at the proxy.
const LOOK_TIME: Duration = Duration::from_millis(1);

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Victim {
    /// The old instance's process, as soon as its drain is over.
    Instance,
    /// The supervisor, at a random moment.
    Supervisor,
    /// The proxy, at a random moment.
    Proxy,
    /// The shim of the instance that has the traffic, at a random moment.
    Shim,
    /// Nobody.
    Nobody,
}

/// Kills once in each rollout.
#[derive(Debug)]
pub(crate) struct Killer {
    victim: Victim,
    random: u64,
}

/// A kill that is under way.
#[derive(Debug)]
pub(crate) struct Kill {
    thread: JoinHandle<anyhow::Result<Option<Duration>>>,
    over: Arc<AtomicBool>,
}

impl Killer {
    pub(crate) fn new(victim: Victim, seed: u64) -> Self {
        Self {
            victim,
            random: seed,
        }
    }

    /// Starts to wait for the moment, at the start of a rollout.
    pub(crate) fn start(&mut self, status: &Status, command: &Opswright) -> anyhow::Result<Kill> {
        let shim = status.instances().first().map(|instance| instance.shim);
        let victim = match self.victim {
            Victim::Instance => {
                let (old, control) = (status.instances().to_vec(), command.proxy_control()?);
                return Kill::start(move |begin, over| when_drained(&old, &control, begin, over));
            }
            Victim::Supervisor => Some(status.supervisor),
            Victim::Proxy => status.proxy,
            Victim::Shim => shim,
            Victim::Nobody => return Kill::start(|_, _| Ok(None)),
        };
        let victim = victim.context("what is to be killed does not run")?;
        let moment = self.moment();
        Kill::start(move |begin, _| {
            std::thread::sleep(moment);
            Ok(processes::kill(victim)?.then(|| begin.elapsed()))
        })
    }

    /// The next random moment.
    fn moment(&mut self) -> Duration {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis((self.random >> 33) % LATEST_MS)
    }
}

impl Kill {
    fn start(
        kill: impl FnOnce(Instant, &AtomicBool) -> anyhow::Result<Option<Duration>> + Send + 'static,
    ) -> anyhow::Result<Self> {
        let over = Arc::<AtomicBool>::default();
        let seen = Arc::clone(&over);
        let begin = Instant::now();
        let thread = std::thread::Builder::new().name("killer".to_owned());
        let thread = thread
            .spawn(move || kill(begin, &seen))
            .context("failed to start the killer")?;
        Ok(Self { thread, over })
    }

    /// The rollout has ended. When the victim was killed, from the rollout's start; `None` when it had ended by itself.
    pub(crate) fn finish(self) -> anyhow::Result<Option<Duration>> {
        self.over.store(true, Ordering::Relaxed);
        self.thread
            .join()
            .map_err(|_| anyhow::anyhow!("the killer has panicked"))?
    }
}

/// Kills the old instances in the moment in which the swap is acknowledged: they are no longer in the table, and nothing
/// is in flight on their release.
fn when_drained(
    old: &[Instance],
    control: &Path,
    begin: Instant,
    over: &AtomicBool,
) -> anyhow::Result<Option<Duration>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut look = Look::open(control.to_path_buf()).await?;
        let releases = look.releases_of(old).await?;
        if releases.is_empty() {
            bail!("the proxy routes to none of {old:?}");
        }
        while !look.releases_of(old).await?.is_empty() || look.in_flight(&releases).await? {
            if over.load(Ordering::Relaxed) {
                bail!("the rollout has ended without a swap");
            }
            tokio::time::sleep(LOOK_TIME).await;
        }
        let mut killed = false;
        for instance in old {
            killed |= processes::kill(instance.pid)?;
        }
        Ok(killed.then(|| begin.elapsed()))
    })
}

/// Looks at the proxy.
struct Look {
    client: ProxyClient,
}

impl Look {
    async fn open(control: PathBuf) -> anyhow::Result<Self> {
        let client = ProxyClient::connect(&control).await?;
        Ok(Self { client })
    }

    /// Releases with traffic that have any of `instances`.
    async fn releases_of(&mut self, instances: &[Instance]) -> anyhow::Result<BTreeSet<String>> {
        let routes = self.client.routes().await?;
        let releases = routes
            .services
            .into_values()
            .flat_map(|table| table.releases);
        let taking = releases.filter(|release| release.weight > 0);
        let own = taking.filter(|release| {
            let mut ids = release.targets.iter().map(|target| &target.instance);
            ids.any(|id| instances.iter().any(|instance| instance.id == *id))
        });
        Ok(own.map(|release| release.release).collect())
    }

    /// Whether anything is in flight on any of `releases`.
    async fn in_flight(&mut self, releases: &BTreeSet<String>) -> anyhow::Result<bool> {
        let stats = self.client.stats().await?;
        let mut all = stats.services.iter().flat_map(|service| &service.releases);
        Ok(all.any(|release| releases.contains(&release.release) && release.in_flight > 0))
    }
}
