//! Thousands of stories with seeded faults; whatever happens, what must hold holds after every event.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use opswright_rollout::{
    Action, ActionId, Event, Health, InstanceId, Phase, Plan, ReleaseId, Retry, State, Traffic,
    Unclear, Work, begin, step,
};

use crate::driver::assert_step;
use crate::plans::{plan, stable};
use crate::random::Random;
use crate::world::{World, failure};

const SEEDS: u64 = 3_000;

/// More events than any story may need.
const LONGEST: usize = 400;

#[test]
fn stories() {
    // `OPSWRIGHT_SEED` tells one story; `OPSWRIGHT_SEEDS` is for long runs.
    let (first, count) = match read("OPSWRIGHT_SEED") {
        Some(seed) => (seed, 1),
        None => (0, read("OPSWRIGHT_SEEDS").unwrap_or(SEEDS)),
    };
    let mut endings: BTreeMap<String, u64> = BTreeMap::new();
    for seed in first..first + count {
        let mut run = Run::new(seed);
        let told = catch_unwind(AssertUnwindSafe(|| run.tell()));
        assert!(told.is_ok(), "seed {seed} fails:\n{}", run.retell());
        *endings.entry(run.state.phase.to_string()).or_default() += 1;
    }
    if count >= SEEDS {
        // Faults that never matter would prove nothing.
        let share = |phase: &str| endings.get(phase).copied().unwrap_or(0) * 100 / count;
        assert!(share("succeeded") >= 10, "{endings:?}");
        assert!(share("rolled back") >= 30, "{endings:?}");
        assert!(endings.contains_key("rollback failed"), "{endings:?}");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a person names the seed to be told"
)]
fn read(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

struct Run {
    random: Random,
    plan: Plan,
    world: World,
    state: State,
    /// What the driver performs.
    running: BTreeMap<ActionId, Action>,
    /// How many faults may still happen.
    faults: usize,
    /// Faults that happened once it was on its way back.
    faults_back: usize,
    /// Instances that ended by themselves.
    killed: usize,
    /// Instances that ended by themselves after the candidate was current.
    killed_late: usize,
    crashed: bool,
    story: Vec<(Phase, Event, Vec<Action>)>,
}

impl Run {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let plan = random_plan(&mut random);
        let mut world = World::before(&plan);
        let errors = random.pick(&[0, 0, 1, 60, 400]);
        let requests = random.pick(&[0, 2, 50, 3000]);
        world.traffic = BTreeMap::from([
            (ReleaseId::from("old"), (requests, random.pick(&[0, 0, 60]))),
            (ReleaseId::from("new"), (requests, errors)),
        ]);
        Self {
            faults: random.pick(&[0, 1, 2, 3, 6]),
            state: begin(plan.clone()),
            running: BTreeMap::new(),
            faults_back: 0,
            killed: 0,
            killed_late: 0,
            crashed: false,
            story: Vec::new(),
            random,
            plan,
            world,
        }
    }

    fn tell(&mut self) {
        self.feed(Event::Begin);
        for _ in 0..LONGEST {
            if self.state.phase.is_terminal() {
                self.assert_ending();
                return;
            }
            if self.faults > 0 && self.random.percent(12) {
                self.faults -= 1;
                self.count_back();
                self.fault();
            } else if self.running.is_empty() {
                assert!(self.state.pause.is_some(), "it waits for nothing");
                self.feed(Event::Resume { by: "ada".into() });
            } else {
                let actions: Vec<Action> = self.running.values().cloned().collect();
                let action = self.random.pick(&actions);
                self.perform(&action);
            }
        }
        panic!("it does not end");
    }

    /// Performs one action; sometimes it fails, with or without its effect.
    fn perform(&mut self, action: &Action) {
        self.running.remove(&action.id);
        let id = action.id;
        if self.faults > 0 && self.random.percent(8) {
            self.faults -= 1;
            self.count_back();
            if self.random.percent(50) {
                let _ = self.world.perform(&action.work);
            }
            let retry = self.random.pick(&[Retry::Useless, Retry::MayHelp]);
            let failure = failure("a fault", retry);
            self.feed(Event::Failed {
                action: id,
                failure,
            });
            return;
        }
        let result = self.world.perform(&action.work);
        match (&action.work, result) {
            (Work::Observe { for_ms }, _) => {
                let sample = self.world.sample(*for_ms);
                self.feed(Event::Sample { action: id, sample });
            }
            (_, Ok(detail)) => self.feed(Event::Done { action: id, detail }),
            (_, Err(failure)) => {
                // An answer about an instance that ended by itself is that fault once more.
                self.count_back();
                self.feed(Event::Failed {
                    action: id,
                    failure,
                });
            }
        }
    }

    fn fault(&mut self) {
        match self.random.below(6) {
            0 | 1 => self.kill(),
            2 | 3 => self.crash(),
            4 => self.feed(Event::Abort {
                reason: "no".into(),
                by: "ada".into(),
            }),
            _ => self.feed(Event::Pause {
                reason: "hold".into(),
                by: "ada".into(),
            }),
        }
    }

    fn kill(&mut self) {
        let alive: Vec<InstanceId> = self.world.alive.keys().cloned().collect();
        if alive.is_empty() {
            return;
        }
        let instance = self.random.pick(&alive);
        self.end_instance(&instance);
        self.feed(Event::InstanceLost {
            instance,
            reason: "killed".into(),
        });
    }

    fn end_instance(&mut self, instance: &InstanceId) {
        self.world.alive.remove(instance);
        self.killed += 1;
        if self.world.current == Some(self.plan.candidate.clone()) {
            self.killed_late += 1;
        }
    }

    /// The driver ends; what it was doing has happened or has not; then it starts again.
    fn crash(&mut self) {
        self.crashed = true;
        for action in std::mem::take(&mut self.running).into_values() {
            if self.random.percent(50) {
                let _ = self.world.perform(&action.work);
            }
        }
        let reboot = self.random.percent(15);
        let alive: Vec<InstanceId> = self.world.alive.keys().cloned().collect();
        for instance in alive {
            if reboot || self.random.percent(10) {
                self.end_instance(&instance);
            }
        }
        let mut observed = self.world.observe();
        if self.random.percent(15) {
            observed.weights = None;
        }
        for seen in observed.instances.values_mut() {
            if self.random.percent(5) {
                seen.health = Health::Unhealthy;
            }
        }
        let stored = serde_json::to_string(&self.state).unwrap();
        self.state = serde_json::from_str(&stored).unwrap();
        let last_intent = self.state.pending.values().next_back().cloned();
        self.feed(Event::Recovered {
            observed,
            last_intent,
        });
    }

    fn feed(&mut self, event: Event) {
        let (state, actions) = step(&self.state, event.clone());
        let told = (self.state.phase.clone(), event.clone(), actions.clone());
        self.story.push(told);
        assert_step(&self.state, &state, &actions);
        for action in &actions {
            self.world.check(action);
        }
        self.state = state;
        self.running
            .extend(actions.into_iter().map(|action| (action.id, action)));
        self.drop_what_is_not_wanted(matches!(event, Event::Recovered { .. }));
        if !matches!(event, Event::Recovered { .. }) {
            let (again, actions) = step(&self.state, event);
            assert!(
                again == self.state && actions.is_empty(),
                "a repetition changes something"
            );
        }
        self.assert_service();
    }

    fn drop_what_is_not_wanted(&mut self, after_crash: bool) {
        let pending = &self.state.pending;
        let (kept, dropped): (BTreeMap<_, _>, BTreeMap<_, _>) = std::mem::take(&mut self.running)
            .into_iter()
            .partition(|(id, _)| pending.contains_key(id));
        self.running = kept;
        assert!(
            pending.keys().all(|id| self.running.contains_key(id)),
            "pending, and not performed"
        );
        for action in dropped.into_values() {
            assert!(
                after_crash || action.work.interruptible(),
                "dropped: {action:?}"
            );
            // It may have reached the proxy before it was dropped.
            if matches!(action.work, Work::Shift { .. }) && self.random.percent(50) {
                let _ = self.world.perform(&action.work);
            }
        }
    }

    /// As long as nothing ends by itself, whatever has traffic is healthy, and there always is something.
    fn assert_service(&self) {
        if self.killed > 0 || self.plan.traffic == Traffic::Unrouted {
            return;
        }
        let routed: Vec<&InstanceId> = self.world.routed.values().flatten().collect();
        assert!(
            routed.iter().all(|id| self.world.is_healthy(id)),
            "traffic to what is gone: {routed:?}"
        );
        assert!(
            self.plan.stable.is_none() || !routed.is_empty(),
            "nothing has traffic"
        );
    }

    /// The whole story, a line for each event and each action.
    fn retell(&self) -> String {
        let mut text = format!("{:?}\n", self.plan);
        for (phase, event, actions) in &self.story {
            let _ = writeln!(text, "{phase}: {event:?}");
            for action in actions {
                let _ = writeln!(text, "    asks for {} {:?}", action.id, action.work);
            }
        }
        text
    }

    /// Counts a fault that may make the way back fail.
    fn count_back(&mut self) {
        if self.state.phase.is_going_back() {
            self.faults_back += 1;
        }
    }

    fn assert_ending(&self) {
        let outcome = self.state.outcome.as_ref().expect("an outcome");
        assert!(
            !outcome.reason.is_empty() && !outcome.next.is_empty(),
            "{outcome:?}"
        );
        assert!(self.running.is_empty(), "something is left under way");
        match self.state.phase {
            Phase::Succeeded => self.assert_forward(),
            Phase::RolledBack => self.assert_back(),
            // A way back on which nothing went wrong never fails.
            _ => assert!(self.faults_back > 0, "the way back failed by itself"),
        }
    }

    fn assert_forward(&self) {
        assert_eq!(self.world.current, Some(self.plan.candidate.clone()));
        let told = |text: &str| self.state.notes.iter().any(|note| note.text.contains(text));
        if !told("after the release became current") {
            assert_eq!(self.world.count("old"), 0, "old instances are left over");
        }
        if self.killed_late == 0 {
            assert_eq!(
                self.world.count("new"),
                usize::from(self.plan.instances),
                "instances"
            );
            self.world.assert_routed();
        }
    }

    fn assert_back(&self) {
        let before = World::before(&self.plan);
        if self.state.steps.is_empty() {
            assert_eq!(
                self.world.count("new"),
                0,
                "instances of the candidate are left over"
            );
            assert_eq!(self.world.weights, before.weights, "weights");
            return;
        }
        assert_eq!(self.world.current, before.current, "current release");
        assert_eq!(self.world.weights, before.weights, "weights");
        assert_eq!(
            self.world.count("new"),
            0,
            "instances of the candidate are left over"
        );
        if self.state.replanned == 0 {
            assert_eq!(
                self.world.count("old"),
                before.count("old"),
                "old instances"
            );
            if self.plan.traffic == Traffic::Routed {
                self.world.assert_routed();
            }
        }
    }
}

fn random_plan(random: &mut Random) -> Plan {
    let policies = [
        Unclear::ProceedIfVerified,
        Unclear::Pause,
        Unclear::RollBack,
    ];
    let mut analysis = plan().analysis;
    analysis.unclear = random.pick(&policies);
    Plan {
        stable: random.pick(&[None, Some(stable(1)), Some(stable(1)), Some(stable(3))]),
        instances: random.pick(&[1, 1, 2, 4]),
        traffic: random.pick(&[
            Traffic::Routed,
            Traffic::Routed,
            Traffic::Routed,
            Traffic::Unrouted,
        ]),
        bake_ms: random.pick(&[0, 500, 2500]),
        analysis,
        migrate: random.pick(&crate::plans::shapes()).1.migrate,
        ..plan()
    }
}
