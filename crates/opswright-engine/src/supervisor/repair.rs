//! Replaces instances that ended by themselves: the same release again, healthy before it takes traffic.

use std::sync::Arc;
use std::time::Duration;

use opswright_proxy::wire::{DEFAULT_HOLD_MS, ReleaseRoute, Table};
use opswright_rollout::{Event, HealthGate, InstanceId};
use opswright_target::process::InstanceState;

use super::instances;
use super::perform::target;
use super::world::{World, now_ms};
use crate::failure::{Exit, Failure};
use crate::records::{CURRENT, Current, REPLACE, REPLACED};
use crate::releases;

/// Pause after the first try that failed.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Tells the running rollout of lost instances, and has current ones replaced; for ever.
pub(crate) async fn watch(world: Arc<World>) {
    let mut lost = world.target.watch();
    while let Some(instance) = lost.recv().await {
        if let Some(active) = world.active() {
            let reason = std::iter::once(instance.reason.clone()).chain(instance.evidence.clone());
            let event = Event::InstanceLost {
                instance: InstanceId(instance.instance.clone()),
                reason: world.redactor.text(&reason.collect::<Vec<_>>().join("\n")),
            };
            let _ = active.events.send(event);
        }
        world.wants_repair.notify_one();
    }
}

/// Brings every workload back to its recorded instances whenever one may be missing; for ever.
pub(crate) async fn keep(world: Arc<World>) {
    let mut pause = FIRST_PAUSE;
    loop {
        match mend(&world).await {
            Ok(()) => {
                pause = FIRST_PAUSE;
                world.wants_repair.notified().await;
            }
            Err(failure) => {
                let _ = world.record(REPLACED, "failed", &failure);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

/// Replaces what is missing of every workload; waits while a rollout runs.
pub(crate) async fn mend(world: &Arc<World>) -> Result<(), Failure> {
    let _one = world.changing.lock().await;
    for workload in world.workloads() {
        let current = world.current(&workload);
        let Some(release) = current.release.clone() else {
            continue;
        };
        let alive: Vec<String> = world
            .observe()
            .await
            .into_iter()
            .filter(|seen| seen.state == InstanceState::Running)
            .map(|seen| seen.instance)
            .collect();
        let missing = current
            .instances
            .keys()
            .filter(|name| !alive.contains(name));
        for lost in missing {
            let found = releases::find(&world.layout, &workload, &release)
                .map_err(|error| Failure::new(Exit::Unsafe, error.to_string(), "opswright up"))?;
            replace(world, &workload, &found, lost).await?;
        }
    }
    Ok(())
}

async fn replace(
    world: &Arc<World>,
    workload: &str,
    release: &releases::Release,
    lost: &str,
) -> Result<(), Failure> {
    let name = next_name(lost);
    world.record(
        REPLACE,
        workload,
        &serde_json::json!({"version": 1, "lost": lost, "by": name}),
    )?;
    let failed = |failure: opswright_rollout::Failure| Failure {
        exit: Exit::Unsafe,
        reason: failure.reason,
        evidence: failure.evidence,
        next: failure.next,
    };
    let _ = instances::stop(world, lost, 0).await;
    let gate = HealthGate {
        path: release.health_path.clone(),
        rise: 1,
        interval_ms: 50,
        deadline_ms: 30_000,
        min_healthy_ms: 0,
    };
    instances::start(world, &name, release)
        .await
        .map_err(failed)?;
    if let Err(failure) = instances::await_healthy(world, &name, &gate).await {
        let _ = instances::stop(world, &name, 1_000).await;
        return Err(failed(failure));
    }
    let mut current = world.current(workload);
    current.instances.remove(lost);
    current
        .instances
        .insert(name.clone(), world.port(&name).unwrap_or_default());
    world.proxy.swap(workload, table(&current), 1_000).await?;
    world.record(CURRENT, workload, &current)?;
    world.record(
        REPLACED,
        workload,
        &serde_json::json!({"version": 1, "lost": lost, "by": name, "at": now_ms()}),
    )
}

/// All traffic to the recorded instances.
pub(crate) fn table(current: &Current) -> Table {
    let releases = current
        .release
        .iter()
        .map(|release| ReleaseRoute {
            release: release.clone(),
            weight: 100,
            targets: current
                .instances
                .iter()
                .map(|(name, port)| target(name, *port))
                .collect(),
        })
        .collect();
    Table {
        releases,
        hold_ms: DEFAULT_HOLD_MS,
    }
}

/// `shop-m1-1` is replaced by `shop-m1-1r1`, that by `shop-m1-1r2`.
fn next_name(lost: &str) -> String {
    match lost.rsplit_once('r') {
        Some((stem, digits)) if stem.ends_with(|last: char| last.is_ascii_digit()) => {
            match digits.parse::<u32>() {
                Ok(number) => format!("{stem}r{}", number.saturating_add(1)),
                Err(_) => format!("{lost}r1"),
            }
        }
        _ => format!("{lost}r1"),
    }
}

#[cfg(test)]
mod tests {
    use super::next_name;

    #[test]
    fn a_replacement_counts_up() {
        assert_eq!(next_name("shop-m1-1"), "shop-m1-1r1");
        assert_eq!(next_name("shop-m1-1r1"), "shop-m1-1r2");
        assert_eq!(next_name("worker-1"), "worker-1r1");
    }
}
