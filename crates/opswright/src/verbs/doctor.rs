//! `doctor`: what is missing on this machine.

use opswright_engine::doctor::{Machine, doctor};
use opswright_engine::failure::Exit;
use opswright_engine::project::{Project, Said};

use super::Ended;
use crate::arguments::Place;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, place: &Place) -> Ended {
    let layout = place::layout(&place.directory)?;
    let project = Project::read(&place.directory)?;
    let design = project
        .answers(&Said::default())
        .ok()
        .map(|answers| project.design(&answers));
    let machine = Machine {
        path: std::env::var("PATH").unwrap_or_default(),
        home: std::env::var_os("HOME").map(Into::into),
    };
    let checked = doctor(&layout, design.as_ref(), &machine);
    if output.json() {
        output.document(&serde_json::json!({"schema": "opswright/doctor@1", "checked": checked}));
    } else {
        for line in &checked {
            output.data(&format!(
                "{:<8} {:<14} {}",
                if line.ok { "ok" } else { "missing" },
                line.name,
                line.seen
            ));
            if let Some(fix) = &line.fix {
                output.data(&format!("{:<8} {:<14} fix: {fix}", "", ""));
            }
        }
    }
    Ok(if checked.iter().all(|line| line.ok) {
        Exit::Done
    } else {
        Exit::Findings
    })
}
