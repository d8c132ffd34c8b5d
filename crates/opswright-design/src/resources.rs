//! The resources that workloads need: which are one and the same, what they are called, and which version runs.

use opswright_survey::{Fact, Resource};

use crate::answers::Answers;
use crate::design::{Input, ResourceDesign};
use crate::keys::RESOURCE_KINDS;
use crate::provenance;
use crate::subjects::Subject;

/// What is known about a kind of resource. Versions are the ones that official images were built for on 2026-08-21.
struct KindRow {
    kind: &'static str,
    /// Name of the first resource of this category.
    name: &'static str,
    /// Version where nothing in the repository states one.
    version: &'static str,
    /// Usual variable for its address.
    variable: &'static str,
}

const fn row(
    kind: &'static str,
    name: &'static str,
    version: &'static str,
    variable: &'static str,
) -> KindRow {
    KindRow {
        kind,
        name,
        version,
        variable,
    }
}

/// Every kind, in the order in which they claim a name. `any` stands for services that are reached by a protocol.
const ROWS: &[KindRow] = &[
    row("postgresql", "db", "18", "DATABASE_URL"),
    row("mysql", "db", "8.4", "DATABASE_URL"),
    row("mariadb", "db", "12.3", "DATABASE_URL"),
    row("mongodb", "db", "8.0", "MONGODB_URL"),
    row("sqlite", "data", "3", "DATABASE_URL"),
    row("redis", "cache", "8", "REDIS_URL"),
    row("rabbitmq", "queue", "4", "AMQP_URL"),
    row("kafka", "queue", "4", "KAFKA_BROKERS"),
    row("nats", "queue", "2", "NATS_URL"),
    row("elasticsearch", "search", "9", "ELASTICSEARCH_URL"),
    row("s3", "bucket", "any", "S3_ENDPOINT"),
    row("smtp", "mail", "any", "SMTP_URL"),
];

impl ResourceDesign {
    /// Whether it is a server of its own; `SQLite` is a file of the workload.
    pub fn is_server(&self) -> bool {
        self.kind != "sqlite"
    }
}

/// Resources of several workloads that are one and the same.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) variable: Option<String>,
    pub(crate) version: Option<Fact<String>>,
    pub(crate) used_by: Vec<String>,
    pub(crate) inputs: Vec<Input>,
}

/// A resource with the inputs that named it.
#[derive(Debug, Clone)]
pub(crate) struct ResolvedResource {
    pub(crate) design: ResourceDesign,
    pub(crate) inputs: Vec<Input>,
    /// Whether the repository or an answer states the version, or it does not matter.
    pub(crate) version_known: bool,
    /// Whether the repository or an answer states the variable.
    pub(crate) variable_known: bool,
}

/// The resources by name, each used by the workloads that share it.
pub(crate) fn groups(workloads: &[Subject], answers: &Answers) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for workload in workloads {
        let mut resources: Vec<&Resource> = workload.facts.resources.iter().collect();
        resources.sort_by(|a, b| (&a.kind.value, &a.variable).cmp(&(&b.kind.value, &b.variable)));
        for resource in resources {
            join(&mut groups, &workload.name, resource);
        }
    }
    groups.sort_by_key(|group| rank(&group.kind));
    name_all(&mut groups);
    for name in declared(answers) {
        if groups.iter().all(|group| group.name != name) {
            groups.push(Group {
                name,
                kind: String::new(),
                variable: None,
                version: None,
                used_by: workloads
                    .iter()
                    .map(|workload| workload.name.clone())
                    .collect(),
                inputs: Vec::new(),
            });
        }
    }
    groups.sort_by(|a, b| a.name.cmp(&b.name));
    groups
}

/// Two workloads share a resource of one kind unless they name different variables for it.
fn join(groups: &mut Vec<Group>, workload: &str, resource: &Resource) {
    let input = Input {
        key: format!("workload.{workload}.resource"),
        value: resource.kind.value.clone(),
        provenance: provenance::of_evidence(&resource.kind.evidence),
    };
    let same = groups.iter_mut().find(|group| {
        group.kind == resource.kind.value
            && (group.variable.is_none()
                || resource.variable.is_none()
                || group.variable == resource.variable)
    });
    if let Some(group) = same {
        if !group.used_by.iter().any(|known| known == workload) {
            group.used_by.push(workload.to_owned());
        }
        group.variable = group.variable.take().or_else(|| resource.variable.clone());
        group.version = group.version.take().or_else(|| resource.version.clone());
        group.inputs.push(input);
        return;
    }
    groups.push(Group {
        name: String::new(),
        kind: resource.kind.value.clone(),
        variable: resource.variable.clone(),
        version: resource.version.clone(),
        used_by: vec![workload.to_owned()],
        inputs: vec![input],
    });
}

fn name_all(groups: &mut [Group]) {
    let mut taken: Vec<String> = Vec::new();
    let mut kinds: Vec<String> = Vec::new();
    for group in groups.iter_mut() {
        let usual = kind_row(&group.kind).map_or(group.kind.as_str(), |row| row.name);
        let user = group.used_by.first().map_or("app", String::as_str);
        let second = if kinds.contains(&group.kind) {
            format!("{usual}-{user}")
        } else {
            group.kind.clone()
        };
        let numbered = (2..).map(|number| format!("{usual}-{number}"));
        let name = [usual.to_owned(), second]
            .into_iter()
            .chain(numbered)
            .find(|name| !taken.contains(name))
            .unwrap_or_default();
        kinds.push(group.kind.clone());
        taken.push(name.clone());
        group.name = name;
    }
}

/// Resources that exist because an answer gives their kind.
fn declared(answers: &Answers) -> Vec<String> {
    answers
        .iter()
        .filter_map(|(key, _)| key.strip_prefix("resource.")?.strip_suffix(".kind"))
        .map(str::to_owned)
        .collect()
}

/// The groups with answers applied and the gaps filled from the table.
pub(crate) fn resolve(workloads: &[Subject], answers: &Answers) -> Vec<ResolvedResource> {
    groups(workloads, answers)
        .into_iter()
        .map(|group| resolve_one(group, answers))
        .collect()
}

fn resolve_one(mut group: Group, answers: &Answers) -> ResolvedResource {
    let mut answered = |field: &str| {
        let key = format!("resource.{}.{field}", group.name);
        let answer = answers.get(&key)?;
        group.inputs.push(provenance::of_answer(&key, answer));
        Some(answer.value.clone())
    };
    let kind = answered("kind");
    let version_answer = answered("version");
    let variable_answer = answered("variable");
    let kind = kind.unwrap_or(group.kind);
    let stated = group.version.as_ref().map(|fact| {
        group.inputs.push(Input {
            key: format!("resource.{}.version", group.name),
            value: fact.value.clone(),
            provenance: provenance::of_evidence(&fact.evidence),
        });
        series(&kind, &fact.value)
    });
    let version = version_answer.or(stated.flatten());
    let variable = variable_answer.or(group.variable);
    let known = (version.is_some(), variable.is_some());
    let row = kind_row(&kind);
    let assumed = row.map_or("any", |row| row.version);
    let version_matters = assumed != "any" && kind != "sqlite";
    if !known.0 && version_matters {
        let key = format!("resource.{}.version", group.name);
        group.inputs.push(provenance::assumed(&key, assumed));
    }
    ResolvedResource {
        design: ResourceDesign {
            version: version.unwrap_or_else(|| assumed.to_owned()),
            variable: variable.unwrap_or_else(|| usual_variable(row, &kind)),
            name: group.name,
            kind,
            used_by: group.used_by,
        },
        inputs: group.inputs,
        version_known: known.0 || !version_matters,
        variable_known: known.1,
    }
}

fn usual_variable(row: Option<&KindRow>, kind: &str) -> String {
    row.map_or_else(
        || format!("{}_URL", kind.to_ascii_uppercase().replace('-', "_")),
        |row| row.variable.to_owned(),
    )
}

fn kind_row(kind: &str) -> Option<&'static KindRow> {
    ROWS.iter().find(|row| row.kind == kind)
}

fn rank(kind: &str) -> usize {
    ROWS.iter()
        .position(|row| row.kind == kind)
        .unwrap_or(RESOURCE_KINDS.len())
}

/// The series of a tag: `16` of `16.4-alpine`; of kinds whose second number breaks too, `8.4` of `8.4.2`.
fn series(kind: &str, tag: &str) -> Option<String> {
    let number: String = tag
        .trim_start_matches('v')
        .chars()
        .take_while(|character| character.is_ascii_digit() || *character == '.')
        .collect();
    let numbers = if matches!(kind, "mysql" | "mariadb" | "mongodb") {
        2
    } else {
        1
    };
    let parts: Vec<&str> = number
        .split('.')
        .filter(|part| !part.is_empty())
        .take(numbers)
        .collect();
    (!parts.is_empty()).then(|| parts.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_shorten_to_their_series() {
        for (kind, tag, expected) in [
            ("postgresql", "16-alpine", Some("16")),
            ("postgresql", "16.4", Some("16")),
            ("postgresql", "latest", None),
            ("mysql", "8.4.2-oracle", Some("8.4")),
            ("mysql", "8", Some("8")),
            ("redis", "v7.4", Some("7")),
            ("redis", "", None),
        ] {
            assert_eq!(series(kind, tag).as_deref(), expected, "{kind} {tag}");
        }
    }
}
