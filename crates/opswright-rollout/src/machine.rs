//! The machine: a state and an event make the next state and the actions to perform.

use crate::{Action, Event, Plan, State};

/// A state in which nothing has happened yet.
pub fn begin(plan: Plan) -> State {
    State::new(plan)
}

/// The next state, and what to do now. Pure: the same arguments give the same answer.
pub fn step(state: &State, event: Event) -> (State, Vec<Action>) {
    let next = state.clone();
    drop(event);
    (next, Vec::new())
}
