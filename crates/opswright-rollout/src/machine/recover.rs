//! After a crash of the driver: before the first shift go back, after an acknowledged one go on, in between restore.

use super::Machine;
use crate::{Action, Failure, Health, InstanceId, Life, Observed, Phase, Retry, Traffic, Weights};

impl Machine {
    /// Takes what was found as the truth, and goes on from there.
    pub(super) fn recover(&mut self, observed: &Observed, last_intent: Option<&Action>) {
        self.state.pending.clear();
        self.see(observed);
        if let Some(intent) = last_intent {
            self.note(
                format!("opswright was ended while it did this: {}", word(intent)),
                Vec::new(),
                String::new(),
            );
        }
        match self.state.phase {
            Phase::Planned => self.state.failure = Some(interrupted()),
            Phase::Aborting | Phase::RollingBack => {}
            _ if self.may_go_on(observed) => {
                self.state.weights_in_doubt = false;
                self.run();
                return;
            }
            _ => self.state.failure = Some(interrupted()),
        }
        self.state.pause = None;
        // What the proxy did not say is restored in any case.
        self.state.weights_in_doubt = true;
        self.enter(Phase::Aborting);
        self.go_back();
    }

    /// The lives of instances as found.
    fn see(&mut self, observed: &Observed) {
        for (instance, known) in &mut self.state.instances {
            known.life = match observed.instances.get(instance) {
                None => Life::Gone,
                Some(found) if found.health == Health::Healthy => Life::Healthy,
                Some(_) => Life::Started,
            };
        }
        if let Some(weights) = &observed.weights {
            self.state.weights = weights.clone();
        }
    }

    /// Whether all traffic had moved, acknowledged, and the candidate still answers.
    fn may_go_on(&self, observed: &Observed) -> bool {
        let candidate = &self.state.plan.candidate;
        let healthy = |instance: &InstanceId| {
            self.state
                .instances
                .get(instance)
                .is_some_and(|known| known.life == Life::Healthy)
        };
        let mut mine = self
            .state
            .instances
            .iter()
            .filter(|(_, known)| known.release == *candidate);
        let all_healthy =
            mine.clone().next().is_some() && mine.all(|(instance, _)| healthy(instance));
        let acknowledged = !self.state.weights_in_doubt
            && observed.weights == Some(Weights::all(candidate.clone()));
        let beyond = matches!(
            self.state.phase,
            Phase::Analysing(_)
                | Phase::Baking
                | Phase::Promoting
                | Phase::Draining
                | Phase::Contracting
        );
        let moved = self.state.plan.traffic == Traffic::Unrouted || acknowledged;
        beyond && moved && all_healthy
    }
}

fn interrupted() -> Failure {
    Failure {
        reason: "opswright was ended in the middle of the rollout".to_owned(),
        evidence: vec![
            "the traffic had not been moved for good, so everything was put back".to_owned(),
        ],
        next: "opswright up".to_owned(),
        retry: Retry::MayHelp,
    }
}

fn word(action: &Action) -> String {
    use crate::Work;
    match &action.work {
        Work::Preflight { release, .. } => format!("check release {release}"),
        Work::Expand { command, .. } | Work::Contract { command, .. } => format!("run `{command}`"),
        Work::StartInstance { instance, .. } => format!("start {instance}"),
        Work::AwaitHealthy { instance, .. } => format!("wait for {instance}"),
        Work::Verify { release, .. } => format!("verify release {release}"),
        Work::Shift { weights, .. } => format!("shift to {weights}"),
        Work::Observe { .. } => "look at the traffic".to_owned(),
        Work::RecordCurrent { .. } => "record the current release".to_owned(),
        Work::StopInstance { instance, .. } => format!("stop {instance}"),
    }
}
