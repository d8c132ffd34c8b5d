//! `releases`: what is kept on this machine.

use opswright_engine::failure::Exit;
use opswright_engine::layout::short;
use opswright_engine::releases;

use super::Ended;
use crate::arguments::Place;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, place: &Place) -> Ended {
    let layout = place::layout(&place.directory)?;
    let all = releases::all(&layout);
    let status = super::status::ask(&layout)?;
    let running: Vec<&str> = status
        .workloads
        .iter()
        .filter_map(|workload| workload.release.as_deref())
        .collect();
    if output.json() {
        let listed: Vec<_> = all
            .iter()
            .map(|release| {
                serde_json::json!({
                    "digest": release.digest,
                    "workload": release.workload,
                    "start": release.start,
                    "configuration": release.configuration,
                    "created_ms": release.created_ms,
                    "used_ms": release.used_ms,
                    "current": running.contains(&short(&release.digest)),
                })
            })
            .collect();
        output.document(&serde_json::json!({"schema": "opswright/releases@1", "releases": listed}));
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        output.data("no release is kept here");
        output.say("next      opswright up");
    }
    for release in &all {
        let current = if running.contains(&short(&release.digest)) {
            "current"
        } else {
            ""
        };
        output.data(
            format!(
                "{}  {}  config {}  `{}`  {current}",
                short(&release.digest),
                release.workload,
                release.configuration,
                release.start
            )
            .trim_end(),
        );
    }
    Ok(Exit::Done)
}
