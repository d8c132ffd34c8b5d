//! What is wrong in workflows, actions and the settings of Dependabot: found in one walk, told by one rule a fault.

mod action;
mod catalogue;
mod conditions;
mod dependabot;
mod dispatch;
mod events;
mod fault;
mod filters;
mod form;
mod ids;
mod job;
mod keys;
mod matrix;
mod runners;
mod steps;
mod tables;
mod text;
mod uses;
mod variables;
mod walk;
mod workflow;

use opswright_project::Kind;
use opswright_project::workflow::{Workflow, workflow};
use opswright_yaml::Yaml;

pub(crate) use fault::{Fault, Found};

/// A workflow, an action or the settings of Dependabot, with all that is wrong in it.
#[derive(Debug)]
pub(crate) struct ActionsFile<'a> {
    /// Jobs and steps; of an action its steps, as those of one job.
    pub(crate) workflow: Option<Workflow<'a>>,
    pub(crate) found: Vec<Found>,
}

impl<'a> ActionsFile<'a> {
    /// Looks at a file of this kind; `broken` where it could not be read to its end.
    pub(crate) fn of(yaml: &'a Yaml, kind: Kind, text: &'a str, broken: bool) -> Self {
        let (workflow, mut found) = match kind {
            Kind::Workflow => (workflow(yaml), workflow::look(yaml, text)),
            Kind::Action => (action::as_workflow(yaml), action::look(yaml, text)),
            _ => (None, dependabot::look(yaml, text)),
        };
        // A step behind an anchor is seen wherever its alias stands.
        if broken {
            // What is missing may stand behind the fault.
            found.retain(|one| one.fault != Fault::MissingKey);
        }
        found.sort_by_key(|one| (one.range, one.fault));
        found.dedup_by(|one, other| one.range == other.range && one.fault == other.fault);
        Self { workflow, found }
    }
}
