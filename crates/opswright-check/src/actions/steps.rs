//! The steps of a job or of an action.

use opswright_actions::{Place, Type};
use opswright_yaml::{Kind, Node};

use super::fault::Fault;
use super::tables::{RUN_STEP, USES_STEP};
use super::walk::Walk;

impl<'a> Walk<'a> {
    pub(super) fn steps(&mut self, steps: Node<'a>) {
        if steps.kind() != Kind::Sequence {
            self.wrong(steps, "steps", "a list");
            return;
        }
        if steps.items().next().is_none() {
            self.find(Fault::EmptyValue, steps.range(), "`steps` is empty");
        }
        for step in steps.items() {
            self.step(step);
        }
    }

    fn step(&mut self, step: Node<'a>) {
        if !self.goes_on() {
            return;
        }
        if step.kind() != Kind::Mapping {
            if step.is_null() {
                self.find(Fault::EmptyValue, step.range(), "this step is empty");
            } else {
                self.wrong(step, "steps", "steps");
            }
            return;
        }
        if let Some(parallel) = step.get("parallel") {
            self.steps(parallel);
            return;
        }
        if ["wait", "wait-all", "cancel"]
            .iter()
            .any(|key| step.get(key).is_some())
        {
            return;
        }
        let uses = step.get("uses");
        let run = step.get("run");
        let fields = if uses.is_some() {
            &USES_STEP
        } else {
            &RUN_STEP
        };
        for entry in step.entries() {
            if self.is_merge(&entry) {
                continue;
            }
            let name = entry.name();
            match fields.keys.iter().find(|key| key.name == name) {
                Some(known) => self.value(entry.value, &known.form, known.name, known.place),
                // Both, or neither: that is told of the whole step.
                None if name == "run" || uses.is_none() && run.is_none() && name == "with" => {}
                None => self.unknown_key(&entry, fields, "step"),
            }
        }
        let id = step.get("id");
        if let Some(id) = id {
            self.id(id, "step");
        }
        let outputs = match uses {
            Some(uses) => {
                self.used_action(uses, step.get("with"));
                self.outputs_of(uses)
            }
            None => Type::map_of(Type::Text),
        };
        if let Some(id) = id {
            self.remember_step(id, outputs);
        }
        if self.in_action && run.is_some() && step.get("shell").is_none() {
            let range = step
                .entry("run")
                .map_or(step.range(), |entry| entry.key.range());
            self.find(
                Fault::StepWithoutShell,
                range,
                "a script in an action needs `shell`: there is no default",
            )
            .advise("add `shell: bash`");
        }
    }
}

impl Walk<'_> {
    /// Where an expression stands, in a workflow or in an action.
    pub(super) fn seen_from(&self, place: Place) -> Place {
        match place {
            Place::Step if self.in_action => Place::ActionStep,
            Place::StepCondition if self.in_action => Place::ActionCondition,
            other => other,
        }
    }
}
