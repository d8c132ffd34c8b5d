//! `down`: stop and remove everything that is ours.

use opswright_engine::failure::{Exit, Failure};
use opswright_engine::wire::{Request, Verb};
use opswright_engine::{client, layout::Layout};

use super::Ended;
use crate::arguments::Down;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, down: &Down) -> Ended {
    let layout = place::layout(&down.place.directory)?;
    let executable = place::executable()?;
    let mut stopped = serde_json::json!({"stopped": []});
    // Without a supervisor there may still be instances of one that was killed: a new one finds and ends them.
    if client::connect(&layout).is_some() || layout.journal().exists() {
        let request = Request {
            caller: place::caller(),
            verb: Verb::Down,
        };
        stopped = client::ask_persistently(&layout, &executable, &request, |_| {})?;
        client::wait_until_gone(&layout)?;
    }
    if down.purge {
        purge(&layout)?;
    }
    if output.json() {
        output.document(&serde_json::json!({"schema": "opswright/down@1", "stopped": stopped.get("stopped"), "purged": down.purge}));
    } else {
        let count = stopped
            .get("stopped")
            .and_then(serde_json::Value::as_array)
            .map_or(0, Vec::len);
        output.data(&format!(
            "stopped {count} instances; nothing of this project runs"
        ));
    }
    Ok(Exit::Done)
}

fn purge(layout: &Layout) -> Result<(), Failure> {
    for folder in [
        layout.releases(),
        layout.logs(),
        layout.cache(),
        layout.configurations(),
    ] {
        match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::new(
                    Exit::Findings,
                    format!("{} could not be removed", folder.display()),
                    "opswright doctor",
                )
                .because(error.to_string()));
            }
            _ => {}
        }
    }
    let _ = std::fs::remove_file(layout.values());
    Ok(())
}
