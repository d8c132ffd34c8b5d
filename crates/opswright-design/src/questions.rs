//! What nobody said and matters. Every assumption can be given as an answer and then changes no decision.

use opswright_survey::{Confidence, Fact};

use crate::case::{Case, scale_word};
use crate::decisions::usual_region;
use crate::design::{Question, Scale};
use crate::keys::Key;
use crate::platform::{self, Class};
use crate::resources::ResolvedResource;
use crate::workloads::{Reader, ResolvedWorkload, obeys_port, usual_package_manager};

/// All open questions, those that block first, else in the order of the trace.
pub(crate) fn open(case: &Case<'_>) -> Vec<Question> {
    let mut questions = of_circumstances(case);
    for workload in &case.workloads {
        questions.extend(of_workload(case, workload));
    }
    for resource in &case.resources {
        questions.extend(of_resource(resource));
    }
    if case.workloads.is_empty() {
        let text = "no workload was recognised; in which folder does one lie?";
        questions.push(question("workload.app.path", text, None));
    }
    questions.sort_by_key(|question| question.assumed.is_some());
    questions
}

/// A question with the words that its key accepts.
fn question(key: &str, text: &str, assumed: Option<&str>) -> Question {
    Question {
        key: key.to_owned(),
        text: text.to_owned(),
        assumed: assumed.map(str::to_owned),
        options: Key::parse(key).map_or_else(Vec::new, |key| key.row.accepts.words()),
    }
}

fn of_circumstances(case: &Case<'_>) -> Vec<Question> {
    let platform = platform::choose(case);
    let open = |key: &str| case.answers.get(key).is_none();
    let mut questions = Vec::new();
    if open("scale") && open("users") {
        let text = "how many people will use it? (or say users=NUMBER)";
        questions.push(question("scale", text, Some(scale_word(case.scale))));
    }
    if open("compliance") {
        let text = "which regimes must it satisfy?";
        questions.push(question("compliance", text, Some("none")));
    }
    if open("cloud") {
        let text = "where may it run beyond this machine?";
        questions.push(question("cloud", text, Some(platform.cloud.word())));
    }
    if let Some(region) = usual_region(platform.cloud).filter(|_| open("region")) {
        questions.push(question(
            "region",
            "in which region are its users?",
            Some(region),
        ));
    }
    if case.tier > Scale::Hobby && open("availability") {
        let text = "which availability, in percent, was promised?";
        questions.push(question("availability", text, Some(offered(case.tier))));
    }
    if platform.class == Class::Kubernetes && open("team") {
        let text = "how many people operate it?";
        questions.push(question("team", text, Some("2")));
    }
    questions
}

/// What the row of a tier offers, in percent.
fn offered(tier: Scale) -> &'static str {
    match tier {
        Scale::Hobby => "99",
        Scale::Startup => "99.5",
        Scale::Growth => "99.95",
        Scale::Enterprise => "99.99",
    }
}

fn of_workload(case: &Case<'_>, workload: &ResolvedWorkload) -> Vec<Question> {
    let asker = Asker {
        workload,
        reader: Reader {
            name: &workload.design.name,
            answers: case.answers,
        },
    };
    let mut questions = asker.what_it_is();
    questions.extend(asker.how_it_runs());
    questions.extend(asker.what_it_needs());
    questions.extend(uncertain(&asker.reader, workload));
    questions
}

/// Asks about one workload.
struct Asker<'a> {
    workload: &'a ResolvedWorkload,
    reader: Reader<'a>,
}

impl Asker<'_> {
    /// A question about a field that neither a fact nor an answer fills.
    fn ask<T>(
        &self,
        field: &str,
        fact: Option<&Fact<T>>,
        text: &str,
        assumed: Option<&str>,
    ) -> Option<Question> {
        let open = fact.is_none() && self.reader.answer(field).is_none();
        let text = text.replace("{}", &self.workload.design.name);
        open.then(|| question(&self.reader.key(field), &text, assumed))
    }

    fn what_it_is(&self) -> Vec<Question> {
        let facts = &self.workload.facts;
        let kind = self.ask("kind", facts.kind.as_ref(), "what is {}?", Some("web"));
        let text = "in which language is {} written?";
        let language = self.ask("language", facts.language.as_ref(), text, Some("unknown"));
        kind.into_iter().chain(language).collect()
    }

    fn how_it_runs(&self) -> Vec<Question> {
        let (design, facts) = (&self.workload.design, &self.workload.facts);
        let is_web = design.kind == "web";
        let mut questions = Vec::new();
        let runs = is_web || matches!(design.kind.as_str(), "worker" | "cron" | "job");
        if runs && design.start.is_none() {
            // `none` as an answer does not close it: something has to run.
            let text = format!("which command starts {} in production?", design.name);
            questions.push(question(&self.reader.key("start"), &text, None));
        }
        if is_web {
            let (text, assumed) = if obeys_port(facts) {
                ("which port does {} listen on? it reads PORT", Some("8080"))
            } else {
                ("which port does {} listen on?", None)
            };
            questions.extend(self.ask("port", facts.port.as_ref(), text, assumed));
            let text = "which path of {} answers 2xx when it is healthy? `none` checks that the port accepts connections";
            let fact = facts.health_path.as_ref();
            questions.extend(self.ask("health_path", fact, text, Some("none")));
        }
        questions
    }

    fn what_it_needs(&self) -> Vec<Question> {
        let (design, facts) = (&self.workload.design, &self.workload.facts);
        let mut questions = Vec::new();
        if matches!(
            design.language.as_str(),
            "javascript" | "typescript" | "python"
        ) {
            let text = "which package manager installs {}?";
            let usual = usual_package_manager(&design.language);
            let fact = facts.package_manager.as_ref();
            questions.extend(self.ask("package_manager", fact, text, usual));
        }
        if design.migrations.is_some() {
            let text = "which command applies the migrations of {}?";
            questions.extend(self.ask("migrate", facts.migrate.as_ref(), text, Some("none")));
        }
        questions
    }
}

/// Facts that are a mere convention, or one of several readings.
fn uncertain(reader: &Reader<'_>, workload: &ResolvedWorkload) -> Vec<Question> {
    let facts = &workload.facts;
    let web = matches!(workload.design.kind.as_str(), "web" | "static");
    let port = facts.port.as_ref().map(|fact| Fact {
        value: fact.value.to_string(),
        confidence: fact.confidence,
        evidence: fact.evidence.clone(),
        alternatives: fact.alternatives.iter().map(ToString::to_string).collect(),
    });
    [
        ("kind", facts.kind.clone()),
        ("start", facts.start.clone()),
        ("port", port.filter(|_| web)),
        ("health_path", facts.health_path.clone().filter(|_| web)),
    ]
    .into_iter()
    .filter(|(field, _)| reader.answer(field).is_none())
    .filter_map(|(field, fact)| doubt(reader, field, fact?))
    .collect()
}

/// The question about a fact that is not sure.
fn doubt(reader: &Reader<'_>, field: &str, fact: Fact<String>) -> Option<Question> {
    let several = !fact.alternatives.is_empty() && fact.confidence < Confidence::High;
    let subject = format!("the {} of {}", field.replace('_', " "), reader.name);
    let text = if several {
        format!("{subject} reads in several ways; which one is right?")
    } else if fact.confidence == Confidence::Low {
        format!("{subject} is a convention that nothing in the repository states; is it right?")
    } else {
        return None;
    };
    let mut asked = question(&reader.key(field), &text, Some(&fact.value));
    if asked.options.is_empty() && several {
        asked.options = std::iter::once(fact.value)
            .chain(fact.alternatives)
            .collect();
    }
    Some(asked)
}

fn of_resource(resource: &ResolvedResource) -> Vec<Question> {
    let design = &resource.design;
    let mut questions = Vec::new();
    if !resource.version_known {
        let text = format!("which version of {} does {} run?", design.kind, design.name);
        let key = format!("resource.{}.version", design.name);
        questions.push(question(&key, &text, Some(&design.version)));
    }
    if !resource.variable_known {
        let text = format!("which variable carries the address of {}?", design.name);
        let key = format!("resource.{}.variable", design.name);
        questions.push(question(&key, &text, Some(&design.variable)));
    }
    questions
}
