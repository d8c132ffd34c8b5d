//! Compose: which folder is a service, its port and variables, and the resources beside it.

mod builds;

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;
use opswright_yaml::{Entry, Node};

use super::health_url::path_in;
use super::portable::{develops, runs_outside};
use super::process::{MOST, another, kind_of};
use super::{Context, Import, at, dockerfile};
use crate::Evidence;
use crate::candidate::{Candidate, Strength, plain_name};
use crate::claims::Ground;
use crate::manifest;
use crate::place::{base_name, folder_of, is_below};
use crate::resources::{ResourceClaim, of_image};
use crate::scan::command::port_variable;
use crate::scan::variables::is_variable_name;
use crate::variables::{Reading, VariableClaim};

use builds::built;

pub(super) use builds::dockerfiles;

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

/// Variables that carry the port of the pages among several.
const HTTP_PORTS: &[&str] = &[
    "PORT",
    "HTTP_PORT",
    "APP_PORT",
    "SERVER_PORT",
    "API_PORT",
    "WEB_PORT",
];

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
    let built = built(context, file, services, candidates);
    let mut others: Vec<Candidate> = Vec::new();
    for (service, folder) in &built {
        if at(candidates, folder).next().is_none() {
            candidates.push(dockerfile::unknown(folder));
        }
        let command = command_of(service.value);
        if let Some(process) = background(
            file,
            service,
            command.as_deref(),
            at(candidates, folder).next(),
        ) {
            if others.len() < MOST {
                others.push(process);
            }
            continue;
        }
        let named = named(candidates, folder, service.name());
        for candidate in at(candidates, folder).filter(|candidate| named.takes(candidate)) {
            claim(file, service.value, candidate);
            if let Some(command) = &command {
                start(context, file, service.value, command, candidate);
            }
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
    for process in &mut others {
        process
            .resources
            .extend(backing.iter().map(|resource| resource.claim.clone()));
    }
    candidates.extend(others);
}

/// The command of a service in one line; `None` where a part of it would need quotes.
fn command_of(service: Node<'_>) -> Option<String> {
    let node = service.get("command")?;
    if let Some(text) = node.as_str() {
        let words: Vec<String> = text.split_whitespace().map(interpolated).collect();
        return Some(words.join(" "));
    }
    let words: Vec<&str> = node.items().filter_map(|item| item.as_str()).collect();
    let plain = !words.is_empty() && !words.iter().any(|word| word.contains(char::is_whitespace));
    plain.then(|| {
        let words: Vec<String> = words.into_iter().map(interpolated).collect();
        words.join(" ")
    })
}

/// A word in which `${NAME:-default}` is its default; other variables stay.
fn interpolated(word: &str) -> String {
    let mut result = String::new();
    let mut rest = word;
    while let Some((before, inner)) = rest.split_once("${") {
        result.push_str(before);
        let Some((variable, after)) = inner.split_once('}') else {
            return format!("{result}${{{inner}");
        };
        match variable
            .split_once(":-")
            .or_else(|| variable.split_once('-'))
        {
            Some((name, default)) if is_variable_name(name) => result.push_str(default),
            _ => {
                result.push_str("${");
                result.push_str(variable);
                result.push('}');
            }
        }
        rest = after;
    }
    result + rest
}

/// Which programs of a folder a service is.
enum Named {
    /// All: they are one, or of several languages.
    All,
    /// The one of its name.
    Only(String),
    /// None: the folder holds several of one language, and none has its name.
    Nobody,
}

impl Named {
    fn takes(&self, candidate: &Candidate) -> bool {
        match self {
            Self::All => true,
            Self::Only(name) => candidate.works_in_background() || has_name(candidate, name),
            Self::Nobody => false,
        }
    }
}

fn has_name(candidate: &Candidate, name: &str) -> bool {
    let own = candidate.name.best();
    own.is_some_and(|claim| plain_name(&claim.value) == plain_name(name))
}

fn named(candidates: &mut [Candidate], folder: &str, service: &str) -> Named {
    let serving: Vec<&mut Candidate> = at(candidates, folder)
        .filter(|candidate| !candidate.works_in_background())
        .collect();
    let language =
        |candidate: &Candidate| candidate.language.best().map(|claim| claim.value.clone());
    let first = serving.first().and_then(|candidate| language(candidate));
    if serving.len() < 2 || serving.iter().any(|candidate| language(candidate) != first) {
        return Named::All;
    }
    if serving.iter().any(|candidate| has_name(candidate, service)) {
        Named::Only(service.to_owned())
    } else {
        Named::Nobody
    }
}

/// The worker that a service is by its command.
fn background(
    file: &SourceFile,
    service: &Entry<'_>,
    command: Option<&str>,
    code: Option<&mut Candidate>,
) -> Option<Candidate> {
    let (command, code) = (command?, code?);
    let kind = kind_of(command).filter(|_| !code.language.is_empty())?;
    let evidence = service
        .value
        .get("command")
        .map_or_else(|| place(file, service.key), |node| place(file, node));
    let mut process = another(code, service.name(), kind, command, &evidence);
    variables(file, service.value, &mut process);
    Some(process)
}

/// Claims the command as the start, where it runs outside of the image too.
fn start(
    context: &Context<'_>,
    file: &SourceFile,
    service: Node<'_>,
    command: &str,
    candidate: &mut Candidate,
) {
    let words: Vec<&str> = command.split_whitespace().collect();
    let unknown = command.contains('$') && port_variable(command).is_none();
    let wanted = candidate.strength != Strength::Site
        && !unknown
        && !develops(&words)
        && runs_outside(&words, candidate, context);
    if let Some(node) = service.get("command").filter(|_| wanted) {
        candidate
            .start
            .push(command.to_owned(), Ground::Manifest, place(file, node));
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

fn claim(file: &SourceFile, service: Node<'_>, candidate: &mut Candidate) {
    let ports: Vec<(u16, Evidence)> = ["ports", "expose"]
        .iter()
        .filter_map(|key| service.get(key))
        .flat_map(|list| list.items().collect::<Vec<_>>())
        .filter_map(|item| Some((container_port(item)?, place(file, item))))
        .collect();
    if let Some((port, evidence)) = served(&ports, &environment(file, service)) {
        candidate
            .port
            .push(*port, Ground::Manifest, evidence.clone());
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
    variables(file, service, candidate);
}

fn variables(file: &SourceFile, service: Node<'_>, candidate: &mut Candidate) {
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

/// The port of the service among those that it publishes: the only one, or the one that a variable names for HTTP.
fn served<'p>(
    ports: &'p [(u16, Evidence)],
    environment: &[(&str, &str, Evidence)],
) -> Option<&'p (u16, Evidence)> {
    let first = ports.first()?;
    if ports.iter().all(|(port, _)| *port == first.0) {
        return Some(first);
    }
    let named = HTTP_PORTS.iter().find_map(|wanted| {
        let (_, value, _) = environment.iter().find(|(name, _, _)| name == wanted)?;
        value.parse::<u16>().ok()
    })?;
    ports.iter().find(|(port, _)| *port == named)
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
