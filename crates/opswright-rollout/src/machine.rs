//! The machine: a state and an event make the next state and the actions to perform.

mod answers;
mod back;
mod events;
mod recover;
mod tasks;
mod watch;

use crate::{Action, ActionId, Event, Note, Outcome, Phase, Plan, State, Task, Work};

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
            Event::Pause { reason, by } => self.pause(reason, by),
            Event::Resume { .. } => self.resume(),
            Event::Abort { reason, by } => self.abort(&reason, &by),
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
        let stable = plan.stable.as_ref().map(|stable| stable.release.clone());
        if stable.as_ref() == Some(&plan.candidate) {
            let reason = format!(
                "release {} is current already, so nothing was changed",
                plan.candidate
            );
            self.end(Phase::Succeeded, reason, Vec::new(), "opswright status");
            return;
        }
        self.enter(Phase::Locked);
        self.run();
    }

    /// Begins steps until one of them has to wait for the world, or all are done.
    fn run(&mut self) {
        while self.state.pending.is_empty() && !self.state.phase.is_terminal() {
            let step = self.state.steps.get(self.state.cursor).cloned();
            let mends = step.as_ref().is_some_and(|step| step.mends);
            if !mends && self.is_held() {
                return;
            }
            let Some(step) = step else {
                self.arrive();
                continue;
            };
            self.enter(step.phase);
            self.start_task(step.task);
            if self.state.pending.is_empty() && !self.state.phase.is_terminal() {
                self.state.cursor += 1;
            }
        }
    }

    /// Whether a person or a policy holds it here; never on the way back.
    fn is_held(&mut self) -> bool {
        match &self.state.pause {
            Some(pause) if !self.state.phase.is_going_back() => {
                let reason = pause.reason.clone();
                self.enter(Phase::Paused(reason));
                true
            }
            _ => false,
        }
    }

    /// The next step, once nothing of this one is under way.
    fn finish_task(&mut self) {
        if self.state.pending.is_empty() {
            if self.watching().is_some() {
                self.state.watched_ms = 0;
            }
            self.state.cursor += 1;
            self.run();
        }
    }

    /// All steps are done.
    fn arrive(&mut self) {
        if self.state.phase.is_going_back() {
            self.returned();
            return;
        }
        let judged = self.state.judgements.last();
        let evidence = judged.map(|judgement| judgement.reason.clone());
        let reason = format!("release {} is current", self.state.plan.candidate);
        let evidence = evidence.into_iter().collect();
        self.end(Phase::Succeeded, reason, evidence, "opswright status");
    }

    /// Asks for one thing.
    fn act(&mut self, work: Work) {
        self.act_again(work, 0);
    }

    /// Asks for one thing that was tried before.
    fn act_again(&mut self, work: Work, attempt: u8) {
        let id = self.state.next_action;
        self.state.next_action = ActionId(id.0 + 1);
        let action = Action { id, work, attempt };
        self.state.pending.insert(id, action.clone());
        self.actions.push(action);
    }

    /// Notes something for the record, once.
    fn note(&mut self, text: String, evidence: Vec<String>, next: Option<String>) {
        let note = Note {
            text,
            evidence,
            next: next.filter(|next| !next.is_empty()),
        };
        if !self.state.notes.contains(&note) {
            self.state.notes.push(note);
        }
    }

    fn enter(&mut self, phase: Phase) {
        if self.state.phase != phase {
            self.state.phase = phase.clone();
            self.state.trail.push(phase);
        }
    }

    fn end(&mut self, phase: Phase, reason: String, evidence: Vec<String>, next: &str) {
        self.state.outcome = Some(Outcome {
            reason,
            evidence,
            next: next.to_owned(),
        });
        self.state.pending.clear();
        self.actions.clear();
        self.enter(phase);
    }

    /// Whether the candidate has been recorded as the current release: from there on it only goes forward.
    fn is_promoted(&self) -> bool {
        let steps = self.state.steps.iter().take(self.state.cursor);
        let recorded = Task::Record(Some(self.state.plan.candidate.clone()));
        !self.state.phase.is_going_back() && steps.into_iter().any(|step| step.task == recorded)
    }
}
