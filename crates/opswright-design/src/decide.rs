//! From facts and answers to the design.

use std::collections::BTreeSet;

use opswright_survey::Facts;

use crate::answers::Answers;
use crate::design::{Decision, Design, Question, Scale};
use crate::document::SCHEMA;
use crate::inputs::DesignInputs;
use crate::subjects::Subjects;
use crate::{resources, workloads};

impl Design {
    /// The decision with this key.
    pub fn decision(&self, key: &str) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.key == key)
    }

    /// The choice of the decision with this key.
    pub fn choice(&self, key: &str) -> Option<&str> {
        self.decision(key).map(|decision| decision.choice.as_str())
    }

    /// The questions without which nothing can be generated.
    pub fn blocking(&self) -> impl Iterator<Item = &Question> {
        self.questions
            .iter()
            .filter(|question| question.assumed.is_none())
    }
}

/// Decides. Answers that fit nothing are without effect: [`Answers::unmatched`] lists them.
pub fn decide(facts: &Facts, answers: &Answers) -> Design {
    let inputs = DesignInputs::new(facts, answers);
    let subjects = Subjects::of(&inputs.facts, answers);
    let resources = resources::resolve(&subjects.workloads, answers);
    let workloads: Vec<_> = subjects
        .workloads
        .iter()
        .map(|subject| workloads::resolve(subject, answers, &resources))
        .collect();
    Design {
        schema: SCHEMA.to_owned(),
        name: subjects
            .workloads
            .first()
            .map_or_else(|| "app".to_owned(), |workload| workload.name.clone()),
        digest: inputs.digest(),
        rules_version: inputs.rules_version.clone(),
        scale: Scale::Hobby,
        compliance: BTreeSet::new(),
        decisions: Vec::new(),
        questions: Vec::new(),
        workloads: workloads
            .into_iter()
            .map(|workload| workload.design)
            .collect(),
        resources: resources
            .into_iter()
            .map(|resource| resource.design)
            .collect(),
        environments: vec![
            "local".to_owned(),
            "staging".to_owned(),
            "production".to_owned(),
        ],
    }
}
