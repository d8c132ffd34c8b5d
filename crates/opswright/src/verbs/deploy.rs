//! `deploy`: roll a release out to an environment.

use opswright_engine::failure::{Exit, Failure};
use opswright_engine::gates::{self, Subject};
use opswright_engine::lower::{Wishes, ask_for, lower, missing};
use opswright_engine::project::Project;
use opswright_engine::values::Values;
use opswright_engine::wire::{DeployRequest, Origin};

use super::{Ended, design, rollout};
use crate::arguments::Deploy;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, deploy: &Deploy) -> Ended {
    let layout = place::layout(&deploy.place.directory)?;
    let project = Project::read(&deploy.place.directory)?;
    project.something()?;
    let answers = project.answers(&design::said(&deploy.answers))?;
    let decided = project.design(&answers);
    let subject = Subject {
        project: &project,
        answers: &answers,
        design: &decided,
    };
    let approved = gates::design_approved(&layout, &subject, &deploy.environment)?;
    runs_here(deploy)?;
    let wishes = Wishes {
        port: deploy.port,
        instances: deploy.instances,
        workload: deploy.workload.clone(),
    };
    let mut values = Values::load(&layout);
    values.take(&deploy.values.resources, &deploy.values.variables)?;
    let wanted = missing(&decided, &values, &wishes);
    if !wanted.is_empty() {
        return Err(ask_for(&wanted));
    }
    values.save(&layout)?;
    let lowered = lower(&decided, &values, &wishes)?;
    if deploy.release.is_some() && lowered.workloads.len() > 1 {
        let names: Vec<&str> = lowered
            .workloads
            .iter()
            .map(|workload| workload.name.as_str())
            .collect();
        let reason = format!(
            "--release is for one workload, and there are {}",
            names.join(", ")
        );
        return Err(Failure::new(
            Exit::Usage,
            reason,
            "opswright deploy --workload NAME --release DIGEST",
        ));
    }
    let mut ended = Vec::new();
    for workload in lowered.workloads {
        let name = workload.name.clone();
        let origin = match &deploy.release {
            Some(release) => Origin::Release(release.clone()),
            None => Origin::Tree(Box::new(workload)),
        };
        let request = DeployRequest {
            workload: name,
            environment: deploy.environment.clone(),
            origin,
            pace: rollout::pace(&deploy.pace)?,
            approval: approved.how.clone(),
            design: decided.digest.clone(),
        };
        ended.push(rollout::roll_out(output, &layout, request)?);
    }
    rollout::ended(output, &ended);
    Ok(Exit::Done)
}

/// The process target runs `local` on this machine; images and other environments need a target that runs images.
fn runs_here(deploy: &Deploy) -> Result<(), Failure> {
    let missing = match &deploy.image {
        Some(image) => format!("asked for {image} in {}", deploy.environment),
        None if deploy.environment != gates::LOCAL => format!("asked for {}", deploy.environment),
        None => return Ok(()),
    };
    Err(Failure::new(
        Exit::Unreachable,
        format!("no target is configured for {}", deploy.environment),
        "opswright deploy --env local",
    )
    .because(missing)
    .because("this version runs the environment local as processes of this machine; it has no target that runs images yet"))
}
