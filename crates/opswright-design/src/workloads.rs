//! Workloads resolved from facts and answers: an answer wins over a fact, and what nobody said stays open.

use opswright_survey::{Fact, Workload};

use crate::answers::{Answer, Answers};
use crate::design::{Containerization, Input, VariableDesign, WorkloadDesign};
use crate::provenance;
use crate::resources::ResolvedResource;
use crate::subjects::Subject;

/// Port of a workload that obeys the variable `PORT`, and of a served static site.
const USUAL_PORT: u16 = 8080;

/// A workload with its design and what was said about it.
#[derive(Debug, Clone)]
pub(crate) struct ResolvedWorkload {
    pub(crate) design: WorkloadDesign,
    pub(crate) facts: Workload,
    /// How it becomes an image was answered.
    pub(crate) containerization: Input,
    pub(crate) containerization_rule: &'static str,
}

/// Answers and facts about one workload.
pub(crate) struct Reader<'a> {
    pub(crate) name: &'a str,
    pub(crate) answers: &'a Answers,
}

impl<'a> Reader<'a> {
    pub(crate) fn key(&self, field: &str) -> String {
        format!("workload.{}.{field}", self.name)
    }

    pub(crate) fn answer(&self, field: &str) -> Option<&'a Answer> {
        self.answers.get(&self.key(field))
    }

    /// The answer, else the fact; `none` as an answer takes the fact away.
    fn value<T: ToString>(&self, field: &str, fact: Option<&Fact<T>>) -> Option<String> {
        match self.answer(field) {
            Some(answer) if answer.value == "none" => None,
            Some(answer) => Some(answer.value.clone()),
            None => fact.map(|fact| fact.value.to_string()),
        }
    }

    /// The input for the trace; assumed where neither an answer nor a fact speaks.
    pub(crate) fn input<T: ToString>(
        &self,
        field: &str,
        fact: Option<&Fact<T>>,
        otherwise: &str,
    ) -> Input {
        let key = self.key(field);
        match (self.answer(field), fact) {
            (Some(answer), _) => provenance::of_answer(&key, answer),
            (None, Some(fact)) => provenance::of_fact(&key, fact),
            (None, None) => provenance::assumed(&key, otherwise),
        }
    }
}

/// Languages whose Dockerfile is generated; others become an image by Buildpacks, which know many more.
pub(crate) const DOCKERFILE_LANGUAGES: &[&str] =
    &["javascript", "typescript", "python", "rust", "go", "html"];

/// `subject` with answers applied.
pub(crate) fn resolve(
    subject: &Subject,
    answers: &Answers,
    resources: &[ResolvedResource],
) -> ResolvedWorkload {
    let facts = &subject.facts;
    let reader = Reader {
        name: &subject.name,
        answers,
    };
    let kind = kind(&reader, facts);
    let language = reader
        .value("language", facts.language.as_ref())
        .unwrap_or_else(|| "unknown".to_owned());
    let (containerization, input, rule) = containerization(&reader, facts, &language);
    let design = WorkloadDesign {
        port: port(&reader, facts, &kind),
        health_path: health_path(&reader, facts, &kind),
        package_manager: reader
            .value("package_manager", facts.package_manager.as_ref())
            .or_else(|| usual_package_manager(&language).map(str::to_owned)),
        ..plain(&reader, facts)
    };
    let design = WorkloadDesign {
        kind,
        language,
        containerization,
        variables: variables(facts),
        resources: resources
            .iter()
            .filter(|resource| resource.design.used_by.contains(&subject.name))
            .map(|resource| resource.design.name.clone())
            .collect(),
        ..design
    };
    ResolvedWorkload {
        design,
        facts: facts.clone(),
        containerization: input,
        containerization_rule: rule,
    }
}

/// The fields that are an answer or a fact and nothing else.
fn plain(reader: &Reader<'_>, facts: &Workload) -> WorkloadDesign {
    let text = |field: &str, fact: &Option<Fact<String>>| reader.value(field, fact.as_ref());
    WorkloadDesign {
        name: reader.name.to_owned(),
        path: reader
            .answer("path")
            .map_or_else(|| facts.path.clone(), |answer| answer.value.clone()),
        kind: String::new(),
        language: String::new(),
        framework: text("framework", &facts.framework),
        package_manager: None,
        package_manager_version: text("package_manager_version", &facts.package_manager_version),
        runtime_version: text("runtime_version", &facts.runtime_version),
        install: text("install", &facts.install),
        build: text("build", &facts.build),
        start: text("start", &facts.start),
        port: None,
        health_path: None,
        migrations: text("migrations", &facts.migrations),
        migrate: text("migrate", &facts.migrate),
        lint: text("lint", &facts.lint),
        typecheck: text("typecheck", &facts.typecheck),
        test: text("test", &facts.test),
        coverage: text("coverage", &facts.coverage),
        lockfile: text("lockfile", &facts.lockfile),
        artifact: text("artifact", &facts.artifact),
        containerization: Containerization::Dockerfile,
        variables: Vec::new(),
        resources: Vec::new(),
    }
}

/// What it is; where nobody says, `web` (a question then asks).
fn kind(reader: &Reader<'_>, facts: &Workload) -> String {
    reader
        .value("kind", facts.kind.as_ref())
        .unwrap_or_else(|| "web".to_owned())
}

fn port(reader: &Reader<'_>, facts: &Workload, kind: &str) -> Option<u16> {
    let stated = reader
        .value("port", facts.port.as_ref())
        .and_then(|port| port.parse().ok());
    match kind {
        "static" => stated.or(Some(USUAL_PORT)),
        "web" => stated.or_else(|| obeys_port(facts).then_some(USUAL_PORT)),
        _ => stated,
    }
}

/// Whether the code reads `PORT`, so that any port may be assigned.
pub(crate) fn obeys_port(facts: &Workload) -> bool {
    facts
        .variables
        .iter()
        .any(|variable| variable.name.value == "PORT")
}

fn health_path(reader: &Reader<'_>, facts: &Workload, kind: &str) -> Option<String> {
    let denied = reader.answer("health_path").is_some();
    let stated = reader.value("health_path", facts.health_path.as_ref());
    stated.or_else(|| (kind == "static" && !denied).then(|| "/".to_owned()))
}

/// The package manager that comes with a language; the survey says it where a lock file or manifest does.
pub(crate) fn usual_package_manager(language: &str) -> Option<&'static str> {
    match language {
        "javascript" | "typescript" => Some("npm"),
        "python" => Some("pip"),
        "rust" => Some("cargo"),
        "go" => Some("go"),
        _ => None,
    }
}

/// An answer wins; else a Dockerfile for the languages in [`DOCKERFILE_LANGUAGES`], and Buildpacks for all others.
fn containerization(
    reader: &Reader<'_>,
    facts: &Workload,
    language: &str,
) -> (Containerization, Input, &'static str) {
    let own = reader.answer("containerization");
    let all = reader.answers.get("containerization");
    let answered = own
        .map(|answer| (reader.key("containerization"), answer))
        .or_else(|| all.map(|answer| ("containerization".to_owned(), answer)));
    if let Some((key, answer)) = answered {
        let choice = if answer.value == "buildpacks" {
            Containerization::Buildpacks
        } else {
            Containerization::Dockerfile
        };
        return (
            choice,
            provenance::of_answer(&key, answer),
            "containerization-answered",
        );
    }
    let input = reader.input("language", facts.language.as_ref(), "unknown");
    if DOCKERFILE_LANGUAGES.contains(&language) {
        (
            Containerization::Dockerfile,
            input,
            "dockerfile-for-known-languages",
        )
    } else {
        (
            Containerization::Buildpacks,
            input,
            "buildpacks-for-other-languages",
        )
    }
}

fn variables(facts: &Workload) -> Vec<VariableDesign> {
    let mut variables: Vec<VariableDesign> = facts
        .variables
        .iter()
        .map(|variable| VariableDesign {
            name: variable.name.value.clone(),
            secret: variable.secret,
            required: variable.required.unwrap_or(false),
            // A default of a secret is a leaked secret; the survey leaves it out, and so does the design.
            default: variable.default.clone().filter(|_| !variable.secret),
        })
        .collect();
    variables.sort();
    variables.dedup_by(|a, b| a.name == b.name);
    variables
}
