//! `rollback`: go back to the release before, or to the one named.

use opswright_engine::failure::{Exit, Failure};
use opswright_engine::wire::{DeployRequest, Origin};

use super::{Ended, rollout};
use crate::arguments::Rollback;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, rollback: &Rollback) -> Ended {
    let layout = place::layout(&rollback.directory)?;
    let status = super::status::ask(&layout)?;
    let names: Vec<&str> = status
        .workloads
        .iter()
        .map(|workload| workload.workload.as_str())
        .filter(|name| {
            rollback
                .workload
                .as_deref()
                .is_none_or(|wanted| wanted == *name)
        })
        .collect();
    let workload = match names.as_slice() {
        [one] => (*one).to_owned(),
        [] => {
            return Err(Failure::new(
                Exit::Usage,
                "nothing runs here that could be rolled back",
                "opswright up",
            ));
        }
        many => {
            let reason = format!("there is more than one workload: {}", many.join(", "));
            return Err(Failure::new(
                Exit::Usage,
                reason,
                "opswright rollback --workload NAME",
            ));
        }
    };
    let request = DeployRequest {
        workload,
        environment: rollback.environment.clone(),
        origin: rollback
            .release
            .clone()
            .map_or(Origin::Previous, Origin::Release),
        pace: rollout::pace(&rollback.pace)?,
        approval: "rollback to a release that was approved before".to_owned(),
        design: String::new(),
    };
    let answer = rollout::roll_out(output, &layout, request)?;
    rollout::ended(output, &[answer]);
    Ok(Exit::Done)
}
