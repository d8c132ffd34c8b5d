//! The way back: weights as they were, stable instances started again if they are gone, candidate instances stopped.

use super::Machine;
use super::events::ended;
use crate::{
    Doubt, Failure, InstanceId, Life, Phase, ReleaseId, Stable, Step, Task, Traffic, Weights, Work,
};

/// How often the way back is planned anew before it takes what it has.
const REPLANS: u8 = 2;

impl Machine {
    /// Goes back because of `failure`; a second reason while it goes back already changes nothing.
    ///
    /// What can be dropped half-way is dropped. An effect under way is waited for, so that nothing happens behind its undo.
    pub(super) fn turn_back(&mut self, failure: Failure) {
        if self.state.phase.is_going_back() {
            return;
        }
        self.note_what_stays();
        self.state.failure = Some(failure);
        self.state.pause = None;
        self.enter(Phase::Aborting);
        self.drop_waits();
        if self.state.pending.is_empty() {
            self.go_back();
        }
    }

    fn drop_waits(&mut self) {
        self.state
            .pending
            .retain(|_, action| !action.work.interruptible());
        let pending = &self.state.pending;
        self.actions
            .retain(|action| pending.contains_key(&action.id));
    }

    pub(super) fn note_what_stays(&mut self) {
        let begun = self.state.steps.iter().take(self.state.cursor + 1);
        let is_expanded = |step: &Step| matches!(step.task, Task::Expand(_));
        if begun.into_iter().any(is_expanded) {
            let text = "the compatible half of the migrations stays: the old release works with it";
            self.note(text.to_owned(), Vec::new(), None);
        }
    }

    /// Replaces the steps by those of the way back and begins them.
    pub(super) fn go_back(&mut self) {
        self.enter(Phase::RollingBack);
        self.demote_surplus();
        self.state.steps = self.steps_back();
        self.state.cursor = 0;
        self.run();
    }

    /// An instance that was replaced while it only seemed unhealthy makes one too many: the newer ones are stopped.
    fn demote_surplus(&mut self) {
        if let Some(stable) = self.state.plan.stable.clone() {
            let wanted = self.wanted(&stable).max(1);
            self.keep_at_most(wanted, &stable.release, &stable.instances);
        }
    }

    /// Counts no more healthy instances of a release than are wanted; those named first are kept.
    pub(super) fn keep_at_most(
        &mut self,
        wanted: usize,
        release: &ReleaseId,
        first: &[InstanceId],
    ) {
        let mut healthy = self.healthy(release);
        healthy.sort_by_key(|instance| !first.contains(instance));
        for surplus in healthy.iter().skip(wanted) {
            if let Some(known) = self.state.instances.get_mut(surplus) {
                known.life = Life::Started;
            }
        }
    }

    fn steps_back(&self) -> Vec<Step> {
        let plan = &self.state.plan;
        let before = self.weights_before();
        let moved = self.has_moved_away();
        let candidates: Vec<InstanceId> = self.of_release(&plan.candidate).cloned().collect();
        let stable = plan.stable.as_ref().map(|stable| stable.release.clone());
        let recorded = self.state.recorded == stable && !self.state.recorded_in_doubt;
        if self.is_untouched() && !moved && recorded {
            return Vec::new();
        }
        let mut tasks = Vec::new();
        let fresh = self.fresh_instances();
        let routed = plan.traffic == Traffic::Routed;
        let some_healthy = stable
            .as_ref()
            .is_none_or(|stable| !self.healthy(stable).is_empty());
        let reseated = self.is_reseated();
        let moved = moved || self.state.doubt != Doubt::Nothing;
        if (moved || reseated) && routed && some_healthy {
            tasks.push(Task::Shift(before.clone()));
        }
        if let (Some(release), false) = (stable.clone(), fresh.is_empty()) {
            tasks.push(Task::Start {
                release,
                instances: fresh.clone(),
            });
            tasks.push(Task::AwaitHealthy(fresh.clone()));
            if routed {
                tasks.push(Task::Shift(before));
            }
        }
        // Recorded anew where other instances than before carry the traffic, too.
        if !recorded || !fresh.is_empty() || reseated {
            tasks.push(Task::Record(stable));
        }
        let mut leftover = candidates;
        leftover.extend(self.replaced());
        tasks.push(Task::Stop(leftover));
        let step = |task| Step::new(Phase::RollingBack, task);
        tasks.into_iter().map(step).collect()
    }

    /// Whether the traffic may be divided otherwise than before.
    fn has_moved_away(&self) -> bool {
        self.state.weights != self.weights_before() || self.state.doubt == Doubt::Weights
    }

    /// Whether it turned back before anything was started.
    fn is_untouched(&self) -> bool {
        !self.state.trail.contains(&Phase::Starting)
    }

    /// Whether route and record may name other instances of the old release than those that are healthy now.
    fn is_reseated(&self) -> bool {
        self.state.plan.stable.as_ref().is_some_and(|stable| {
            let known: Vec<&InstanceId> = self.of_release(&stable.release).collect();
            let is_first = |instance: &&InstanceId| stable.instances.contains(instance);
            self.healthy(&stable.release).len() != stable.instances.len()
                || known.len() != stable.instances.len()
                || !known.iter().all(is_first)
        })
    }

    pub(super) fn weights_before(&self) -> Weights {
        let stable = self.state.plan.stable.as_ref();
        stable.map_or_else(Weights::none, |stable| Weights::all(stable.release.clone()))
    }

    /// Names for the stable instances that have to be started again; none once that was tried often enough.
    fn fresh_instances(&self) -> Vec<InstanceId> {
        let missing = self
            .state
            .plan
            .stable
            .as_ref()
            .map_or(0, |stable| self.missing(stable));
        let serial = self.state.next_action.0;
        (1..=missing)
            .map(|number| InstanceId(format!("{}-b{serial}-{number}", self.state.plan.rollout)))
            .collect()
    }

    fn missing(&self, stable: &Stable) -> usize {
        let healthy = self.healthy(&stable.release).len();
        if healthy > 0 && self.state.replanned >= REPLANS {
            return 0;
        }
        self.wanted(stable).saturating_sub(healthy)
    }

    /// As many as there were; but traffic that was taken from a release needs one to come back to.
    fn wanted(&self, stable: &Stable) -> usize {
        stable
            .instances
            .len()
            .max(usize::from(self.has_moved_away()))
    }

    /// Instances of the stable release that others stand in for.
    fn replaced(&self) -> Vec<InstanceId> {
        let Some(stable) = &self.state.plan.stable else {
            return Vec::new();
        };
        let healthy = self.healthy(&stable.release);
        let all = self.of_release(&stable.release);
        all.filter(|instance| !healthy.contains(instance))
            .cloned()
            .collect()
    }

    /// Something failed on the way back, for good.
    pub(super) fn failed_going_back(&mut self, work: &Work, failure: Failure) {
        let restored = !self.has_moved_away();
        let stable = self.state.plan.stable.as_ref();
        let serves = stable.is_some_and(|stable| !self.healthy(&stable.release).is_empty());
        let is_spare = matches!(work, Work::StartInstance { .. } | Work::AwaitHealthy { .. });
        self.drop_waits();
        if is_spare && restored && serves {
            // The old release has the traffic again, with fewer instances: the rest is put back all the same.
            self.note(failure.reason, failure.evidence, Some(failure.next));
            self.state.replanned = REPLANS;
            // Those that did start are to get their share.
            self.state.doubt = Doubt::Instances;
            self.enter(Phase::Aborting);
        } else {
            self.state.rollback_failure = Some(failure);
        }
        self.settle();
    }

    /// What the way back relied on was lost meanwhile: plans it anew, a few times.
    pub(super) fn go_back_again(&mut self, release: &ReleaseId) {
        self.drop_waits();
        if self.state.replanned >= REPLANS && self.healthy(release).is_empty() {
            let instance = self.of_release(release).last().cloned();
            let instance = instance.unwrap_or_else(|| InstanceId(release.0.clone()));
            self.state.rollback_failure =
                Some(ended(&instance, "it was started again, and ended again"));
            self.settle();
            return;
        }
        self.state.replanned = self.state.replanned.saturating_add(1);
        self.go_back();
    }

    /// All steps of the way back are done: everything is as it was before, or is made so once more.
    pub(super) fn returned(&mut self) {
        let stable = self.state.plan.stable.clone();
        if let Some(stable) = stable.filter(|stable| self.is_short(stable)) {
            self.go_back_again(&stable.release);
            return;
        }
        let (reason, mut evidence, next) = match self.state.failure.clone() {
            Some(failure) => (failure.reason, failure.evidence, failure.next),
            None => (
                "it went back".to_owned(),
                Vec::new(),
                "opswright status".to_owned(),
            ),
        };
        evidence.push(
            match (&self.state.plan.stable, self.state.steps.is_empty()) {
                (Some(stable), false) => {
                    format!("release {} has the traffic, as before", stable.release)
                }
                (None, false) => "nothing ran before, and nothing runs now".to_owned(),
                (_, true) => "nothing was started, stopped or moved".to_owned(),
            },
        );
        self.end(Phase::RolledBack, reason, evidence, &next);
    }

    /// Whether stable instances were lost while it went back.
    fn is_short(&self, stable: &Stable) -> bool {
        let touched = !self.state.steps.is_empty();
        touched && self.missing(stable) > 0
    }

    /// The way back failed too.
    pub(super) fn stranded(&mut self) {
        let Some(failure) = self.state.rollback_failure.clone() else {
            return;
        };
        let first = self.state.failure.as_ref();
        let first = first.map(|first| format!("it went back because: {}", first.reason));
        let traffic = if self.state.doubt == Doubt::Weights {
            "it is not known where the traffic goes".to_owned()
        } else {
            format!("traffic: {}", self.state.weights)
        };
        let evidence = failure
            .evidence
            .into_iter()
            .chain(first)
            .chain([traffic])
            .collect();
        let reason = format!("the rollback failed: {}", failure.reason);
        self.end(Phase::RollbackFailed, reason, evidence, &failure.next);
    }
}
