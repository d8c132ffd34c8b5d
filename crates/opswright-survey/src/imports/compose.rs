//! Compose: which folder is a service, its port and variables, and the resources beside it.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;
use opswright_yaml::{Entry, Kind, Node, parse};

use super::copied::copied_folder;
use super::health_url::path_in;
use super::{Context, Import, at, dockerfile};
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::manifest;
use crate::place::{base_name, folder_of, is_below, join};
use crate::resources::{ResourceClaim, of_image};
use crate::scan::variables::is_variable_name;
use crate::variables::{Reading, VariableClaim};

pub(super) const IMPORT: Import = Import { reads, apply };

fn reads(path: &str) -> bool {
    matches!(
        base_name(path),
        "compose.yaml"
            | "compose.yml"
            | "docker-compose.yml"
            | "docker-compose.yaml"
            | "docker-compose.prod.yml"
            | "compose.prod.yaml"
    )
}

/// Dockerfiles that services name.
pub(super) fn dockerfiles(file: &SourceFile) -> Vec<String> {
    let (tree, _) = parse(&file.text);
    let services = tree.root().and_then(|root| root.get("services"));
    services
        .into_iter()
        .flat_map(|services| services.entries())
        .filter_map(|service| {
            let context = context_of(file, service.value)?;
            let name = service
                .value
                .at(&["build", "dockerfile"])
                .and_then(|node| node.as_str())?;
            Some(join(&context, name))
        })
        .collect()
}

/// Folder that a service is built from; `None` where it is not built.
fn context_of(file: &SourceFile, service: Node<'_>) -> Option<String> {
    let build = service.get("build")?;
    let context = match build.kind() {
        Kind::Mapping => build
            .get("context")
            .and_then(|node| node.as_str())
            .unwrap_or("."),
        _ => build.as_str()?,
    };
    let remote = context.contains("://") || context.contains('$');
    (!remote).then(|| join(folder_of(&file.path), context))
}

/// A resource that runs beside the services.
struct Backing {
    service: String,
    claim: ResourceClaim,
}

fn apply(
    context: &Context<'_>,
    file: &SourceFile,
    candidates: &mut Vec<Candidate>,
    findings: &mut Vec<Diagnostic>,
) {
    let tree = manifest::yaml(file, findings);
    let Some(services) = tree.root().and_then(|root| root.get("services")) else {
        return;
    };
    let backing: Vec<Backing> = services
        .entries()
        .filter_map(|service| backing(file, service))
        .collect();
    let built: Vec<(Entry<'_>, String)> = services
        .entries()
        .filter_map(|service| Some((service, folder(context, file, service.value, candidates)?)))
        .collect();
    for (service, folder) in &built {
        if at(candidates, folder).next().is_none() {
            candidates.push(dockerfile::unknown(folder));
        }
        for candidate in at(candidates, folder) {
            claim(file, service.value, candidate);
            if candidate.language.is_empty() && candidate.name.is_empty() {
                candidate.name.push(
                    service.name().to_owned(),
                    Ground::Code,
                    place(file, service.key),
                );
            }
            for resource in backing
                .iter()
                .filter(|resource| uses(service.value, &resource.service) || built.len() == 1)
            {
                candidate.resources.push(resource.claim.clone());
            }
        }
    }
    if built.is_empty() {
        beside(file, &backing, candidates);
    }
}

/// Resources in a file that builds nothing belong to the programs below it that speak their protocol.
fn beside(file: &SourceFile, backing: &[Backing], candidates: &mut [Candidate]) {
    let folder = folder_of(&file.path).to_owned();
    let below = |candidate: &&mut Candidate| {
        is_below(&candidate.folder, &folder) && candidate.strength >= Strength::Program
    };
    let alone = candidates.iter_mut().filter(below).count() == 1;
    for candidate in candidates.iter_mut().filter(below) {
        for resource in backing {
            let speaks = candidate
                .resources
                .iter()
                .any(|claim| claim.kind == resource.claim.kind);
            if speaks || alone {
                candidate.resources.push(resource.claim.clone());
            }
        }
    }
}

fn place(file: &SourceFile, node: Node<'_>) -> Evidence {
    Evidence {
        path: file.path.clone(),
        line: node.line(),
    }
}

fn backing(file: &SourceFile, service: Entry<'_>) -> Option<Backing> {
    let image = service.value.get("image")?;
    let (kind, version) = of_image(image.as_str()?)?;
    Some(Backing {
        service: service.name().to_owned(),
        claim: ResourceClaim {
            kind,
            ground: Ground::Declared,
            evidence: place(file, image),
            version,
        },
    })
}

/// The folder of the workload that a service is built from: where its Dockerfile lies, else its context.
fn folder(
    context: &Context<'_>,
    file: &SourceFile,
    service: Node<'_>,
    candidates: &[Candidate],
) -> Option<String> {
    let root = context_of(file, service)?;
    let name = service
        .at(&["build", "dockerfile"])
        .and_then(|node| node.as_str())
        .unwrap_or("Dockerfile");
    let path = join(&root, name);
    let known = |folder: &str| {
        candidates
            .iter()
            .any(|candidate| candidate.folder == folder)
    };
    if known(folder_of(&path)) {
        return Some(folder_of(&path).to_owned());
    }
    if known(&root) {
        return Some(root);
    }
    if let Some(folder) = copied(context, service, &path, &root, candidates) {
        return Some(folder);
    }
    let inside = service.at(&["build", "dockerfile_inline"]).is_none() && context.has(&path);
    let serves_resource = context.files.get(&path).is_some_and(|file| {
        file.text
            .lines()
            .filter_map(|line| line.strip_prefix("FROM "))
            .any(|image| of_image(image.split_whitespace().next().unwrap_or("")).is_some())
    });
    let enclosed = candidates
        .iter()
        .any(|candidate| is_below(&root, &candidate.folder));
    (inside && !serves_resource && !enclosed).then_some(root)
}

/// The folder of the program that the stage copies which the service asks for.
fn copied(
    context: &Context<'_>,
    service: Node<'_>,
    path: &str,
    root: &str,
    candidates: &[Candidate],
) -> Option<String> {
    let (docker, _) = opswright_dockerfile::parse(&context.files.get(path)?.text);
    let target = service
        .at(&["build", "target"])
        .and_then(|node| node.as_str());
    let stage = match target {
        Some(name) => docker.stage(name),
        None => docker.final_stage(),
    };
    copied_folder(&docker, stage?, root, candidates)
}

fn claim(file: &SourceFile, service: Node<'_>, candidate: &mut Candidate) {
    let ports: Vec<(u16, Evidence)> = ["ports", "expose"]
        .iter()
        .filter_map(|key| service.get(key))
        .flat_map(|list| list.items().collect::<Vec<_>>())
        .filter_map(|item| Some((container_port(item)?, place(file, item))))
        .collect();
    if let Some((first, evidence)) = ports.first()
        && ports.iter().all(|(port, _)| port == first)
    {
        candidate
            .port
            .push(*first, Ground::Manifest, evidence.clone());
    }
    if let Some(test) = service.at(&["healthcheck", "test"]) {
        let words: Vec<&str> = test
            .as_str()
            .into_iter()
            .chain(test.items().filter_map(|item| item.as_str()))
            .collect();
        if let Some(path) = path_in(&words.join(" ")) {
            candidate
                .health_path
                .push(path, Ground::Declared, place(file, test));
        }
    }
    for (name, _, evidence) in environment(file, service) {
        if is_variable_name(name) {
            candidate.variables.push(VariableClaim {
                name: name.to_owned(),
                reading: Reading::Unknown,
                default: None,
                ground: Ground::Declared,
                evidence,
            });
        }
    }
}

/// `3000`, `80:3000`, `127.0.0.1:80:3000/tcp`, or the long form.
fn container_port(item: Node<'_>) -> Option<u16> {
    let target = item.get("target").unwrap_or(item);
    let text = target.as_str()?;
    let without_protocol = text.split('/').next()?;
    without_protocol
        .rsplit(':')
        .next()?
        .trim_end_matches('}')
        .parse()
        .ok()
}

/// Names and values of the service's environment, as a map or as a list.
fn environment<'a>(file: &SourceFile, service: Node<'a>) -> Vec<(&'a str, &'a str, Evidence)> {
    let Some(node) = service.get("environment") else {
        return Vec::new();
    };
    let mut found: Vec<(&str, &str, Evidence)> = node
        .merged_entries()
        .into_iter()
        .map(|entry| {
            (
                entry.name(),
                entry.value.as_str().unwrap_or(""),
                place(file, entry.key),
            )
        })
        .collect();
    for item in node.items() {
        let text = item.as_str().unwrap_or("");
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        found.push((name, value, place(file, item)));
    }
    found
}

/// Whether a service depends on, links to, or names `other` in its environment.
fn uses(service: Node<'_>, other: &str) -> bool {
    let listed = ["depends_on", "links"]
        .iter()
        .filter_map(|key| service.get(key))
        .any(|node| {
            let named = |text: &str| text.split(':').next() == Some(other);
            node.items().filter_map(|item| item.as_str()).any(named)
                || node.entries().any(|entry| entry.name() == other)
        });
    let file = SourceFile::from_text("", "");
    let named = environment(&file, service).iter().any(|(_, value, _)| {
        *value == other
            || value.contains(&format!("@{other}"))
            || value.contains(&format!("//{other}"))
            || value.starts_with(&format!("{other}:"))
    });
    listed || named
}
