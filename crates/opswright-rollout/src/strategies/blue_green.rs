//! Blue-green: start beside, prove, move all traffic in one swap, prove again, keep the old for a bake, then stop it.

use crate::{InstanceId, Phase, Plan, Step, Task, Traffic, Weights};

pub(super) fn steps(plan: &Plan) -> Vec<Step> {
    let new: Vec<InstanceId> = (1..=plan.instances.max(1))
        .map(|number| InstanceId(format!("{}-{number}", plan.rollout)))
        .collect();
    let old = plan
        .stable
        .iter()
        .flat_map(|stable| stable.instances.clone())
        .collect();
    let expand = plan
        .migrate
        .as_ref()
        .and_then(|migrate| migrate.expand.clone());
    let contract = plan
        .migrate
        .as_ref()
        .and_then(|migrate| migrate.contract.clone());
    let mut steps = vec![step(Phase::Preflight, Task::Preflight)];
    steps.extend(expand.map(|command| step(Phase::Migrating, Task::Expand(command))));
    steps.push(step(Phase::Starting, Task::Start(new.clone())));
    steps.push(step(Phase::HealthGate, Task::AwaitHealthy(new.clone())));
    if plan.traffic == Traffic::Routed {
        steps.push(step(Phase::HealthGate, Task::VerifyInstances(new)));
        steps.push(step(Phase::Shifting(0), Task::Baseline));
        steps.push(step(
            Phase::Shifting(0),
            Task::Shift(Weights::all(plan.candidate.clone())),
        ));
        steps.push(step(
            Phase::Analysing(0),
            Task::VerifyRoute(plan.candidate.clone()),
        ));
    }
    steps.push(step(
        Phase::Baking,
        Task::Watch {
            for_ms: plan.bake_ms,
        },
    ));
    steps.push(step(
        Phase::Promoting,
        Task::Record(Some(plan.candidate.clone())),
    ));
    steps.push(step(Phase::Draining, Task::Stop(old)));
    steps.extend(contract.map(|command| step(Phase::Contracting, Task::Contract(command))));
    steps
}

fn step(phase: Phase, task: Task) -> Step {
    Step { phase, task }
}
