//! What `up`, `deploy` and `rollback` share: ask the supervisor, show its progress, show how it ended.

use std::time::Duration;

use opswright_engine::client;
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::layout::Layout;
use opswright_engine::wire::{DeployRequest, Pace, Progress, Request, Verb};

use crate::arguments;
use crate::output::Output;
use crate::place;

/// The knobs as typed, in milliseconds.
pub(crate) fn pace(typed: &arguments::Pace) -> Result<Pace, Failure> {
    let milliseconds = |name: &str, seconds: f64| {
        Duration::try_from_secs_f64(seconds)
            .ok()
            .and_then(|duration| u64::try_from(duration.as_millis()).ok())
            .filter(|milliseconds| *milliseconds <= 24 * 60 * 60 * 1000)
            .ok_or_else(|| {
                Failure::new(
                    Exit::Usage,
                    format!("--{name} must be between 0 and 86400 seconds"),
                    "opswright up --help",
                )
            })
    };
    Ok(Pace {
        health_deadline_ms: milliseconds("health-timeout", typed.health_timeout)?,
        bake_ms: milliseconds("bake", typed.bake)?,
        drain_limit_ms: milliseconds("drain", typed.drain)?,
        ..Pace::default()
    })
}

/// Rolls out and returns the supervisor's answer.
pub(crate) fn roll_out(
    output: Output,
    layout: &Layout,
    request: DeployRequest,
) -> Result<serde_json::Value, Failure> {
    let executable = place::executable()?;
    let request = Request {
        caller: place::caller(),
        verb: Verb::Deploy(Box::new(request)),
    };
    client::ask_persistently(layout, &executable, &request, |progress| {
        tell(output, progress);
    })
}

/// One line of progress on stderr.
fn tell(output: Output, progress: &Progress) {
    let seconds = progress.elapsed_ms / 1000;
    let tenths = progress.elapsed_ms % 1000 / 100;
    output.say(&format!(
        "{seconds:>4}.{tenths} s  {:<9} {}",
        progress.step, progress.text
    ));
}

/// The answer for people: what is current, where, and how to undo it.
pub(crate) fn ended(output: Output, answers: &[serde_json::Value]) {
    if output.json() {
        output.document(&serde_json::json!({"schema": "opswright/deploy@1", "workloads": answers}));
        return;
    }
    for answer in answers {
        let text = |key: &str| {
            answer
                .get(key)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        output.say(&format!("{}: {}", text("workload"), text("reason")));
        for line in answer
            .get("evidence")
            .and_then(serde_json::Value::as_array)
            .into_iter()
            .flatten()
        {
            output.say(&format!("  {}", line.as_str().unwrap_or_default()));
        }
        for note in answer
            .get("notes")
            .and_then(serde_json::Value::as_array)
            .into_iter()
            .flatten()
        {
            output.say(&format!(
                "  note: {}",
                note.get("text")
                    .and_then(serde_json::Value::as_str)
                    .unwrap_or_default()
            ));
        }
        output.data(&text("url"));
    }
    output.say("next      opswright status · opswright logs · opswright rollback · opswright down");
}
