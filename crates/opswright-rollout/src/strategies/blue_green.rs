//! Blue-green: start beside, prove, move all traffic in one swap, prove again, keep the old for a bake, then stop it.

use crate::{InstanceId, Phase, Plan, Step, Task, Traffic, Weights};

pub(super) fn steps(plan: &Plan) -> Vec<Step> {
    let new = new_instances(plan);
    let old = plan
        .stable
        .iter()
        .flat_map(|stable| stable.instances.clone())
        .collect();
    let (expand, contract) = plan
        .migrate
        .clone()
        .map_or((None, None), |migrate| (migrate.expand, migrate.contract));
    let release = plan.candidate.clone();
    let for_ms = plan.bake_ms;
    let mut steps = vec![(Phase::Preflight, Task::Preflight)];
    steps.extend(expand.map(|command| (Phase::Migrating, Task::Expand(command))));
    let instances = new.clone();
    steps.push((Phase::Starting, Task::Start { release, instances }));
    steps.push((Phase::HealthGate, Task::AwaitHealthy(new.clone())));
    if plan.traffic == Traffic::Routed {
        let candidate = plan.candidate.clone();
        let all = Weights::all(plan.candidate.clone());
        steps.extend([
            (Phase::HealthGate, Task::VerifyInstances(new)),
            (Phase::Shifting(0), Task::Baseline),
            (Phase::Shifting(0), Task::Shift(all)),
            (Phase::Analysing(0), Task::VerifyRoute(candidate)),
        ]);
    }
    steps.push((Phase::Baking, Task::Watch { for_ms }));
    let current = Some(plan.candidate.clone());
    steps.push((Phase::Promoting, Task::Record(current)));
    steps.push((Phase::Draining, Task::Stop(old)));
    steps.extend(contract.map(|command| (Phase::Contracting, Task::Contract(command))));
    steps
        .into_iter()
        .map(|(phase, task)| Step::new(phase, task))
        .collect()
}

fn new_instances(plan: &Plan) -> Vec<InstanceId> {
    (1..=plan.instances.max(1))
        .map(|number| InstanceId(format!("{}-{number}", plan.rollout)))
        .collect()
}
