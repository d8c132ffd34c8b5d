//! Who is killed during a rollout, at a random moment or when its drain is over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use opswright_proxy::ProxyClient;

use super::opswright::Opswright;
use super::status::{Instance, Status};
use super::victim::{Doomed, Hit, Victim};
use crate::traffic::Gauge;

/// Latest random moment after the start of a rollout.
const LATEST_MS: u64 = 2_000;

/// Time between two looks at the proxy.
const LOOK_TIME: Duration = Duration::from_millis(1);

/// Kills once in each rollout.
#[derive(Debug)]
pub(crate) struct Killer {
    victim: Victim,
    random: u64,
    gauge: Gauge,
}

/// A kill that is under way.
#[derive(Debug)]
pub(crate) struct Kill {
    thread: JoinHandle<anyhow::Result<Option<Hit>>>,
    over: Arc<AtomicBool>,
}

impl Killer {
    pub(crate) fn new(victim: Victim, seed: u64, gauge: Gauge) -> Self {
        Self {
            victim,
            random: seed,
            gauge,
        }
    }

    /// Starts to wait for the moment, at the start of a rollout that `caller` has asked for.
    pub(crate) fn start(
        &mut self,
        status: &Status,
        caller: i32,
        command: &Opswright,
    ) -> anyhow::Result<Kill> {
        let gauge = self.gauge.clone();
        match self.victim {
            Victim::Nobody => Kill::start(|_, _| Ok(None)),
            Victim::Instance => {
                let (old, control) = (status.instances().to_vec(), command.proxy_control()?);
                Kill::start(move |begin, over| {
                    when_drained(&old, &control, over)?;
                    let mut hit = None;
                    for instance in &old {
                        // Nothing is in flight on it any more, so that nothing may be lost.
                        let doomed = Doomed::unused(instance.pid);
                        hit = doomed.kill(&gauge, begin)?.or(hit);
                    }
                    Ok(hit)
                })
            }
            victim => {
                let doomed = victim.find(status, caller)?;
                let moment = self.moment();
                Kill::start(move |begin, _| {
                    std::thread::sleep(moment);
                    doomed.kill(&gauge, begin)
                })
            }
        }
    }

    /// Whether it is the command that is killed.
    pub(crate) fn kills_callers(&self) -> bool {
        self.victim == Victim::Command
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
        kill: impl FnOnce(Instant, &AtomicBool) -> anyhow::Result<Option<Hit>> + Send + 'static,
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

    /// The rollout has ended. What was hit; `None` when the victim had ended by itself.
    pub(crate) fn finish(self) -> anyhow::Result<Option<Hit>> {
        self.over.store(true, Ordering::Relaxed);
        self.thread
            .join()
            .map_err(|_| anyhow::anyhow!("the killer has panicked"))?
    }
}

/// Waits for the moment in which the swap away from `old` is acknowledged: they are no longer in the table, and nothing
/// is in flight on their release.
fn when_drained(old: &[Instance], control: &Path, over: &AtomicBool) -> anyhow::Result<()> {
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
        Ok(())
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
