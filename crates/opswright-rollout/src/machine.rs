//! The machine: a state and an event make the next state and the actions to perform.

mod back;
mod recover;
mod tasks;

use crate::{
    Action, ActionId, Detail, Event, Failure, InstanceId, Life, Outcome, Pause, Phase, Plan, Retry,
    Sample, State, Task, Unclear, Verdict, Weights, Work, judge,
};

/// How often a failed action of one step is repeated where a repetition may help.
const REPETITIONS: u8 = 2;

/// A state in which nothing has happened yet.
pub fn begin(plan: Plan) -> State {
    State::new(plan)
}

/// The next state, and what to do now. Pure: the same arguments give the same answer.
pub fn step(state: &State, event: Event) -> (State, Vec<Action>) {
    let mut machine = Machine {
        state: state.clone(),
        actions: Vec::new(),
    };
    if !machine.state.phase.is_terminal() {
        machine.take(event);
    }
    (machine.state, machine.actions)
}

/// A step in the making.
struct Machine {
    state: State,
    actions: Vec<Action>,
}

impl Machine {
    fn take(&mut self, event: Event) {
        match event {
            Event::Begin => self.begin(),
            Event::Done { action, detail } => self.done(action, &detail),
            Event::Failed { action, failure } => self.failed(action, failure),
            Event::Sample { action, sample } => self.sampled(action, &sample),
            Event::Pause { reason, by } => self.state.pause = Some(Pause { reason, by }),
            Event::Resume { .. } => self.resume(),
            Event::Abort { reason, by } => self.turn_back(by_hand(&reason, &by)),
            Event::InstanceLost { instance, reason } => self.lost(&instance, &reason),
            Event::Recovered {
                observed,
                last_intent,
            } => self.recover(&observed, last_intent.as_ref()),
        }
    }

    fn begin(&mut self) {
        if self.state.phase != Phase::Planned {
            return;
        }
        let plan = &self.state.plan;
        if plan
            .stable
            .as_ref()
            .is_some_and(|stable| stable.release == plan.candidate)
        {
            let reason = format!(
                "release {} is current already, so nothing was changed",
                plan.candidate
            );
            self.end(Phase::Succeeded, reason, Vec::new(), "opswright status");
            return;
        }
        if let Some(stable) = &plan.stable {
            self.state.weights = Weights::all(stable.release.clone());
        }
        self.enter(Phase::Locked);
        self.run();
    }

    /// Begins steps until one of them has to wait for the world, or all are done.
    fn run(&mut self) {
        while self.state.pending.is_empty() {
            if self.held() {
                return;
            }
            let Some(step) = self.state.steps.get(self.state.cursor).cloned() else {
                self.arrive();
                return;
            };
            self.enter(step.phase);
            self.state.repeated = 0;
            self.start_task(step.task);
            if self.state.pending.is_empty() {
                self.state.cursor += 1;
            }
        }
    }

    /// Whether a person holds it here; never on the way back.
    fn held(&mut self) -> bool {
        match self.state.pause.clone() {
            Some(pause) if !self.state.phase.is_going_back() => {
                self.enter(Phase::Paused(pause.reason));
                true
            }
            _ => false,
        }
    }

    fn resume(&mut self) {
        if self.state.pause.take().is_some() {
            self.run();
        }
    }

    fn done(&mut self, id: ActionId, detail: &Detail) {
        let Some(action) = self.state.pending.remove(&id) else {
            return;
        };
        match action.work {
            Work::StartInstance { instance, .. } => self.live(&instance, Life::Started),
            Work::AwaitHealthy { instance, .. } => self.live(&instance, Life::Healthy),
            Work::StopInstance { instance, .. } => self.live(&instance, Life::Gone),
            Work::Shift { weights, .. } => {
                self.state.weights = weights;
                self.state.weights_in_doubt = false;
                self.note_left(detail);
            }
            Work::Verify {
                release,
                through: crate::Through::Route,
                ..
            } => self.state.verified = Some(release),
            _ => {}
        }
        self.finish_task();
    }

    /// The next step, once nothing of this one is under way.
    fn finish_task(&mut self) {
        if self.state.pending.is_empty() {
            self.state.cursor += 1;
            self.run();
        }
    }

    fn failed(&mut self, id: ActionId, failure: Failure) {
        let Some(action) = self.state.pending.remove(&id) else {
            return;
        };
        if failure.retry == Retry::MayHelp && self.state.repeated < REPETITIONS {
            self.state.repeated += 1;
            self.act(action.work);
            return;
        }
        if self.state.phase.is_going_back() {
            self.stranded(failure);
        } else if self.is_promoted() {
            // The new release is current: what is left is tidying up, and no reason to go back.
            self.note(
                format!("after the release became current: {}", failure.reason),
                failure.evidence,
                failure.next,
            );
            self.finish_task();
        } else {
            self.turn_back(failure);
        }
    }

    /// Whether the candidate has been recorded as the current release.
    fn is_promoted(&self) -> bool {
        matches!(self.state.phase, Phase::Draining | Phase::Contracting)
    }

    fn sampled(&mut self, id: ActionId, sample: &Sample) {
        if self.state.pending.remove(&id).is_none() {
            return;
        }
        let counts = |release| sample.releases.get(release).cloned().unwrap_or_default();
        match self
            .state
            .steps
            .get(self.state.cursor)
            .map(|step| step.task.clone())
        {
            Some(Task::Baseline) => {
                if let Some(stable) = &self.state.plan.stable {
                    let counted = counts(&stable.release);
                    self.state.baseline.add(&counted);
                }
                self.finish_task();
            }
            Some(Task::Watch { for_ms }) => {
                let counted = counts(&self.state.plan.candidate);
                self.state.candidate.add(&counted);
                self.state.watched_ms = self
                    .state
                    .watched_ms
                    .saturating_add(sample.elapsed_ms.max(1));
                self.look(for_ms);
            }
            _ => self.finish_task(),
        }
    }

    /// One look at the candidate's traffic.
    fn look(&mut self, for_ms: u64) {
        let baseline = self
            .state
            .plan
            .stable
            .as_ref()
            .map(|_| &self.state.baseline);
        let judgement = judge(&self.state.plan.analysis, &self.state.candidate, baseline);
        let verdict = judgement.verdict;
        self.state.judgements.push(judgement.clone());
        if verdict == Verdict::Fail {
            self.turn_back(Failure {
                reason: judgement.reason,
                evidence: judgement.evidence,
                next: "opswright logs".to_owned(),
                retry: Retry::Useless,
            });
        } else if self.state.watched_ms < for_ms {
            let for_ms = self.state.plan.analysis.look_ms.max(1);
            self.act(Work::Observe { for_ms });
        } else if verdict == Verdict::Pass {
            self.finish_task();
        } else {
            self.unclear(&judgement.reason);
        }
    }

    /// The last look proved nothing: policy decides.
    fn unclear(&mut self, reason: &str) {
        let verified = self.state.verified.as_ref() == Some(&self.state.plan.candidate);
        match self.state.plan.analysis.unclear {
            Unclear::ProceedIfVerified if verified => {
                let text = format!("{reason}; synthetic requests through the route passed");
                self.note(text, Vec::new(), String::new());
                self.finish_task();
            }
            Unclear::Pause => {
                self.state.pause = Some(Pause {
                    reason: reason.to_owned(),
                    by: "policy".to_owned(),
                });
                self.finish_task();
            }
            Unclear::ProceedIfVerified | Unclear::RollBack => self.turn_back(Failure {
                reason: format!("the traffic did not prove the new release: {reason}"),
                evidence: Vec::new(),
                next: "opswright up, with traffic or a longer --bake".to_owned(),
                retry: Retry::MayHelp,
            }),
        }
    }

    fn lost(&mut self, instance: &InstanceId, reason: &str) {
        let Some(known) = self.state.instances.get_mut(instance) else {
            return;
        };
        if known.life == Life::Gone {
            return;
        }
        known.life = Life::Gone;
        let is_candidate = known.release == self.state.plan.candidate;
        if is_candidate && !self.state.phase.is_going_back() && !self.is_promoted() {
            // A start or a health gate under way says more of the same; its failure is the better reason.
            let waited_for = self
                .state
                .pending
                .values()
                .any(|action| match &action.work {
                    Work::StartInstance {
                        instance: other, ..
                    }
                    | Work::AwaitHealthy {
                        instance: other, ..
                    } => other == instance,
                    _ => false,
                });
            if !waited_for {
                self.turn_back(Failure {
                    reason: format!("{instance} ended by itself"),
                    evidence: reason.lines().map(str::to_owned).collect(),
                    next: format!("opswright logs --instance {instance}"),
                    retry: Retry::Useless,
                });
            }
        }
    }

    fn enter(&mut self, phase: Phase) {
        if self.state.phase != phase {
            self.state.phase = phase.clone();
            self.state.trail.push(phase);
        }
    }

    fn live(&mut self, instance: &InstanceId, life: Life) {
        if let Some(known) = self.state.instances.get_mut(instance) {
            // An instance that was lost meanwhile does not come back by an old answer.
            if known.life != Life::Gone || life == Life::Gone {
                known.life = life;
            }
        }
    }

    fn end(&mut self, phase: Phase, reason: String, evidence: Vec<String>, next: &str) {
        self.state.outcome = Some(Outcome {
            reason,
            evidence,
            next: next.to_owned(),
        });
        self.state.pending.clear();
        self.enter(phase);
    }
}

fn by_hand(reason: &str, by: &str) -> Failure {
    Failure {
        reason: format!("{by} ended the rollout: {reason}"),
        evidence: Vec::new(),
        next: "opswright status".to_owned(),
        retry: Retry::Useless,
    }
}
