//! From facts and answers to the design.

use opswright_survey::Facts;

use crate::answers::Answers;
use crate::case::Case;
use crate::design::{Decision, Design, Question};
use crate::document::SCHEMA;
use crate::inputs::DesignInputs;
use crate::{decisions, questions, sensitivity};

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
    let case = Case::of(&inputs.facts, answers);
    let mut decisions = decisions::all(&case);
    sensitivity::add(&mut decisions, &inputs.facts, answers);
    let questions = questions::open(&case);
    Design {
        schema: SCHEMA.to_owned(),
        name: name(&case),
        digest: inputs.digest(),
        rules_version: inputs.rules_version,
        scale: case.scale,
        compliance: case.compliance,
        decisions,
        questions,
        workloads: case
            .workloads
            .into_iter()
            .map(|workload| workload.design)
            .collect(),
        resources: case
            .resources
            .into_iter()
            .map(|resource| resource.design)
            .collect(),
        environments: environments(answers),
    }
}

/// The answered name, else that of the workload at the root, else that of the first one.
fn name(case: &Case<'_>) -> String {
    if let Some(answer) = case.answers.get("name") {
        return answer.value.clone();
    }
    let at_root = case
        .workloads
        .iter()
        .find(|workload| workload.design.path == ".");
    at_root
        .or(case.workloads.first())
        .map_or_else(|| "app".to_owned(), |workload| workload.design.name.clone())
}

/// `local` first, then those answered, else staging and production.
fn environments(answers: &Answers) -> Vec<String> {
    let stated = answers
        .get("environments")
        .map_or("staging,production", |answer| answer.value.as_str());
    std::iter::once("local")
        .chain(stated.split(',').filter(|name| *name != "local"))
        .map(str::to_owned)
        .collect()
}
