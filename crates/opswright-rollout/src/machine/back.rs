//! The way back: weights as they were, stable instances started again if they are gone, candidate instances stopped.

use super::Machine;
use crate::{Failure, InstanceId, Life, Phase, Step, Task, Traffic, Weights};

impl Machine {
    /// Goes back because of `failure`; a second reason while it goes back already changes nothing.
    pub(super) fn turn_back(&mut self, failure: Failure) {
        if self.state.phase.is_going_back() || self.is_promoted() {
            return;
        }
        self.state.failure = Some(failure);
        self.state.pause = None;
        self.enter(Phase::Aborting);
        self.go_back();
    }

    /// Replaces the steps by those of the way back and begins them.
    pub(super) fn go_back(&mut self) {
        self.state.pending.clear();
        self.state.steps = self.steps_back();
        self.state.cursor = 0;
        self.enter(Phase::RollingBack);
        self.run();
    }

    fn steps_back(&self) -> Vec<Step> {
        let plan = &self.state.plan;
        let mut tasks = Vec::new();
        let before = plan
            .stable
            .as_ref()
            .map_or_else(Weights::none, |stable| Weights::all(stable.release.clone()));
        if let Some(stable) = &plan.stable {
            let alive = self.instances_of_stable(Life::Healthy).len();
            let missing = stable.instances.len().max(1).saturating_sub(alive);
            if missing > 0 {
                let serial = self.state.next_action.0;
                let fresh: Vec<InstanceId> = (0..missing)
                    .map(|number| InstanceId(format!("{}-b{serial}-{number}", plan.rollout)))
                    .collect();
                tasks.push(Task::Start(fresh.clone()));
                tasks.push(Task::AwaitHealthy(fresh));
            }
        }
        let moved = self.state.weights != before || self.state.weights_in_doubt;
        if moved && plan.traffic == Traffic::Routed {
            tasks.push(Task::Shift(before));
        }
        let stable = plan.stable.as_ref().map(|stable| stable.release.clone());
        if self.state.recorded != stable || !tasks.is_empty() {
            tasks.push(Task::Record(stable));
        }
        tasks.push(Task::Stop(self.candidates()));
        tasks
            .into_iter()
            .map(|task| Step {
                phase: Phase::RollingBack,
                task,
            })
            .collect()
    }

    fn instances_of_stable(&self, life: Life) -> Vec<InstanceId> {
        let stable = self
            .state
            .plan
            .stable
            .as_ref()
            .map(|stable| &stable.release);
        let all = self.state.instances.iter();
        all.filter(|(_, known)| Some(&known.release) == stable && known.life == life)
            .map(|(instance, _)| instance.clone())
            .collect()
    }

    /// Every instance of the candidate that may exist.
    fn candidates(&self) -> Vec<InstanceId> {
        let candidate = &self.state.plan.candidate;
        let all = self.state.instances.iter();
        all.filter(|(_, known)| known.release == *candidate)
            .map(|(instance, _)| instance.clone())
            .collect()
    }

    /// Everything is as it was before.
    pub(super) fn returned(&mut self) {
        let now = match &self.state.plan.stable {
            Some(stable) => format!("release {} has the traffic, as before", stable.release),
            None => "nothing ran before, and nothing runs now".to_owned(),
        };
        let failure = self.state.failure.clone();
        let reason = failure.as_ref().map_or_else(
            || "it went back".to_owned(),
            |failure| failure.reason.clone(),
        );
        let mut evidence = failure
            .as_ref()
            .map(|failure| failure.evidence.clone())
            .unwrap_or_default();
        evidence.push(now);
        let next = failure.map_or_else(|| "opswright status".to_owned(), |failure| failure.next);
        self.end(Phase::RolledBack, reason, evidence, &next);
    }

    /// The way back failed too.
    pub(super) fn stranded(&mut self, failure: Failure) {
        let first = self
            .state
            .failure
            .as_ref()
            .map(|first| format!("it went back because: {}", first.reason));
        let evidence = failure.evidence.into_iter().chain(first).collect();
        let reason = format!("the rollback failed: {}", failure.reason);
        self.end(Phase::RollbackFailed, reason, evidence, &failure.next);
    }
}
