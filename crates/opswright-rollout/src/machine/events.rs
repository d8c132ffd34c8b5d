//! What people and the world say unasked: hold, go on, go back, an instance is lost.

use super::Machine;
use crate::{Failure, InstanceId, Life, Pause, Phase, Retry, Work};

impl Machine {
    /// Holds before the next step; what is under way goes on to its end.
    pub(super) fn pause(&mut self, reason: String, by: String) {
        let is_held = self.state.pause.is_some();
        if !is_held && !self.state.phase.is_going_back() && !self.is_promoted() {
            self.state.pause = Some(Pause { reason, by });
        }
    }

    pub(super) fn resume(&mut self) {
        if self.state.pause.take().is_some() {
            self.run();
        }
    }

    pub(super) fn abort(&mut self, reason: &str, by: &str) {
        if self.is_promoted() {
            let text =
                format!("{by} asked to abort ({reason}) when the release was current already");
            self.note(text, Vec::new(), Some("opswright rollback".to_owned()));
            return;
        }
        self.turn_back(Failure {
            reason: format!("{by} ended the rollout: {reason}"),
            evidence: Vec::new(),
            next: "opswright status".to_owned(),
            retry: Retry::Useless,
        });
    }

    pub(super) fn lost(&mut self, instance: &InstanceId, reason: &str) {
        let Some(known) = self.state.instances.get_mut(instance) else {
            return;
        };
        if known.life == Life::Gone {
            return;
        }
        known.life = Life::Gone;
        let is_candidate = known.release == self.state.plan.candidate;
        let failure = ended(instance, reason);
        if self.is_being_stopped(instance) || (is_candidate && self.state.phase.is_going_back()) {
            return;
        }
        if !is_candidate || self.is_promoted() {
            self.note(failure.reason, failure.evidence, Some(failure.next));
            self.shift_without(instance);
        } else if self.is_awaited(instance) {
            // The health gate will say the same, with the last words of the instance.
            self.note(failure.reason, failure.evidence, None);
        } else {
            self.turn_back(failure);
        }
    }

    /// A shift back that is under way is not to send traffic to an instance that is gone.
    fn shift_without(&mut self, lost: &InstanceId) {
        let names = |work: &Work| match work {
            Work::Shift { instances, .. } => instances.values().flatten().any(|id| id == lost),
            _ => false,
        };
        let stable = self.state.plan.stable.as_ref();
        let release = stable.map(|stable| stable.release.clone());
        if let Some(release) = release
            && self.state.phase == Phase::RollingBack
            && self
                .state
                .pending
                .values()
                .any(|action| names(&action.work))
        {
            self.go_back_again(&release);
        }
    }

    fn is_awaited(&self, lost: &InstanceId) -> bool {
        let mut pending = self.state.pending.values();
        pending.any(|action| match &action.work {
            Work::StartInstance { instance, .. } | Work::AwaitHealthy { instance, .. } => {
                instance == lost
            }
            _ => false,
        })
    }

    fn is_being_stopped(&self, lost: &InstanceId) -> bool {
        let mut pending = self.state.pending.values();
        pending.any(
            |action| matches!(&action.work, Work::StopInstance { instance, .. } if instance == lost),
        )
    }
}

/// An instance ended that should have lived.
pub(super) fn ended(instance: &InstanceId, reason: &str) -> Failure {
    Failure {
        reason: format!("{instance} ended by itself"),
        evidence: reason.lines().map(str::to_owned).collect(),
        next: format!("opswright logs --instance {instance}"),
        retry: Retry::Useless,
    }
}
