//! The answers to actions: done, or failed.

use super::Machine;
use super::events::ended;
use crate::{
    Action, ActionId, Detail, Doubt, Failure, InstanceId, Life, Phase, Retry, Through, Weights,
    Work,
};

/// How often a failed action is tried again where that may help.
const REPETITIONS: u8 = 2;

impl Machine {
    pub(super) fn done(&mut self, id: ActionId, detail: &Detail) {
        // Only `Event::Sample` answers an observation.
        let is_answer = |action: &Action| !matches!(action.work, Work::Observe { .. });
        if !self.state.pending.get(&id).is_some_and(is_answer) {
            return;
        }
        let Some(action) = self.state.pending.remove(&id) else {
            return;
        };
        match action.work {
            Work::StartInstance { instance, .. } => self.live(&instance, Life::Started),
            Work::AwaitHealthy { instance, .. } => self.live(&instance, Life::Healthy),
            Work::StopInstance { instance, .. } => {
                self.state.instances.remove(&instance);
            }
            Work::Shift { weights, .. } => self.shifted(weights, detail),
            Work::RecordCurrent { release } => {
                self.state.recorded = release;
                self.state.recorded_in_doubt = false;
            }
            Work::Verify {
                release,
                through: Through::Route,
                ..
            } => self.state.verified = Some(release),
            _ => {}
        }
        self.settle();
    }

    fn shifted(&mut self, weights: Weights, detail: &Detail) {
        self.state.weights = weights;
        self.state.doubt = Doubt::Nothing;
        if let Detail::Drained {
            left_in_flight,
            drained_ms,
        } = detail
            && *left_in_flight > 0
        {
            let text = format!(
                "{left_in_flight} requests were still in flight after {drained_ms} ms, the drain limit; they may be cut off"
            );
            self.note(text, Vec::new(), None);
        }
    }

    /// What follows once the step's answers are in.
    pub(super) fn settle(&mut self) {
        if !self.state.pending.is_empty() {
            return;
        }
        if self.state.rollback_failure.is_some() {
            self.stranded();
        } else if self.state.phase == Phase::Aborting {
            self.go_back();
        } else if let Some(instance) = self.lost_on_the_way() {
            let failure = ended(&instance, "");
            let mut notes = self.state.notes.iter();
            let known = notes.find(|note| note.text == failure.reason);
            let evidence = known.map_or_else(Vec::new, |note| note.evidence.clone());
            self.turn_back(Failure {
                evidence,
                ..failure
            });
        } else {
            self.finish_task();
        }
    }

    /// A candidate's instance that ended while the step that it was part of was still under way.
    fn lost_on_the_way(&self) -> Option<InstanceId> {
        if self.state.phase.is_going_back() || self.is_promoted() {
            return None;
        }
        let candidate = &self.state.plan.candidate;
        let lost = self
            .state
            .instances
            .iter()
            .find(|(_, known)| known.release == *candidate && known.life == Life::Gone);
        lost.map(|(instance, _)| instance.clone())
    }

    pub(super) fn failed(&mut self, id: ActionId, failure: Failure) {
        let Some(action) = self.state.pending.remove(&id) else {
            return;
        };
        if self.state.phase == Phase::Aborting || self.state.rollback_failure.is_some() {
            self.settle();
        } else if self.may_repeat(&action, &failure) {
            self.act_again(action.work, action.attempt + 1);
        } else if self.state.phase.is_going_back() {
            self.failed_going_back(&action.work, failure);
        } else if let Work::Observe { for_ms } = action.work {
            self.unseen(for_ms, &failure);
        } else if self.is_promoted() && is_clearing(&action.work) {
            // The new release is current: what is left is clearing away, and no reason to go back.
            let text = format!("after the release became current: {}", failure.reason);
            self.note(text, failure.evidence, Some(failure.next));
            self.settle();
        } else {
            self.turn_back(failure);
        }
    }

    fn may_repeat(&self, action: &Action, failure: &Failure) -> bool {
        // A health gate and a synthetic request that failed are answers; on the way there, one is enough.
        let is_answer = matches!(
            action.work,
            Work::AwaitHealthy { .. } | Work::Verify { .. } | Work::Observe { .. }
        );
        failure.retry == Retry::MayHelp
            && action.attempt < REPETITIONS
            && (!is_answer || self.state.phase.is_going_back())
    }

    fn live(&mut self, instance: &InstanceId, life: Life) {
        if let Some(known) = self.state.instances.get_mut(instance) {
            // An instance that was lost meanwhile does not come back by an old answer.
            if known.life != Life::Gone {
                known.life = life;
            }
        }
    }
}

/// Whether a failure of this leaves the service as it should be.
fn is_clearing(work: &Work) -> bool {
    matches!(work, Work::StopInstance { .. } | Work::Contract { .. })
}
