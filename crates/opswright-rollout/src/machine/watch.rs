//! Looking at the traffic, and what a verdict leads to.

use super::Machine;
use crate::{
    ActionId, Counts, Failure, Judgement, Pause, ReleaseId, Retry, Sample, Task, Traffic, Unclear,
    Verdict, Work, judge,
};

impl Machine {
    /// The answer to an observation.
    pub(super) fn sampled(&mut self, id: ActionId, sample: &Sample) {
        let observes = |work: &Work| matches!(work, Work::Observe { .. });
        if !self
            .state
            .pending
            .get(&id)
            .is_some_and(|action| observes(&action.work))
        {
            return;
        }
        self.state.pending.remove(&id);
        self.count(sample);
        match self.watching() {
            Some(for_ms) => {
                let elapsed_ms = sample.elapsed_ms.max(1);
                self.state.watched_ms = self.state.watched_ms.saturating_add(elapsed_ms);
                match self.state.plan.traffic {
                    Traffic::Routed => self.look(for_ms),
                    Traffic::Unrouted => self.watch_on(for_ms),
                }
            }
            None => self.finish_task(),
        }
    }

    /// How long the present step watches; `None` where it only takes the baseline.
    pub(super) fn watching(&self) -> Option<u64> {
        match self
            .state
            .steps
            .get(self.state.cursor)
            .map(|step| &step.task)
        {
            Some(Task::Watch { for_ms }) => Some(*for_ms),
            _ => None,
        }
    }

    /// Adds up the candidate's traffic, and the old release's as long as it has any by right.
    fn count(&mut self, sample: &Sample) {
        let counts = |release: &ReleaseId| sample.releases.get(release);
        if let Some(counted) = counts(&self.state.plan.candidate) {
            self.state.candidate.add(counted);
        }
        if let Some(stable) = &self.state.plan.stable
            && self.state.weights.of(&stable.release).0 > 0
            && let Some(counted) = counts(&stable.release)
        {
            self.state.baseline.add(counted);
        }
    }

    /// The traffic could not be seen: time passes, and nothing is proven by it.
    pub(super) fn unseen(&mut self, waited_ms: u64, failure: &Failure) {
        let Some(for_ms) = self.watching() else {
            self.finish_task();
            return;
        };
        let look_ms = self.state.plan.analysis.look_ms;
        let waited_ms = waited_ms.max(look_ms).max(1);
        self.state.watched_ms = self.state.watched_ms.saturating_add(waited_ms);
        if self.state.plan.traffic == Traffic::Unrouted {
            self.watch_on(for_ms);
            return;
        }
        let judgement = Judgement {
            verdict: Verdict::Inconclusive,
            reason: format!("the traffic could not be seen: {}", failure.reason),
            evidence: failure.evidence.clone(),
            looks: 1,
        };
        self.follow(judgement, for_ms);
    }

    /// One look at the candidate's traffic.
    fn look(&mut self, for_ms: u64) {
        let known: Option<&Counts> = self
            .state
            .plan
            .stable
            .is_some()
            .then_some(&self.state.baseline);
        let judgement = judge(&self.state.plan.analysis, &self.state.candidate, known);
        self.follow(judgement, for_ms);
    }

    fn follow(&mut self, judgement: Judgement, for_ms: u64) {
        self.remember(&judgement);
        if judgement.verdict == Verdict::Fail {
            self.turn_back(Failure {
                reason: judgement.reason,
                evidence: judgement.evidence,
                next: "opswright logs".to_owned(),
                retry: Retry::Useless,
            });
        } else if self.state.watched_ms < for_ms || judgement.verdict == Verdict::Pass {
            self.watch_on(for_ms);
        } else {
            self.unclear(judgement);
        }
    }

    /// The next look, or the end of the watch.
    pub(super) fn watch_on(&mut self, for_ms: u64) {
        let rest = for_ms.saturating_sub(self.state.watched_ms);
        if rest == 0 {
            self.finish_task();
        } else {
            let for_ms = rest.min(self.state.plan.analysis.look_ms.max(1));
            self.act(Work::Observe { for_ms });
        }
    }

    fn remember(&mut self, judgement: &Judgement) {
        match self.state.judgements.last_mut() {
            Some(last) if last.verdict == judgement.verdict => {
                let looks = last.looks.saturating_add(1);
                *last = judgement.clone();
                last.looks = looks;
            }
            _ => self.state.judgements.push(judgement.clone()),
        }
    }

    /// The last look proved nothing: policy decides.
    fn unclear(&mut self, judgement: Judgement) {
        let verified = self.state.verified.as_ref() == Some(&self.state.plan.candidate);
        let analysis = &self.state.plan.analysis;
        let suspect = judge::is_above_objective(analysis, &self.state.candidate);
        match analysis.unclear {
            Unclear::ProceedIfVerified if verified && !suspect => {
                let text = format!(
                    "{}; synthetic requests through the route passed, so it went on",
                    judgement.reason
                );
                self.note(text, judgement.evidence, None);
                self.finish_task();
            }
            Unclear::Pause => {
                let reason = judgement.reason;
                let by = "policy".to_owned();
                self.state.pause = Some(Pause { reason, by });
                self.finish_task();
            }
            Unclear::ProceedIfVerified | Unclear::RollBack => self.turn_back(Failure {
                reason: format!(
                    "the traffic did not prove the new release: {}",
                    judgement.reason
                ),
                evidence: judgement.evidence,
                next: "opswright up, with traffic or a longer --bake".to_owned(),
                retry: Retry::MayHelp,
            }),
        }
    }
}
