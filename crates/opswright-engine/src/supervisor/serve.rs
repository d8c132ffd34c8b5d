//! The control socket: one request a connection, answered by progress lines and one last line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use opswright_rollout::Event;
use opswright_target::process::InstanceState;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixStream};

use super::deploy::deploy;
use super::progress::Reporter;
use super::world::World;
use crate::failure::{Exit, Failure};
use crate::records::{CLOSED, CURRENT, Current};
use crate::wire::{
    Caller, InstanceStatus, Reply, Request, Status, TrafficStatus, Verb, WorkloadStatus,
};

/// Accepts connections until told to end; each is served beside the others.
pub(crate) async fn serve(world: Arc<World>, listener: UnixListener) {
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    let world = Arc::clone(&world);
                    tokio::spawn(async move { connection(&world, stream).await });
                }
            }
            () = world.ends.notified() => return,
        }
    }
}

async fn connection(world: &Arc<World>, stream: UnixStream) {
    // The folder is 0700 already; a socket that was handed elsewhere is refused all the same.
    let mine = rustix::process::getuid().as_raw();
    if stream
        .peer_cred()
        .is_ok_and(|peer| peer.uid() != mine && peer.uid() != 0)
    {
        return;
    }
    let (reader, mut writer) = stream.into_split();
    let mut line = String::new();
    if BufReader::new(reader).read_line(&mut line).await.is_err() || line.is_empty() {
        return;
    }
    let mut ends = false;
    let reply = match serde_json::from_str::<Request>(&line) {
        Ok(request) => {
            ends = matches!(request.verb, Verb::Down);
            answer(world, request, &mut writer).await
        }
        Err(error) => Err(Failure::new(
            Exit::Usage,
            "the request could not be read",
            "use the same version of opswright",
        )
        .because(error.to_string())),
    };
    ends &= reply.is_ok();
    let last = match reply {
        Ok(value) => Reply::Done(world.redactor.value(value)),
        Err(failure) => Reply::Failed(world.redact_failure(&failure)),
    };
    let _ = send(&mut writer, &last).await;
    if ends || world.is_broken() {
        world.ends.notify_one();
    }
}

async fn send(writer: &mut OwnedWriteHalf, reply: &Reply) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(reply)?;
    line.push(b'\n');
    writer.write_all(&line).await
}

async fn answer(
    world: &Arc<World>,
    request: Request,
    writer: &mut OwnedWriteHalf,
) -> Result<serde_json::Value, Failure> {
    match request.verb {
        Verb::Ping => Ok(serde_json::json!({"pid": std::process::id()})),
        Verb::Status => Ok(serde_json::to_value(status(world).await).unwrap_or_default()),
        Verb::Record {
            kind,
            subject,
            body,
        } => {
            world.record_value(&kind, &subject, body)?;
            Ok(serde_json::Value::Null)
        }
        Verb::Abort { reason } => abort(world, &request.caller, reason),
        Verb::Down => down(world, &request.caller).await,
        Verb::Deploy(wanted) => {
            let (reporter, mut progress) = Reporter::new();
            let rolling = Arc::clone(world);
            // A task of its own: a caller that goes away does not end the rollout.
            let mut task =
                tokio::spawn(
                    async move { deploy(&rolling, &request.caller, &wanted, &reporter).await },
                );
            loop {
                tokio::select! {
                    Some(said) = progress.recv() => {
                        let _ = send(writer, &Reply::Progress(said)).await;
                    }
                    ended = &mut task => {
                        while let Ok(said) = progress.try_recv() {
                            let _ = send(writer, &Reply::Progress(said)).await;
                        }
                        return ended.unwrap_or_else(|error| {
                            world.break_off();
                            Err(Failure::new(Exit::Unsafe, "the rollout ended by a defect", "opswright status")
                                .because(error.to_string()))
                        });
                    }
                }
            }
        }
    }
}

fn abort(world: &World, caller: &Caller, reason: String) -> Result<serde_json::Value, Failure> {
    let Some(active) = world.active() else {
        return Err(Failure::new(
            Exit::Usage,
            "no rollout is running",
            "opswright status",
        ));
    };
    let _ = active.events.send(Event::Abort {
        reason,
        by: caller.user.clone(),
    });
    Ok(serde_json::json!({"rollout": active.rollout}))
}

/// Stops the proxy, then instances; what runs is recorded as nothing first, so that it stays down. This process ends when
/// the caller has been told.
async fn down(world: &World, caller: &Caller) -> Result<serde_json::Value, Failure> {
    if let Some(active) = world.active() {
        let _ = active.events.send(Event::Abort {
            reason: "down".to_owned(),
            by: caller.user.clone(),
        });
    }
    let _changing = world.changing.lock().await;
    world.record(
        "down",
        "project",
        &serde_json::json!({"version": 1, "caller": caller}),
    )?;
    for workload in world.workloads() {
        let current = world.current(&workload);
        if current.release.is_some() {
            let previous = current.release.clone();
            let nothing = Current {
                release: None,
                previous,
                instances: BTreeMap::new(),
                ..current
            };
            world.record(CURRENT, &workload, &nothing)?;
        }
    }
    world.proxy.retire().await;
    let mut stopped = Vec::new();
    for seen in world.observe().await {
        let _ = world.target.stop(&seen.instance, 5_000).await;
        stopped.push(seen.instance);
    }
    let _ = world.target.sweep(&BTreeSet::new()).await;
    world.record(
        "down-done",
        "project",
        &serde_json::json!({"version": 1, "stopped": stopped}),
    )?;
    Ok(serde_json::json!({"stopped": stopped}))
}

async fn status(world: &World) -> Status {
    let observed = world.observe().await;
    let stats = world.proxy.stats().await.unwrap_or_default();
    let active = world.active();
    let mut workloads = Vec::new();
    for name in world.workloads() {
        let current = world.current(&name);
        let instances = observed
            .iter()
            .filter(|seen| seen.workload == name)
            .map(|seen| InstanceStatus {
                instance: seen.instance.clone(),
                release: seen.release.clone(),
                port: seen.port,
                pid: seen.identity.pid,
                shim: seen.shim.pid,
                state: match seen.state {
                    InstanceState::Running => "running".to_owned(),
                    InstanceState::Exited(exit) => format!("ended: {exit}"),
                    InstanceState::ShimLost => "lost".to_owned(),
                },
            })
            .collect();
        let traffic = stats
            .services
            .iter()
            .filter(|service| service.service == name)
            .flat_map(|service| &service.releases)
            .map(|release| {
                let counted = TrafficStatus {
                    requests: release.requests,
                    errors: release.errors(),
                    in_flight: release.in_flight,
                };
                (release.release.clone(), counted)
            })
            .collect();
        workloads.push(WorkloadStatus {
            url: world
                .proxy
                .address(&name)
                .filter(|_| current.release.is_some())
                .map(|address| format!("http://{address}")),
            environment: current.environment,
            release: current.release,
            instances,
            traffic,
            rollout: active
                .as_ref()
                .filter(|active| active.workload == name)
                .map(|active| active.rollout.clone()),
            last_failure: last_failure(world, &name),
            workload: name,
        });
    }
    Status {
        supervisor: std::process::id(),
        proxy: world.proxy.ping().await.map(|pong| pong.pid),
        workloads,
    }
}

/// How the last rollout of a workload ended, if it failed.
fn last_failure(world: &World, workload: &str) -> Option<Failure> {
    let last = world.entries(CLOSED).into_iter().rev().find(|stored| {
        stored
            .body
            .get("workload")
            .and_then(serde_json::Value::as_str)
            == Some(workload)
    })?;
    let body = last.body;
    let outcome: opswright_rollout::Outcome =
        serde_json::from_value(body.get("outcome")?.clone()).ok()?;
    let exit = match body.get("phase")?.as_str()? {
        "rolled_back" => Exit::RolledBack,
        "rollback_failed" => Exit::Unsafe,
        _ => return None,
    };
    Some(Failure {
        exit,
        reason: outcome.reason,
        evidence: outcome.evidence,
        next: outcome.next,
    })
}
