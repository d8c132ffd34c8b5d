//! A rollout from the request to its end: release, listener, plan, drive, verdict.

use std::sync::{Arc, PoisonError};

use opswright_rollout::{
    Analysis, Event, HealthGate, InstanceId, MigrationPlan, Phase, Plan, Ratio, ReleaseId,
    RolloutId, Stable, State, Strategy, Traffic, Unclear, Verification, begin,
};
use tokio::sync::mpsc;

use super::driver::drive;
use super::progress::Reporter;
use super::world::{Active, World, now_ms};
use crate::failure::{Exit, Failure};
use crate::layout::short;
use crate::records::{CLOSED, OPENED, Opened};
use crate::releases::{self, BuildRequest, Release, ReleaseError};
use crate::wire::{Caller, DeployRequest, Origin};

/// Releases of a workload that are kept beside those in use.
const KEPT: usize = 5;

/// Rolls out, unless another rollout runs.
pub(crate) async fn deploy(
    world: &Arc<World>,
    caller: &Caller,
    request: &DeployRequest,
    reporter: &Reporter,
) -> Result<serde_json::Value, Failure> {
    let (events, mut outside) = mpsc::unbounded_channel();
    claim(world, caller, request, events)?;
    let result = {
        let _changing = world.changing.lock().await;
        roll(world, caller, request, reporter, &mut outside).await
    };
    if world.is_broken() {
        // It stays claimed: nothing may begin before the next supervisor has ended what was begun.
        return result;
    }
    *world.active.lock().unwrap_or_else(PoisonError::into_inner) = None;
    world.wants_repair.notify_one();
    result
}

/// Takes the place of the one rollout that may run.
fn claim(
    world: &World,
    caller: &Caller,
    request: &DeployRequest,
    events: mpsc::UnboundedSender<Event>,
) -> Result<(), Failure> {
    let mut active = world.active.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(holder) = active.as_ref() {
        return Err(locked(holder));
    }
    *active = Some(Active {
        rollout: String::new(),
        workload: request.workload.clone(),
        caller: caller.clone(),
        since_ms: now_ms(),
        events,
    });
    Ok(())
}

fn locked(holder: &Active) -> Failure {
    let seconds = now_ms().saturating_sub(holder.since_ms) / 1000;
    Failure::new(
        Exit::Locked,
        format!("another rollout of {} is running", holder.workload),
        "opswright status",
    )
    .because(format!(
        "`{}` by {}, process {}, since {seconds} s{}",
        holder.caller.command,
        holder.caller.user,
        holder.caller.pid,
        if holder.rollout.is_empty() {
            " (building)".to_owned()
        } else {
            format!(" (rollout {})", holder.rollout)
        },
    ))
}

async fn roll(
    world: &Arc<World>,
    caller: &Caller,
    request: &DeployRequest,
    reporter: &Reporter,
    outside: &mut mpsc::UnboundedReceiver<Event>,
) -> Result<serde_json::Value, Failure> {
    let release = release(world, request, reporter).await?;
    let current = world.current(&request.workload);
    let port = match &request.origin {
        Origin::Tree(spec) => spec.port,
        Origin::Release(_) | Origin::Previous if current.port != 0 => current.port,
        Origin::Release(_) | Origin::Previous => release.port,
    };
    let address = world.proxy.listen(&request.workload, port).await?;
    let plan = plan(world, request, &release);
    let opened = Opened {
        version: 1,
        caller: caller.clone(),
        workload: request.workload.clone(),
        environment: request.environment.clone(),
        candidate: plan.candidate.0.clone(),
        stable: plan.stable.as_ref().map(|stable| stable.release.0.clone()),
        approval: request.approval.clone(),
        design: request.design.clone(),
        port,
    };
    world
        .record(OPENED, &plan.rollout.0, &opened)
        .map_err(|failure| Failure {
            exit: Exit::Findings,
            ..failure.because("nothing was started or stopped; what ran before still runs")
        })?;
    if let Some(active) = world
        .active
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_mut()
    {
        active.rollout.clone_from(&plan.rollout.0);
    }
    begin_counting(world, &request.workload).await;
    let ended = async {
        let state = drive(world, begin(plan), Event::Begin, outside, reporter).await?;
        if state.phase == Phase::RolledBack {
            super::recovery::record_routed(world, &request.workload).await?;
        }
        close(world, &state)?;
        Ok(state)
    }
    .await;
    let state = ended.inspect_err(|_| world.break_off())?;
    tidy_up(world, &request.workload, &state);
    answer(&state, &format!("http://{address}"), &release)
}

/// The release that the request names, built if it is the work tree's.
async fn release(
    world: &Arc<World>,
    request: &DeployRequest,
    reporter: &Reporter,
) -> Result<Release, Failure> {
    match &request.origin {
        Origin::Tree(spec) => {
            for secret in spec.secrets.values() {
                world.redactor.learn(&secret.0);
            }
            let say = |text: &str| reporter.say("build", text);
            let build = BuildRequest {
                layout: &world.layout,
                target: &world.target,
                spec,
                now_ms: now_ms(),
                report: &say,
            };
            let release = releases::build(&build)
                .await
                .map_err(|error| unbuilt(&error))?;
            world.record("release", &release.digest, &release)?;
            Ok(release)
        }
        Origin::Release(wanted) => releases::find(&world.layout, &request.workload, wanted)
            .map_err(|error| unbuilt(&error)),
        Origin::Previous => {
            let current = world.current(&request.workload);
            let previous = current.previous.ok_or_else(|| {
                let reason = format!("{} has no release to go back to", request.workload);
                Failure::new(Exit::Usage, reason, "opswright releases")
            })?;
            releases::find(&world.layout, &request.workload, &previous)
                .map_err(|error| unbuilt(&error))
        }
    }
}

fn unbuilt(error: &ReleaseError) -> Failure {
    match error {
        ReleaseError::Build {
            reason,
            evidence,
            next,
        } => {
            let mut failure = Failure::new(Exit::Findings, reason.clone(), next.clone());
            failure.evidence.clone_from(evidence);
            failure.because("nothing was started or stopped; what ran before still runs")
        }
        ReleaseError::Storage { .. } => Failure::new(
            Exit::Findings,
            "the release could not be written",
            "opswright doctor",
        )
        .because(error.to_string())
        .because("nothing was started or stopped; what ran before still runs"),
        ReleaseError::Unknown { .. } | ReleaseError::Ambiguous { .. } => {
            Failure::new(Exit::Usage, error.to_string(), "opswright releases")
        }
    }
}

/// The design's way of moving, as a plan of the machine.
fn plan(world: &World, request: &DeployRequest, release: &Release) -> Plan {
    let current = world.current(&request.workload);
    let stable = current.release.map(|release| Stable {
        release: ReleaseId(release),
        instances: current
            .instances
            .keys()
            .map(|instance| InstanceId(instance.clone()))
            .collect(),
    });
    let (instances, migrate) = match &request.origin {
        Origin::Tree(spec) => (spec.instances, spec.migrate.clone()),
        Origin::Release(_) | Origin::Previous => (release.instances, None),
    };
    let pace = &request.pace;
    let health = release.health_path.clone();
    let mut paths: Vec<String> = health.iter().cloned().collect();
    if !paths.contains(&"/".to_owned()) {
        paths.push("/".to_owned());
    }
    Plan {
        rollout: RolloutId(rollout_name(&request.workload)),
        workload: request.workload.clone(),
        environment: request.environment.clone(),
        strategy: Strategy::BlueGreen,
        candidate: ReleaseId(short(&release.digest).to_owned()),
        stable,
        instances,
        traffic: Traffic::Routed,
        health: HealthGate {
            path: health,
            rise: 2,
            interval_ms: 100,
            deadline_ms: pace.health_deadline_ms,
            min_healthy_ms: 200,
        },
        verification: Verification {
            paths,
            requests: 6,
            timeout_ms: 5_000,
        },
        drain_limit_ms: pace.drain_limit_ms,
        stop_grace_ms: pace.stop_grace_ms,
        bake_ms: pace.bake_ms,
        analysis: Analysis {
            look_ms: (pace.bake_ms / 3).clamp(100, 1_000),
            looks: 3,
            min_requests: 20,
            min_errors: 3,
            max_error_ratio: Ratio(20_000),
            unclear: Unclear::ProceedIfVerified,
        },
        migrate: migrate.map(|expand| MigrationPlan {
            expand: Some(expand),
            contract: None,
        }),
    }
}

/// A name that is unique on this machine: the workload and the time in base 36.
fn rollout_name(workload: &str) -> String {
    let mut digits = Vec::new();
    let mut rest = now_ms();
    while rest > 0 {
        let digit = u32::try_from(rest % 36).unwrap_or(0);
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        rest /= 36;
    }
    format!(
        "{workload}-{}",
        digits.into_iter().rev().collect::<String>()
    )
}

/// Forgets what was counted before the rollout, so that its first look counts from here.
pub(crate) async fn begin_counting(world: &World, workload: &str) {
    if let Some(stats) = world.proxy.stats().await {
        let mut seen = world.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = seen.increase(workload, &stats, 0);
    }
}

/// Closes the rollout in the journal.
pub(crate) fn close(world: &World, state: &State) -> Result<(), Failure> {
    let body = serde_json::json!({
        "version": 1,
        "workload": state.plan.workload,
        "phase": state.phase,
        "outcome": state.outcome,
        "failure": state.failure,
        "judgements": state.judgements,
        "notes": state.notes,
    });
    world.record_value(CLOSED, &state.plan.rollout.0, body)
}

/// Marks the release as used and removes old ones.
pub(crate) fn tidy_up(world: &World, workload: &str, state: &State) {
    let current = world.current(workload);
    if state.phase == Phase::Succeeded
        && let Ok(mut release) = releases::find(&world.layout, workload, &state.plan.candidate.0)
    {
        release.used_ms = now_ms();
        let _ = release.save(&world.layout);
    }
    let used: Vec<String> = releases::all(&world.layout)
        .into_iter()
        .filter(|release| {
            let name = short(&release.digest);
            current.release.as_deref() == Some(name) || current.previous.as_deref() == Some(name)
        })
        .map(|release| release.digest)
        .collect();
    let _ = releases::prune(&world.layout, workload, &used, KEPT);
}

/// What the caller is told.
fn answer(state: &State, url: &str, release: &Release) -> Result<serde_json::Value, Failure> {
    let outcome = state.outcome.clone();
    let reason = outcome
        .as_ref()
        .map_or_else(|| state.phase.to_string(), |outcome| outcome.reason.clone());
    let exit = match state.phase {
        Phase::Succeeded => {
            return Ok(serde_json::json!({
                "rollout": state.plan.rollout,
                "workload": state.plan.workload,
                "environment": state.plan.environment,
                "release": release.digest,
                "previous": state.plan.stable.as_ref().map(|stable| &stable.release),
                "url": url,
                "reason": reason,
                "evidence": outcome.as_ref().map(|outcome| outcome.evidence.clone()).unwrap_or_default(),
                "notes": state.notes,
            }));
        }
        Phase::RolledBack => Exit::RolledBack,
        _ => Exit::Unsafe,
    };
    let mut failure = Failure::new(
        exit,
        reason,
        outcome
            .as_ref()
            .map_or("opswright logs", |outcome| &outcome.next),
    );
    failure.evidence = outcome.map(|outcome| outcome.evidence).unwrap_or_default();
    Err(failure)
}
