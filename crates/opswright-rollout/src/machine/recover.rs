//! After a restart of the driver: before the first shift go back, after an acknowledged one go on, in between restore.

use super::Machine;
use crate::{
    Action, Doubt, Failure, Health, InstanceId, Life, Observed, Phase, Retry, Step, Task, Traffic,
    Work,
};

/// What is to be done after a restart.
enum Course {
    /// Go on where it was, with new instances of the candidate for those that are gone.
    On,
    /// Put everything back.
    Back,
}

impl Machine {
    /// Takes what was found as the truth, and goes on from there.
    pub(super) fn recover(&mut self, observed: &Observed, last_intent: Option<&Action>) {
        self.state.pending.clear();
        self.see(observed);
        if let Some(intent) = last_intent {
            let text = format!(
                "opswright was ended while it did this: {}",
                gist(&intent.work)
            );
            self.note(text, Vec::new(), None);
        }
        let half_mended = self.drop_mending();
        match self.course() {
            Course::On if self.is_in_order(observed) && !half_mended => self.run(),
            Course::On => self.mend(),
            Course::Back => self.restore(observed),
        }
    }

    /// Removes what an earlier restart put in front of the present step; whether there was any.
    fn drop_mending(&mut self) -> bool {
        let ahead = self.state.steps.split_off(self.state.cursor);
        let (mending, rest): (Vec<_>, Vec<_>) = ahead.into_iter().partition(|step| step.mends);
        self.state.steps.extend(rest);
        !mending.is_empty()
    }

    /// The lives of instances as found.
    fn see(&mut self, observed: &Observed) {
        for (instance, known) in &mut self.state.instances {
            known.life = match observed.instances.get(instance).map(|found| found.health) {
                None => Life::Gone,
                Some(Health::Healthy) => Life::Healthy,
                Some(Health::Unhealthy) => Life::Started,
            };
        }
    }

    fn course(&self) -> Course {
        let plan = &self.state.plan;
        if self.state.phase.is_going_back() || !self.has_moved() {
            return Course::Back;
        }
        let candidates = self.healthy(&plan.candidate).len();
        let all_new = candidates >= usize::from(plan.instances.max(1));
        let all_old = plan.stable.as_ref().is_some_and(|stable| {
            let healthy = self.healthy(&stable.release).len();
            healthy >= stable.instances.len().max(1)
        });
        match (all_new, self.is_promoted()) {
            (true, _) | (false, true) => Course::On,
            (false, false) if all_old => Course::Back,
            // Starting again what has the traffic is as quick as starting what had it.
            (false, false) if candidates > 0 || plan.stable.is_none() => Course::On,
            (false, false) => Course::Back,
        }
    }

    /// Whether nothing has to be mended.
    fn is_in_order(&self, observed: &Observed) -> bool {
        let candidate = &self.state.plan.candidate;
        let wanted = usize::from(self.state.plan.instances.max(1));
        let routed = self.state.plan.traffic == Traffic::Routed;
        self.of_release(candidate).count() == wanted
            && self.healthy(candidate).len() == wanted
            && self.state.doubt == Doubt::Nothing
            && (!routed || observed.weights.as_ref() == Some(&self.state.weights))
    }

    /// Whether the last shift of traffic was acknowledged; without a route, whether the candidate took up its work.
    fn has_moved(&self) -> bool {
        let passed = self.state.steps.iter().take(self.state.cursor);
        let mut tasks = passed.map(|step| &step.task);
        let reached = match self.state.plan.traffic {
            Traffic::Routed => tasks.any(|task| matches!(task, Task::Shift(_))),
            Traffic::Unrouted => tasks.any(|task| matches!(task, Task::AwaitHealthy(_))),
        };
        reached && self.state.doubt != Doubt::Weights
    }

    fn restore(&mut self, observed: &Observed) {
        if self.state.failure.is_none() {
            self.note_what_stays();
            self.state.failure = Some(interrupted());
        }
        self.state.pause = None;
        self.state.rollback_failure = None;
        // What the proxy did not say, or says otherwise, is put back as well.
        if observed.weights != Some(self.weights_before()) {
            self.state.doubt = Doubt::Weights;
        }
        self.enter(Phase::Aborting);
        self.go_back();
    }

    /// Puts in front of the present step what brings the candidate to its full strength under its weights.
    fn mend(&mut self) {
        let release = self.state.plan.candidate.clone();
        let wanted = usize::from(self.state.plan.instances.max(1));
        self.keep_at_most(wanted, &release, &[]);
        let fresh = self.fresh_candidates();
        let mut tasks = Vec::new();
        if !fresh.is_empty() {
            tasks.push(Task::Start {
                release: release.clone(),
                instances: fresh.clone(),
            });
            tasks.push(Task::AwaitHealthy(fresh));
        }
        tasks.push(Task::Shift(self.state.weights.clone()));
        if self.is_promoted() {
            tasks.push(Task::Record(Some(release.clone())));
        }
        let healthy = self.healthy(&release);
        let others = self
            .of_release(&release)
            .filter(|instance| !healthy.contains(instance));
        tasks.push(Task::Stop(others.cloned().collect()));
        self.put_before(tasks);
        self.forget_gone();
        self.run();
    }

    fn put_before(&mut self, tasks: Vec<Task>) {
        let at = self.state.cursor;
        let present = self.state.steps.get(at).map(|step| step.phase.clone());
        let phase = present.unwrap_or_else(|| self.state.phase.clone());
        let steps = tasks.into_iter().map(|task| Step {
            phase: phase.clone(),
            task,
            mends: true,
        });
        self.state.steps.splice(at..at, steps);
    }

    /// Instances of the candidate that others stand in for are no longer missed.
    fn forget_gone(&mut self) {
        let candidate = self.state.plan.candidate.clone();
        self.state
            .instances
            .retain(|_, known| known.release != candidate || known.life != Life::Gone);
    }

    fn fresh_candidates(&self) -> Vec<InstanceId> {
        let plan = &self.state.plan;
        let healthy = self.healthy(&plan.candidate).len();
        let missing = usize::from(plan.instances.max(1)).saturating_sub(healthy);
        let serial = self.state.next_action.0;
        (1..=missing)
            .map(|number| InstanceId(format!("{}-m{serial}-{number}", plan.rollout)))
            .collect()
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

fn gist(work: &Work) -> String {
    match work {
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
