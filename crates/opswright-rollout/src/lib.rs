//! The rollout machine, without I/O.
//!
//! `begin` makes a state from a plan; `step` turns a state and an event into the next state and the actions to perform. Both are
//! pure: no clock, no disk, no network. What a driver must hold to:
//!
//! 1. Write the state that `step` returned (its `pending` actions are the intents) to the journal before it performs any of them.
//! 2. Perform the returned actions, at once or one after another; they do not depend on each other.
//! 3. Answer each with `Event::Done` or `Event::Failed` (an `Observe` with `Event::Sample`), in any order.
//! 4. After each `step`, drop whatever it still performs that is no longer in `State::pending`. Only interruptible work leaves
//!    `pending` without an answer, and a late answer is ignored.
//! 5. After a crash, restore the last written state, look at the world, and feed `Event::Recovered`.
//!
//! Invariants: traffic is only ever sent to instances that passed the health gate; weights sum to 100 or are empty; the old
//! instances live until the new release is recorded as current; every terminal state carries a reason, evidence and a next step.

mod action;
mod event;
mod ids;
mod judge;
mod machine;
mod phase;
mod plan;
mod sample;
mod state;
mod step;
mod strategies;
mod weights;

pub use action::{Action, Through, Undo, Work};
pub use event::{Detail, Event, Failure, Health, Observed, ObservedInstance, Retry};
pub use ids::{ActionId, InstanceId, ReleaseId, RolloutId};
pub use judge::{Judgement, Verdict, judge};
pub use machine::{begin, step};
pub use phase::Phase;
pub use plan::{
    Analysis, HealthGate, MigrationPlan, Plan, Ratio, Stable, Traffic, Unclear, Verification,
};
pub use sample::{Counts, Sample};
pub use state::{Doubt, Instance, Life, Note, Outcome, Pause, State};
pub use step::{Step, Task, steps};
pub use strategies::Strategy;
pub use weights::{Percent, Weights, WeightsError};
