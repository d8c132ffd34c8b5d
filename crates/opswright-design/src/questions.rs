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
    let design = &workload.design;
    let facts = &workload.facts;
    let reader = Reader {
        name: &design.name,
        answers: case.answers,
    };
    let open = |field: &str| reader.answer(field).is_none();
    let ask = |field: &str, text: String, assumed: Option<&str>| {
        question(&reader.key(field), &text, assumed)
    };
    let name = &design.name;
    let is_web = design.kind == "web";
    let runs = matches!(design.kind.as_str(), "web" | "worker" | "cron" | "job");
    let mut questions = Vec::new();
    if facts.kind.is_none() && open("kind") {
        questions.push(ask("kind", format!("what is {name}?"), Some("web")));
    }
    if facts.language.is_none() && open("language") {
        let text = format!("in which language is {name} written?");
        questions.push(ask("language", text, Some("unknown")));
    }
    if runs && design.start.is_none() {
        let text = format!("which command starts {name} in production?");
        questions.push(ask("start", text, None));
    }
    if is_web && facts.port.is_none() && open("port") {
        let assumed = obeys_port(facts).then_some("8080");
        let text = match assumed {
            Some(_) => format!("which port does {name} listen on? it reads PORT"),
            None => format!("which port does {name} listen on?"),
        };
        questions.push(ask("port", text, assumed));
    }
    if is_web && facts.health_path.is_none() && open("health_path") {
        let text = format!(
            "which path of {name} answers 2xx when it is healthy? `none` checks that the port accepts connections"
        );
        questions.push(ask("health_path", text, Some("none")));
    }
    let usual = usual_package_manager(&design.language);
    let has_choice = matches!(
        design.language.as_str(),
        "javascript" | "typescript" | "python"
    );
    if facts.package_manager.is_none() && has_choice && open("package_manager") {
        let text = format!("which package manager installs {name}?");
        questions.push(ask("package_manager", text, usual));
    }
    if design.migrations.is_some() && facts.migrate.is_none() && open("migrate") {
        let text = format!("which command applies the migrations of {name}?");
        questions.push(ask("migrate", text, Some("none")));
    }
    questions.extend(uncertain(&reader, workload));
    questions
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
    .filter_map(|(field, fact)| {
        let fact = fact.filter(|_| reader.answer(field).is_none())?;
        let several = !fact.alternatives.is_empty() && fact.confidence < Confidence::High;
        let text = if several {
            format!(
                "the {} of {} reads in several ways; which one is right?",
                field.replace('_', " "),
                reader.name
            )
        } else if fact.confidence == Confidence::Low {
            format!(
                "the {} of {} is a convention that nothing in the repository states; is it right?",
                field.replace('_', " "),
                reader.name
            )
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
    })
    .collect()
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
