//! One action of the rollout machine becomes calls on the target and the proxy.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use opswright_proxy::wire::{DEFAULT_HOLD_MS, ReleaseRoute, Table, TargetRoute};
use opswright_rollout::{
    ActionId, Detail, Event, Failure, InstanceId, Plan, ReleaseId, Retry, Sample, Through,
    Verification, Weights, Work,
};

use super::http;
use super::instances;
use super::world::World;
use crate::records::{CURRENT, Current};
use crate::releases;

/// Least free space for a rollout to begin, in bytes (64 MiB).
const LEAST_SPACE: u64 = 64 * 1024 * 1024;

/// What came of an action.
#[derive(Debug)]
pub(crate) enum Performed {
    /// It reached its end.
    Done(Detail),
    /// It did not.
    Failed(Failure),
    /// It was a look at the traffic.
    Looked(Sample),
}

impl Performed {
    /// The event that the machine is told.
    pub(crate) fn into_event(self, action: ActionId) -> Event {
        match self {
            Self::Done(detail) => Event::Done { action, detail },
            Self::Failed(failure) => Event::Failed { action, failure },
            Self::Looked(sample) => Event::Sample { action, sample },
        }
    }
}

/// Does one thing.
pub(crate) async fn perform(world: &Arc<World>, plan: &Plan, work: &Work) -> Performed {
    let result = match work {
        Work::Preflight { release, fallback } => preflight(world, plan, release, fallback.as_ref()),
        Work::StartInstance { instance, release } => start(world, plan, instance, release).await,
        Work::AwaitHealthy { instance, gate } => {
            instances::await_healthy(world, &instance.0, gate).await
        }
        Work::Verify {
            through,
            verification,
            ..
        } => verify(world, plan, through, verification).await,
        Work::Shift {
            weights,
            instances,
            drain_limit_ms,
        } => shift(world, plan, &Route { weights, instances }, *drain_limit_ms).await,
        Work::Observe { for_ms } => return observe(world, plan, *for_ms).await,
        Work::RecordCurrent { release } => record_current(world, plan, release.as_ref()).await,
        Work::StopInstance { instance, grace_ms } => {
            instances::stop(world, &instance.0, *grace_ms).await
        }
        Work::Expand { release, command } | Work::Contract { release, command } => {
            migrate(world, plan, release, command).await
        }
    };
    match result {
        Ok(detail) => Performed::Done(detail),
        Err(failure) => Performed::Failed(failure),
    }
}

type Result<T> = std::result::Result<T, Failure>;

fn preflight(
    world: &World,
    plan: &Plan,
    release: &ReleaseId,
    fallback: Option<&ReleaseId>,
) -> Result<Detail> {
    for wanted in std::iter::once(release).chain(fallback) {
        let found = releases::find(&world.layout, &plan.workload, &wanted.0).map_err(|error| {
            failed(
                format!("release {wanted} is not on this machine"),
                error.to_string(),
                "opswright releases",
            )
        })?;
        world.configuration(&found).map_err(|error| {
            failed(
                format!("the configuration of release {wanted} cannot be read"),
                error.to_string(),
                "opswright up",
            )
        })?;
    }
    let room = rustix::fs::statvfs(&world.layout.state).map_err(|error| {
        failed(
            "the state folder's disk cannot be read".into(),
            error.to_string(),
            "opswright doctor",
        )
    })?;
    let free = room.f_bavail.saturating_mul(room.f_frsize);
    if free < LEAST_SPACE {
        let seen = format!(
            "{} MiB are free at {}, 64 MiB are needed",
            free / (1024 * 1024),
            world.layout.state.display()
        );
        return Err(failed(
            "the disk is nearly full".into(),
            seen,
            "opswright doctor",
        ));
    }
    Ok(Detail::Said(vec![format!(
        "{} MiB of disk are free",
        free / (1024 * 1024)
    )]))
}

async fn start(
    world: &Arc<World>,
    plan: &Plan,
    instance: &InstanceId,
    release: &ReleaseId,
) -> Result<Detail> {
    let found = releases::find(&world.layout, &plan.workload, &release.0).map_err(|error| {
        failed(
            format!("release {release} is not on this machine"),
            error.to_string(),
            "opswright releases",
        )
    })?;
    if instances::alive(world, &instance.0).await {
        return Ok(Detail::Said(vec![format!("{instance} is alive already")]));
    }
    instances::start(world, &instance.0, &found).await
}

async fn verify(
    world: &World,
    plan: &Plan,
    through: &Through,
    verification: &Verification,
) -> Result<Detail> {
    let ports: Vec<u16> = match through {
        Through::Instances(instances) => instances
            .iter()
            .filter_map(|instance| world.port(&instance.0))
            .collect(),
        Through::Route => world
            .proxy
            .address(&plan.workload)
            .map(|address| address.port())
            .into_iter()
            .collect(),
    };
    if ports.is_empty() {
        return Err(failed(
            "there is nothing to send requests to".into(),
            format!("{through:?}"),
            "opswright status",
        ));
    }
    let health = plan.health.path.clone().unwrap_or_else(|| "/".to_owned());
    let paths = if verification.paths.is_empty() {
        vec![health]
    } else {
        verification.paths.clone()
    };
    let limit = Duration::from_millis(verification.timeout_ms);
    let mut said = Vec::new();
    for port in ports {
        let rounds = usize::from(verification.requests).max(paths.len());
        for path in paths.iter().cycle().take(rounds) {
            let answer = http::get(port, path, limit).await;
            let line = match &answer {
                Ok(status) => format!("GET http://127.0.0.1:{port}{path} answered {status}"),
                Err(why) => format!("GET http://127.0.0.1:{port}{path} had no answer: {why}"),
            };
            if !matches!(answer, Ok(status) if status < 500) {
                return Err(failed(
                    "the new release does not answer well".into(),
                    line,
                    "opswright logs",
                ));
            }
            if !said.contains(&line) {
                said.push(line);
            }
        }
    }
    Ok(Detail::Said(said))
}

/// What a shift asks for.
struct Route<'a> {
    weights: &'a Weights,
    instances: &'a BTreeMap<ReleaseId, Vec<InstanceId>>,
}

async fn shift(
    world: &World,
    plan: &Plan,
    route: &Route<'_>,
    drain_limit_ms: u64,
) -> Result<Detail> {
    let mut table = Table {
        releases: Vec::new(),
        hold_ms: DEFAULT_HOLD_MS,
    };
    for (release, share) in route.weights.shares() {
        let mut targets = Vec::new();
        for instance in route.instances.get(release).into_iter().flatten() {
            let port = world.port(&instance.0).ok_or_else(|| {
                failed(
                    format!("{instance} has no port"),
                    "it was never started".into(),
                    "opswright status",
                )
            })?;
            targets.push(target(&instance.0, port));
        }
        table.releases.push(ReleaseRoute {
            release: release.0.clone(),
            weight: share.0,
            targets,
        });
    }
    let drained = world
        .proxy
        .swap(&plan.workload, table, drain_limit_ms)
        .await
        .map_err(may_help)?;
    Ok(Detail::Drained {
        left_in_flight: drained.left,
        drained_ms: drained.took_ms,
    })
}

/// The route to one instance.
pub(crate) fn target(instance: &str, port: u16) -> TargetRoute {
    TargetRoute {
        instance: instance.to_owned(),
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
    }
}

async fn observe(world: &World, plan: &Plan, for_ms: u64) -> Performed {
    tokio::time::sleep(Duration::from_millis(for_ms)).await;
    let Some(stats) = world.proxy.stats().await else {
        return Performed::Looked(Sample {
            elapsed_ms: for_ms,
            ..Sample::default()
        });
    };
    let mut seen = world.seen.lock().unwrap_or_else(PoisonError::into_inner);
    Performed::Looked(seen.increase(&plan.workload, &stats, for_ms))
}

async fn record_current(world: &World, plan: &Plan, release: Option<&ReleaseId>) -> Result<Detail> {
    let before = world.current(&plan.workload);
    // Instances that are not recorded are ended by the next supervisor: without an answer nothing is recorded.
    let routes = world.proxy.saved_routes().await.map_err(may_help)?;
    let table = routes
        .services
        .get(&plan.workload)
        .cloned()
        .unwrap_or_default();
    let instances = table
        .releases
        .iter()
        .flat_map(|route| &route.targets)
        .map(|target| (target.instance.clone(), target.address.port()))
        .collect();
    let release = release.map(|release| release.0.clone());
    let previous = if before.release == release {
        before.previous
    } else {
        before.release
    };
    let current = Current {
        version: 1,
        environment: plan.environment.clone(),
        release,
        previous,
        instances,
        port: world
            .proxy
            .address(&plan.workload)
            .map_or(before.port, |address| address.port()),
    };
    world
        .record(CURRENT, &plan.workload, &current)
        .map_err(|failure| {
            failed(
                failure.reason.clone(),
                failure.evidence.join("; "),
                &failure.next,
            )
        })?;
    Ok(Detail::Nothing)
}

async fn migrate(world: &World, plan: &Plan, release: &ReleaseId, command: &str) -> Result<Detail> {
    let found = releases::find(&world.layout, &plan.workload, &release.0).map_err(|error| {
        failed(
            format!("release {release} is not on this machine"),
            error.to_string(),
            "opswright releases",
        )
    })?;
    instances::run_once(world, &found, command).await
}

fn may_help(failure: crate::failure::Failure) -> Failure {
    Failure {
        reason: failure.reason,
        evidence: failure.evidence,
        next: failure.next,
        retry: Retry::MayHelp,
    }
}

/// A failure that a repetition does not mend.
pub(crate) fn failed(reason: String, evidence: String, next: &str) -> Failure {
    Failure {
        reason,
        evidence: vec![evidence],
        next: next.to_owned(),
        retry: Retry::Useless,
    }
}
