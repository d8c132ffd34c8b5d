//! Everything that a rollout knows; written to the journal as it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Action, ActionId, Counts, Failure, InstanceId, Judgement, Phase, Plan, ReleaseId, Step, Weights,
};

/// Everything that a rollout knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Version of this format: `State::VERSION` when written by this build.
    pub version: u32,
    /// What it was told.
    pub plan: Plan,
    /// Where it stands.
    pub phase: Phase,
    /// Every phase it has been in, in order, the present one last.
    pub trail: Vec<Phase>,
    /// The steps it walks through: those of the strategy, or those of the way back.
    pub steps: Vec<Step>,
    /// The step it is at; the length of `steps` when all are done.
    pub cursor: usize,
    /// Actions without an answer: the intents.
    pub pending: BTreeMap<ActionId, Action>,
    /// The number of the next action.
    pub next_action: ActionId,
    /// How often the way back was planned anew, since what it relied on was lost meanwhile.
    pub replanned: u8,
    /// Every instance that it knows of, and what it knows.
    pub instances: BTreeMap<InstanceId, Instance>,
    /// The weights last acknowledged.
    pub weights: Weights,
    /// What of the route is in doubt, since a shift was asked for that nothing has acknowledged.
    pub doubt: Doubt,
    /// The release that is recorded as current.
    pub recorded: Option<ReleaseId>,
    /// Whether another was asked to be recorded, without an answer: then `recorded` may not be true.
    pub recorded_in_doubt: bool,
    /// Traffic of the old release before the first shift, or beside the candidate.
    pub baseline: Counts,
    /// Traffic of the candidate since it got any.
    pub candidate: Counts,
    /// How long the present watch has lasted, in milliseconds.
    pub watched_ms: u64,
    /// The last passed synthetic requests through the route were those of this release.
    pub verified: Option<ReleaseId>,
    /// Verdicts in order; looks in a row that say the same are one.
    pub judgements: Vec<Judgement>,
    /// A hold by a person or by policy.
    pub pause: Option<Pause>,
    /// Why it goes back, or went.
    pub failure: Option<Failure>,
    /// Why the way back failed; it ends as soon as the effects under way have ended.
    pub rollback_failure: Option<Failure>,
    /// What a reader of the record should know besides.
    pub notes: Vec<Note>,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// An instance as far as the machine knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// What it runs.
    pub release: ReleaseId,
    /// How far it has come.
    pub life: Life,
}

/// How far an instance has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// Asked to start; it may or may not exist.
    Starting,
    /// It exists.
    Started,
    /// It passed its health gate.
    Healthy,
    /// It is not there.
    Gone,
}

/// What of the route is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// It is as acknowledged.
    Nothing,
    /// The weights are as acknowledged; it may name other instances.
    Instances,
    /// The weights may be others.
    Weights,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Why.
    pub reason: String,
    /// Who: a person, or `policy`.
    pub by: String,
}

/// Something that a reader of the record should know, and that did not stop the rollout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// One sentence.
    pub text: String,
    /// What proves it, a line each.
    pub evidence: Vec<String>,
    /// A command to type, where there is something to do.
    pub next: Option<String>,
}

/// How a rollout ended; the phase says which way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// One sentence.
    pub reason: String,
    /// What proves it, a line each.
    pub evidence: Vec<String>,
    /// A command to type.
    pub next: String,
}

impl State {
    /// The version of the stored format that this build writes.
    pub const VERSION: u32 = 1;
}

impl State {
    pub(crate) fn new(plan: Plan) -> Self {
        let stable = plan.stable.iter();
        let instances = stable
            .flat_map(|stable| stable.instances.iter().map(|id| (id, &stable.release)))
            .map(|(id, release)| {
                let life = Life::Healthy;
                (
                    id.clone(),
                    Instance {
                        release: release.clone(),
                        life,
                    },
                )
            })
            .collect();
        let weights = plan
            .stable
            .as_ref()
            .map_or_else(Weights::none, |stable| Weights::all(stable.release.clone()));
        Self {
            version: Self::VERSION,
            phase: Phase::Planned,
            trail: vec![Phase::Planned],
            steps: crate::steps(&plan),
            cursor: 0,
            pending: BTreeMap::new(),
            next_action: ActionId(1),
            replanned: 0,
            instances,
            weights,
            doubt: Doubt::Nothing,
            recorded: plan.stable.as_ref().map(|stable| stable.release.clone()),
            recorded_in_doubt: false,
            baseline: Counts::default(),
            candidate: Counts::default(),
            watched_ms: 0,
            verified: None,
            judgements: Vec::new(),
            pause: None,
            failure: None,
            rollback_failure: None,
            notes: Vec::new(),
            outcome: None,
            plan,
        }
    }
}
