//! `status`: what runs here.

use std::fmt::Write as _;

use opswright_engine::client;
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::layout::Layout;
use opswright_engine::wire::{Request, Status, Verb, WorkloadStatus};

use super::Ended;
use crate::arguments::Place;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, place: &Place) -> Ended {
    let layout = place::layout(&place.directory)?;
    let status = ask(&layout)?;
    if output.json() {
        let mut value = serde_json::to_value(&status).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.insert("schema".to_owned(), "opswright/status@1".into());
        }
        output.document(&value);
    } else if status.workloads.is_empty() {
        output.data("nothing runs here");
        output.say("next      opswright up");
    } else {
        status
            .workloads
            .iter()
            .for_each(|workload| output.data(&shown(workload)));
    }
    Ok(Exit::Done)
}

/// What runs. Where instances were left by a supervisor that was killed, another one takes them over first.
pub(crate) fn ask(layout: &Layout) -> Result<Status, Failure> {
    if client::connect(layout).is_none() && !layout.has_instances() {
        return Ok(Status::default());
    }
    let request = Request {
        caller: place::caller(),
        verb: Verb::Status,
    };
    let value = client::ask_persistently(layout, &place::executable()?, &request, |_| {})?;
    serde_json::from_value(value).map_err(|error| {
        Failure::new(
            Exit::Unreachable,
            "the supervisor is of another version",
            "opswright down",
        )
        .because(error.to_string())
    })
}

fn shown(workload: &WorkloadStatus) -> String {
    let mut text = String::new();
    let release = workload.release.as_deref().unwrap_or("nothing");
    let url = workload.url.as_deref().unwrap_or("not offered");
    let _ = writeln!(
        text,
        "{}  {}  release {release}  {url}",
        workload.workload, workload.environment
    );
    for instance in &workload.instances {
        let _ = writeln!(
            text,
            "  {}  release {}  127.0.0.1:{}  process {}  {}",
            instance.instance, instance.release, instance.port, instance.pid, instance.state
        );
    }
    for (release, traffic) in &workload.traffic {
        let _ = writeln!(
            text,
            "  traffic of {release}: {} requests, {} errors, {} in flight",
            traffic.requests, traffic.errors, traffic.in_flight
        );
    }
    if let Some(rollout) = &workload.rollout {
        let _ = writeln!(text, "  rollout {rollout} is running");
    }
    if let Some(failure) = &workload.last_failure {
        let _ = writeln!(text, "  last rollout failed: {}", failure.reason);
        for line in &failure.evidence {
            let _ = writeln!(text, "    {line}");
        }
        let _ = writeln!(text, "  next: {}", failure.next);
    }
    text
}
