//! render.yaml: services with their folders and commands, databases.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;
use opswright_yaml::Node;

use super::process::{MOST, another};
use super::{Context, Import, at};
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::{Claims, Ground};
use crate::manifest;
use crate::place::{base_name, folder_of, join};
use crate::resources::ResourceClaim;
use crate::variables::{Reading, VariableClaim};

pub(super) const IMPORT: Import = Import { reads, apply };

fn reads(path: &str) -> bool {
    matches!(base_name(path), "render.yaml" | "render.yml")
}

fn apply(
    _: &Context<'_>,
    file: &SourceFile,
    candidates: &mut Vec<Candidate>,
    findings: &mut Vec<Diagnostic>,
) {
    let tree = manifest::yaml(file, findings);
    let Some(root) = tree.root() else {
        return;
    };
    let mut resources: Vec<ResourceClaim> = Vec::new();
    for database in root
        .get("databases")
        .into_iter()
        .flat_map(|list| list.items().collect::<Vec<_>>())
    {
        let version = database
            .get("postgresMajorVersion")
            .and_then(|node| node.as_str())
            .map(ToOwned::to_owned);
        resources.push(resource(file, database, "postgresql", version));
    }
    let services: Vec<Node<'_>> = root
        .get("services")
        .into_iter()
        .flat_map(|list| list.items().collect::<Vec<_>>())
        .collect();
    for service in &services {
        if matches!(
            service.get("type").and_then(|node| node.as_str()),
            Some("redis" | "keyvalue")
        ) {
            resources.push(resource(file, *service, "redis", None));
        }
    }
    // What serves comes first: the others of a folder share its code.
    let mut described: Vec<(&str, Node<'_>)> = services
        .into_iter()
        .filter_map(|service| Some((kind_of(service)?, service)))
        .collect();
    described.sort_by_key(|(kind, _)| !matches!(*kind, "web" | "static"));
    let mut used: Vec<String> = Vec::new();
    let mut others: Vec<Candidate> = Vec::new();
    for (kind, service) in described {
        let root_folder = service
            .get("rootDir")
            .and_then(|node| node.as_str())
            .unwrap_or(".");
        let folder = join(folder_of(&file.path), root_folder);
        let Some(candidate) = at(candidates, &folder).next() else {
            continue;
        };
        if used.contains(&folder) {
            if others.len() < MOST {
                others.extend(second(file, service, kind, candidate));
            }
            continue;
        }
        used.push(folder);
        claim(file, service, kind, candidate);
        candidate.resources.extend(resources.iter().cloned());
    }
    candidates.extend(others);
}

/// The kind of a workload; `None` for a resource.
fn kind_of(service: Node<'_>) -> Option<&'static str> {
    let text = |key: &str| service.get(key).and_then(|node| node.as_str());
    match text("type")? {
        "web" if text("env").or(text("runtime")) == Some("static") => Some("static"),
        "web" | "pserv" => Some("web"),
        "worker" => Some("worker"),
        "cron" => Some("cron"),
        _ => None,
    }
}

/// A further service of the same folder, which its command tells apart.
fn second(
    file: &SourceFile,
    service: Node<'_>,
    kind: &str,
    first: &Candidate,
) -> Option<Candidate> {
    let command = service.get("startCommand")?;
    let name = service.get("name")?;
    let mut process = another(
        first,
        name.as_str()?,
        kind,
        command.as_str()?,
        &place(file, name),
    );
    process.start = Claims::default();
    claim(file, service, kind, &mut process);
    Some(process)
}

fn place(file: &SourceFile, node: Node<'_>) -> Evidence {
    Evidence {
        path: file.path.clone(),
        line: node.line(),
    }
}

fn resource(
    file: &SourceFile,
    node: Node<'_>,
    kind: &'static str,
    version: Option<String>,
) -> ResourceClaim {
    ResourceClaim {
        kind,
        ground: Ground::Declared,
        evidence: place(file, node),
        version,
    }
}

fn claim(file: &SourceFile, service: Node<'_>, kind: &str, candidate: &mut Candidate) {
    candidate
        .kind
        .push(kind.to_owned(), Ground::Declared, place(file, service));
    let text = |key: &str| {
        let node = service.get(key)?;
        Some((
            node.as_str().filter(|text| !text.is_empty())?.to_owned(),
            place(file, node),
        ))
    };
    if let Some((start, evidence)) = text("startCommand") {
        candidate.raise(Strength::Server);
        candidate.start.push(start, Ground::Declared, evidence);
    }
    if let Some((path, evidence)) = text("healthCheckPath") {
        candidate.health_path.push(path, Ground::Declared, evidence);
    }
    if let Some((command, evidence)) = text("preDeployCommand") {
        candidate.migrate.push(command, Ground::Declared, evidence);
    }
    for variable in service
        .get("envVars")
        .into_iter()
        .flat_map(|list| list.items().collect::<Vec<_>>())
    {
        if let Some(key) = variable.get("key") {
            candidate.variables.push(VariableClaim {
                name: key.as_str().unwrap_or("").to_owned(),
                reading: Reading::Unknown,
                default: None,
                ground: Ground::Declared,
                evidence: place(file, key),
            });
        }
    }
}
