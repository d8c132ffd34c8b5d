//! How each workload becomes an image.

use super::decision;
use crate::case::Case;
use crate::design::{Containerization, Decision};
use crate::workloads::ResolvedWorkload;

/// One decision a workload.
pub(super) fn decide(case: &Case<'_>) -> Vec<Decision> {
    case.workloads.iter().map(of_workload).collect()
}

fn of_workload(workload: &ResolvedWorkload) -> Decision {
    let design = &workload.design;
    let (choice, runner_up) = match design.containerization {
        Containerization::Dockerfile => ("Dockerfile", "Buildpacks"),
        Containerization::Buildpacks => ("Buildpacks", "Dockerfile"),
    };
    let reason = match workload.containerization_rule {
        "containerization-answered" => "it was stated".to_owned(),
        "dockerfile-for-known-languages" => format!(
            "a Dockerfile for {} can be generated with its own dependency layer, and says every step",
            design.language
        ),
        _ if design.language == "unknown" => {
            "the language is not known, and Buildpacks detect many".to_owned()
        }
        _ => format!(
            "no Dockerfile is generated for {}; Buildpacks know how to build it",
            design.language
        ),
    };
    Decision {
        inputs: vec![workload.containerization.clone()],
        runner_up: Some(runner_up.to_owned()),
        ..decision(
            &format!("containerization.{}", design.name),
            choice,
            workload.containerization_rule,
            reason,
        )
    }
}
