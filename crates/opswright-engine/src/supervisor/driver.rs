//! Drives one rollout: journal the intents, perform them, journal the outcomes, step.

use std::collections::BTreeMap;
use std::sync::Arc;

use opswright_rollout::{Action, ActionId, Event, State, step};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};

use super::perform::{Performed, perform};
use super::progress::Reporter;
use super::world::World;
use crate::failure::Failure;
use crate::records::{OUTCOME, Outcome, STEP, Step};

/// Drives `state` from `first` to a terminal phase; events from outside come over `outside`.
///
/// An error means that the journal cannot be written: then nothing more is done, and the next supervisor recovers.
pub(crate) async fn drive(
    world: &Arc<World>,
    state: State,
    first: Event,
    outside: &mut mpsc::UnboundedReceiver<Event>,
    reporter: &Reporter,
) -> Result<State, Failure> {
    let mut drive = Drive {
        world: Arc::clone(world),
        state,
        running: JoinSet::new(),
        handles: BTreeMap::new(),
    };
    let mut event = first;
    loop {
        drive.advance(event, reporter)?;
        if drive.state.phase.is_terminal() {
            return Ok(drive.state);
        }
        event = drive.next_event(outside, reporter).await?;
    }
}

struct Drive {
    world: Arc<World>,
    state: State,
    running: JoinSet<(ActionId, Performed)>,
    handles: BTreeMap<ActionId, AbortHandle>,
}

impl Drive {
    /// One step: the next state and its intents are in the journal before anything of them is done.
    fn advance(&mut self, event: Event, reporter: &Reporter) -> Result<(), Failure> {
        let (next, actions) = step(&self.state, event);
        if next != self.state || !actions.is_empty() {
            let record = Step {
                version: 1,
                state: next.clone(),
                actions: actions.clone(),
            };
            self.world.record(STEP, &next.plan.rollout.0, &record)?;
        }
        if next.phase != self.state.phase {
            reporter.phase(&next);
        }
        self.state = next;
        let pending = &self.state.pending;
        self.handles.retain(|id, handle| {
            let wanted = pending.contains_key(id);
            if !wanted {
                handle.abort();
            }
            wanted
        });
        for action in actions {
            self.start(action, reporter);
        }
        Ok(())
    }

    fn start(&mut self, action: Action, reporter: &Reporter) {
        reporter.action(&action);
        let world = Arc::clone(&self.world);
        let plan = self.state.plan.clone();
        let id = action.id;
        let handle = self
            .running
            .spawn(async move { (id, perform(&world, &plan, &action.work).await) });
        self.handles.insert(id, handle);
    }

    /// The next thing that happens: an action ends, or somebody outside says something.
    async fn next_event(
        &mut self,
        outside: &mut mpsc::UnboundedReceiver<Event>,
        reporter: &Reporter,
    ) -> Result<Event, Failure> {
        loop {
            if self.running.is_empty() && self.state.pause.is_none() {
                return Err(stuck(&self.state));
            }
            let event = tokio::select! {
                Some(ended) = self.running.join_next() => match ended {
                    Ok((action, performed)) => performed.into_event(action),
                    // Called off: it is no longer pending, so that nobody waits for it.
                    Err(_) => continue,
                },
                Some(event) = outside.recv() => event,
                else => return Err(stuck(&self.state)),
            };
            let event = self.world.redact_event(event);
            reporter.event(&event);
            self.world.record_outcome(
                OUTCOME,
                &self.state.plan.rollout.0,
                &Outcome {
                    version: 1,
                    event: event.clone(),
                },
            )?;
            return Ok(event);
        }
    }
}

fn stuck(state: &State) -> Failure {
    Failure::new(
        crate::failure::Exit::Unsafe,
        format!(
            "rollout {} waits for nothing while it is {}",
            state.plan.rollout, state.phase
        ),
        "opswright status",
    )
}
