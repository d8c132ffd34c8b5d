//! Instances of a release: from its record to a process, and back.

use std::collections::BTreeMap;

use opswright_rollout::{Detail, Failure, HealthGate, Retry};
use opswright_target::process::{
    self, CommandLine, ErrorKind, InstanceSpec, InstanceState, Limits, Secret, Step, StopSignal,
    TargetError, Variable,
};

use super::perform::failed;
use super::world::{Placement, World};
use crate::layout::short;
use crate::releases::{self, Configuration, Release};

/// Tries with another port when somebody else has taken the one that was chosen.
const PORT_TRIES: usize = 3;

/// Longest time for one probe, in milliseconds.
const PROBE_LIMIT_MS: u64 = 5_000;

/// Time between the polite and the hard end when nobody says another, in milliseconds.
const GRACE_MS: u64 = 10_000;

/// Starts an instance unless it is alive; its place is known from then on.
pub(crate) async fn start(
    world: &World,
    instance: &str,
    release: &Release,
) -> Result<Detail, Failure> {
    let mut last = None;
    for _ in 0..PORT_TRIES {
        let port = free_port(world)?;
        let spec = spec(world, instance, release, port)?;
        match world.target.start(&spec).await {
            Ok(identity) => {
                let placement = Placement {
                    port,
                    workload: release.workload.clone(),
                    release: short(&release.digest).to_owned(),
                };
                world.place(instance, placement);
                return Ok(Detail::Said(vec![format!(
                    "process {} on port {port}",
                    identity.pid
                )]));
            }
            Err(error) if error.kind == ErrorKind::PortTaken => last = Some(error),
            Err(error) => return Err(from_target(error)),
        }
    }
    Err(last.map_or_else(
        || {
            failed(
                "no port could be had".into(),
                format!("{PORT_TRIES} tries"),
                "opswright doctor",
            )
        },
        from_target,
    ))
}

/// Whether an instance runs, as far as can be seen.
pub(crate) async fn alive(world: &World, instance: &str) -> bool {
    world
        .observe()
        .await
        .iter()
        .any(|seen| seen.instance == instance && seen.state == InstanceState::Running)
}

/// What an instance of a release is started with.
fn spec(
    world: &World,
    instance: &str,
    release: &Release,
    port: u16,
) -> Result<InstanceSpec, Failure> {
    let configuration = world.configuration(release).map_err(|error| {
        failed(
            "the configuration of the release cannot be read".into(),
            error.to_string(),
            "opswright up",
        )
    })?;
    Ok(InstanceSpec {
        instance: instance.to_owned(),
        release: short(&release.digest).to_owned(),
        workload: release.workload.clone(),
        directory: release.directory(&world.layout),
        command: CommandLine::Shell(release.start.clone()),
        variables: variables(&configuration),
        port,
        log: world.layout.logs().join(format!("{instance}.log")),
        stop_signal: StopSignal::Term,
        grace_ms: GRACE_MS,
        limits: Limits::default(),
    })
}

/// Waits until an instance passes the gate.
pub(crate) async fn await_healthy(
    world: &World,
    instance: &str,
    gate: &HealthGate,
) -> Result<Detail, Failure> {
    let unknown = |what: String| {
        failed(
            format!("{instance} cannot be found"),
            what,
            "opswright status",
        )
    };
    let placement = world
        .placement(instance)
        .ok_or_else(|| unknown("it was never started".to_owned()))?;
    let release = releases::find(&world.layout, &placement.workload, &placement.release)
        .map_err(|error| unknown(error.to_string()))?;
    let spec = spec(world, instance, &release, placement.port)?;
    let gate = process::HealthGate {
        path: gate.path.clone(),
        rise: u32::from(gate.rise),
        interval_ms: gate.interval_ms,
        timeout_ms: PROBE_LIMIT_MS,
        deadline_ms: gate.deadline_ms,
        min_healthy_ms: gate.min_healthy_ms,
    };
    let healthy = world
        .target
        .await_healthy(&spec, &gate)
        .await
        .map_err(from_target)?;
    Ok(Detail::Said(vec![
        healthy.last_probe,
        format!("healthy after {} ms", healthy.after_ms),
    ]))
}

/// Stops an instance; one that is not there is stopped.
pub(crate) async fn stop(world: &World, instance: &str, grace_ms: u64) -> Result<Detail, Failure> {
    world
        .target
        .stop(instance, grace_ms)
        .await
        .map_err(from_target)?;
    Ok(Detail::Nothing)
}

/// Runs a command of a release to its end, as a migration.
pub(crate) async fn run_once(
    world: &World,
    release: &Release,
    command: &str,
) -> Result<Detail, Failure> {
    let configuration = world.configuration(release).map_err(|error| {
        failed(
            "the configuration of the release cannot be read".into(),
            error.to_string(),
            "opswright up",
        )
    })?;
    let step = Step {
        name: "migrate".to_owned(),
        command: CommandLine::Shell(command.to_owned()),
        directory: release.directory(&world.layout),
        variables: variables(&configuration),
        timeout_ms: 10 * 60 * 1000,
        grace_ms: GRACE_MS,
        log: world
            .layout
            .logs()
            .join(format!("migrate-{}.log", short(&release.digest))),
    };
    world.target.run_step(&step).await.map_err(from_target)?;
    Ok(Detail::Nothing)
}

fn variables(configuration: &Configuration) -> BTreeMap<String, Variable> {
    let plain = configuration
        .variables
        .iter()
        .map(|(name, value)| (name.clone(), Variable::Config(value.clone())));
    let secret = configuration
        .secrets
        .iter()
        .map(|(name, value)| (name.clone(), Variable::Secret(Secret::new(value.0.clone()))));
    plain.chain(secret).collect()
}

fn free_port(world: &World) -> Result<u16, Failure> {
    let taken = world
        .placements
        .lock()
        .map(|placements| {
            placements
                .values()
                .map(|placement| placement.port)
                .collect()
        })
        .unwrap_or_default();
    process::reserve_port(&taken).map_err(from_target)
}

/// A failure of the target in the machine's words.
pub(crate) fn from_target(error: TargetError) -> Failure {
    let retry = if error.retry {
        Retry::MayHelp
    } else {
        Retry::Useless
    };
    Failure {
        reason: error.reason,
        evidence: error.evidence,
        next: error.next,
        retry,
    }
}
