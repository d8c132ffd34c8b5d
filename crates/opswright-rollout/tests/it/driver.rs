//! A driver that performs one action after another, with a hook before each.

use std::collections::VecDeque;

use opswright_rollout::{Action, Event, Phase, Plan, State, Work, begin, step};

use crate::world::World;

/// What the hook has happen in the place of an action.
pub(crate) enum Instead {
    /// Nothing special: it is performed.
    Perform,
    /// These events; the action is answered only if they leave it pending.
    Events(Vec<Event>),
    /// The driver is ended and started again; the hook has done to the world what it wanted.
    Crash,
}

/// A rollout on its way.
pub(crate) struct Drive {
    pub(crate) state: State,
    pub(crate) world: World,
    queue: VecDeque<Action>,
    /// Feed every event twice.
    pub(crate) twice: bool,
    /// Actions performed so far.
    pub(crate) performed: usize,
}

impl Drive {
    /// A rollout that has not begun.
    pub(crate) fn new(plan: &Plan) -> Self {
        Self {
            state: begin(plan.clone()),
            world: World::before(plan),
            queue: VecDeque::new(),
            twice: false,
            performed: 0,
        }
    }

    /// Drives to a terminal phase without any fault.
    pub(crate) fn finish(&mut self) {
        self.run(|_, _, _| Instead::Perform);
    }

    /// Begins, and drives to a terminal phase.
    pub(crate) fn run(&mut self, mut hook: impl FnMut(usize, &Action, &mut World) -> Instead) {
        if self.state.phase == Phase::Planned {
            self.feed(Event::Begin);
        }
        for _ in 0..1000 {
            if self.state.phase.is_terminal() {
                self.assert_ended();
                return;
            }
            let Some(action) = self.queue.pop_front() else {
                assert!(self.state.pause.is_some(), "stuck: {:?}", self.state);
                return;
            };
            if self.state.pending.contains_key(&action.id) {
                self.perform(&action, &mut hook);
            }
        }
        panic!("it does not end: {:?}", self.state.trail);
    }

    fn perform(
        &mut self,
        action: &Action,
        hook: &mut impl FnMut(usize, &Action, &mut World) -> Instead,
    ) {
        self.performed += 1;
        match hook(self.performed, action, &mut self.world) {
            Instead::Perform => self.answer(action),
            Instead::Events(events) => {
                for event in events {
                    self.feed(event);
                }
                if self.state.pending.contains_key(&action.id) {
                    self.answer(action);
                }
            }
            Instead::Crash => self.crash(),
        }
    }

    fn answer(&mut self, action: &Action) {
        let id = action.id;
        let event = match (&action.work, self.world.perform(&action.work)) {
            (Work::Observe { for_ms }, _) => Event::Sample {
                action: id,
                sample: self.world.sample(*for_ms),
            },
            (_, Ok(detail)) => Event::Done { action: id, detail },
            (_, Err(failure)) => Event::Failed {
                action: id,
                failure,
            },
        };
        self.feed(event);
    }

    /// The driver forgets everything but the stored state.
    pub(crate) fn crash(&mut self) {
        self.queue.clear();
        let stored = serde_json::to_string(&self.state).unwrap();
        self.state = serde_json::from_str(&stored).unwrap();
        let last_intent = self.state.pending.values().next_back().cloned();
        let observed = self.world.observe();
        self.feed(Event::Recovered {
            observed,
            last_intent,
        });
    }

    /// Feeds an event, and checks what every step must hold to.
    pub(crate) fn feed(&mut self, event: Event) {
        let before = self.state.clone();
        let again = self.twice.then(|| event.clone());
        let (state, actions) = step(&before, event);
        assert_step(&before, &state, &actions);
        for action in &actions {
            self.world.check(action);
        }
        self.state = state;
        self.queue.extend(actions);
        if let Some(event) = again.filter(|event| !matches!(event, Event::Recovered { .. })) {
            let (state, actions) = step(&self.state, event.clone());
            assert_eq!(actions, [], "repeating {event:?} asks for something");
            assert_eq!(state, self.state, "repeating {event:?} changes something");
        }
    }

    fn assert_ended(&self) {
        let outcome = self
            .state
            .outcome
            .as_ref()
            .expect("a terminal state has an outcome");
        assert!(
            !outcome.reason.is_empty() && !outcome.next.is_empty(),
            "{outcome:?}"
        );
        let by_hand = |text: &str| text.contains("already") || text.contains("ended the rollout");
        assert!(
            !outcome.evidence.is_empty()
                || by_hand(&outcome.reason)
                || self.state.judgements.is_empty(),
            "{outcome:?}"
        );
        assert!(self.state.pending.is_empty(), "something is left under way");
    }
}

/// What every step must hold to.
pub(crate) fn assert_step(before: &State, after: &State, actions: &[Action]) {
    for action in actions {
        assert_eq!(
            after.pending.get(&action.id),
            Some(action),
            "asked for, and not pending"
        );
        assert!(action.id >= before.next_action, "a number is used twice");
    }
    for (id, action) in &after.pending {
        let known = before.pending.contains_key(id) || actions.iter().any(|asked| asked.id == *id);
        assert!(known, "pending, and never asked for: {action:?}");
    }
    if after.phase != before.phase {
        assert_eq!(
            after.trail.last(),
            Some(&after.phase),
            "the trail ends elsewhere"
        );
    }
    assert_eq!(
        after.phase.is_terminal(),
        after.outcome.is_some(),
        "{:?}",
        after.phase
    );
    assert_eq!(after.version, State::VERSION);
}
