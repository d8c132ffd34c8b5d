//! After a restart: look at the world, then finish or undo the rollout that was cut off.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use opswright_rollout::{
    Event, Health, InstanceId, Observed, ObservedInstance, Percent, Phase, Plan, ReleaseId, State,
    Weights,
};
use opswright_target::process::InstanceState;
use tokio::sync::mpsc;

use super::deploy::{begin_counting, close, tidy_up};
use super::driver::drive;
use super::http;
use super::progress::Reporter;
use super::world::{Active, Placement, World, now_ms};
use crate::failure::Failure;
use crate::records::{CLOSED, CURRENT, OPENED, Opened, STEP, Step};
use crate::releases;

/// Adopts what runs, ends what nobody knows, and ends every rollout that was cut off.
pub(crate) async fn recover(world: &Arc<World>) -> Result<(), Failure> {
    adopt(world).await;
    let unfinished = unfinished(world);
    offer(world, &unfinished).await?;
    for workload in world.workloads() {
        let rolling = unfinished
            .iter()
            .any(|(opened, _)| opened.workload == workload);
        if !rolling && world.current(&workload).release.is_some() {
            record_routed(world, &workload).await?;
        }
    }
    let known = known_instances(world, &unfinished);
    for swept in world.target.sweep(&known).await.unwrap_or_default() {
        world.record(
            "swept",
            "instance",
            &serde_json::json!({"version": 1, "what": format!("{swept:?}")}),
        )?;
    }
    for name in releases::sweep_unfinished(&world.layout) {
        world.record(
            "swept",
            "release",
            &serde_json::json!({"version": 1, "release": name}),
        )?;
    }
    for (opened, step) in unfinished {
        finish(world, &opened, step).await?;
    }
    Ok(())
}

/// Learns the instances that run already.
async fn adopt(world: &World) {
    for seen in world.observe().await {
        let placement = Placement {
            port: seen.port,
            workload: seen.workload,
            release: seen.release,
        };
        world.place(&seen.instance, placement);
    }
}

/// Rollouts that were opened and never closed, with their last step.
fn unfinished(world: &World) -> Vec<(Opened, Step)> {
    let rollouts: Vec<(String, Opened)> = {
        let closed: BTreeSet<String> = world
            .entries(CLOSED)
            .into_iter()
            .map(|stored| stored.subject)
            .collect();
        world
            .entries(OPENED)
            .into_iter()
            .filter(|stored| !closed.contains(&stored.subject))
            .filter_map(|stored| Some((stored.subject, serde_json::from_value(stored.body).ok()?)))
            .collect()
    };
    rollouts
        .into_iter()
        .filter_map(|(rollout, opened)| Some((opened, world.last::<Step>(STEP, &rollout)?)))
        .filter(|(_, step)| !step.state.phase.is_terminal() || step.state.outcome.is_some())
        .collect()
}

/// Instances that a record names: those of current releases and those of cut-off rollouts.
fn known_instances(world: &World, unfinished: &[(Opened, Step)]) -> BTreeSet<String> {
    let current = world
        .workloads()
        .into_iter()
        .flat_map(|workload| world.current(&workload).instances.into_keys());
    let rolling = unfinished
        .iter()
        .flat_map(|(_, step)| step.state.instances.keys().map(|name| name.0.clone()));
    current.chain(rolling).collect()
}

/// Offers every workload that runs, or was about to, on its port again.
async fn offer(world: &World, unfinished: &[(Opened, Step)]) -> Result<(), Failure> {
    let mut ports: BTreeMap<String, u16> = unfinished
        .iter()
        .map(|(opened, _)| (opened.workload.clone(), opened.port))
        .collect();
    for workload in world.workloads() {
        let current = world.current(&workload);
        if current.release.is_some() && current.port != 0 {
            ports.insert(workload, current.port);
        }
    }
    for (workload, port) in ports {
        world.proxy.listen(&workload, port).await?;
    }
    Ok(())
}

/// Tells the machine what is there now, and drives it to its end.
async fn finish(world: &Arc<World>, opened: &Opened, step: Step) -> Result<(), Failure> {
    let state = step.state;
    if state.phase.is_terminal() {
        return close(world, &state);
    }
    let (events, mut outside) = mpsc::unbounded_channel();
    *world.active.lock().unwrap_or_else(PoisonError::into_inner) = Some(Active {
        rollout: state.plan.rollout.0.clone(),
        workload: opened.workload.clone(),
        caller: opened.caller.clone(),
        since_ms: now_ms(),
        events,
    });
    let last_intent = state.pending.values().next_back().cloned();
    let event = Event::Recovered {
        observed: observe(world, &state.plan).await,
        last_intent,
    };
    begin_counting(world, &opened.workload).await;
    let (reporter, _nobody) = Reporter::new();
    let result = async {
        let state = drive(world, state, event, &mut outside, &reporter).await?;
        settle(world, &state).await?;
        close(world, &state)?;
        tidy_up(world, &opened.workload, &state);
        Ok(())
    }
    .await;
    *world.active.lock().unwrap_or_else(PoisonError::into_inner) = None;
    result
}

/// What runs of the plan's workload, and how traffic is divided.
async fn observe(world: &World, plan: &Plan) -> Observed {
    let mut instances = BTreeMap::new();
    for seen in world
        .observe()
        .await
        .into_iter()
        .filter(|seen| seen.state == InstanceState::Running)
    {
        let path = plan.health.path.as_deref().unwrap_or("/");
        let answer = http::get(seen.port, path, Duration::from_secs(2)).await;
        let health = match answer {
            Ok(status) if status < 400 => Health::Healthy,
            _ => Health::Unhealthy,
        };
        let found = ObservedInstance {
            release: ReleaseId(seen.release.clone()),
            health,
        };
        instances.insert(InstanceId(seen.instance.clone()), found);
    }
    let weights = world.proxy.routes().await.and_then(|routes| {
        let table = routes
            .services
            .get(&plan.workload)
            .cloned()
            .unwrap_or_default();
        let shares = table
            .releases
            .iter()
            .map(|route| (ReleaseId(route.release.clone()), Percent(route.weight)));
        Weights::split(shares.collect()).ok()
    });
    Observed { instances, weights }
}

/// A rollout that went back may have started other instances of the old release: records those that have the traffic.
async fn settle(world: &World, state: &State) -> Result<(), Failure> {
    if state.phase != Phase::RolledBack {
        return Ok(());
    }
    record_routed(world, &state.plan.workload).await
}

/// Brings the record of what runs in line with the instances that the proxy routes to.
pub(crate) async fn record_routed(world: &World, workload: &str) -> Result<(), Failure> {
    let mut current = world.current(workload);
    let routes = world.proxy.saved_routes().await?;
    let Some(table) = routes.services.get(workload) else {
        return Ok(());
    };
    let routed: BTreeMap<String, u16> = table
        .releases
        .iter()
        .filter(|route| Some(&route.release) == current.release.as_ref())
        .flat_map(|route| &route.targets)
        .map(|target| (target.instance.clone(), target.address.port()))
        .collect();
    if current.release.is_some() && !routed.is_empty() && routed != current.instances {
        current.instances = routed;
        return world.record(CURRENT, workload, &current);
    }
    Ok(())
}
