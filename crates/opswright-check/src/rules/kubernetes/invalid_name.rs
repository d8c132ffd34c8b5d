//! `invalid-name`: a name that Kubernetes does not take.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::{Object, Pod};
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{KubernetesFile, is_filled_in_later};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-name",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_name.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        if let Some(node) = object.name() {
            look(object, node, limits(object), report);
        }
        let namespace = object.node.at(&["metadata", "namespace"]);
        if let Some(node) = namespace.filter(|node| !node.is_null()) {
            look(object, node, LABEL, report);
        }
        for container in object.pod.iter().flat_map(|pod| &pod.containers) {
            if let Some(node) = container.node.get("name") {
                look(object, node, LABEL, report);
            }
            for node in container.ports().filter_map(|port| port.get("name")) {
                look(object, node, PORT, report);
            }
        }
        for node in object
            .pod
            .iter()
            .flat_map(Pod::volumes)
            .filter_map(|volume| volume.get("name"))
        {
            look(object, node, LABEL, report);
        }
    }
}

/// What a name may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Limits {
    longest: usize,
    dots: bool,
    first_letter: bool,
    /// Whether nearly everything is allowed.
    free: bool,
    words: &'static str,
}

const NAME: Limits = Limits {
    longest: 253,
    dots: true,
    first_letter: false,
    free: false,
    words: "small letters, digits, `-` and `.`, beginning and ending with a letter or digit, 253 at most",
};
const LABEL: Limits = Limits {
    longest: 63,
    dots: false,
    first_letter: false,
    free: false,
    words: "small letters, digits and `-`, beginning and ending with a letter or digit, 63 at most",
};
const SERVICE: Limits = Limits {
    first_letter: true,
    words: "small letters, digits and `-`, beginning with a letter, 63 at most",
    ..LABEL
};
const PORT: Limits = Limits {
    longest: 15,
    words: "small letters, digits and `-`, with at least one letter, 15 at most",
    ..LABEL
};
const PATH: Limits = Limits {
    free: true,
    words: "anything without `/` and `%`",
    ..NAME
};

fn limits(object: &Object<'_>) -> Limits {
    match object.kind {
        "Service" if object.is("Service") => SERVICE,
        "Namespace" => LABEL,
        "StatefulSet" | "CronJob" | "Job" | "Pod" | "Deployment" | "ReplicaSet" | "DaemonSet" => {
            NAME
        }
        "Role" | "ClusterRole" | "RoleBinding" | "ClusterRoleBinding" => PATH,
        _ if super::schema::root_type(object.version, object.kind).is_some() => NAME,
        _ => PATH,
    }
}

fn look(object: &Object<'_>, node: Node<'_>, limits: Limits, report: &mut Report<'_>) {
    let Some(text) = node
        .as_str()
        .filter(|text| !text.is_empty() && !is_filled_in_later(text))
    else {
        return;
    };
    if is_good(text, limits) || !object.is_whole() && text.contains('_') {
        return;
    }
    let message = format!("`{text}` is no name here: it has to be {}", limits.words);
    report.find(node.range(), message).fix = Some(advice("choose another name"));
}

fn is_good(text: &str, limits: Limits) -> bool {
    if limits.free {
        return !text.contains(['/', '%']) && !matches!(text, "." | "..");
    }
    let alphanumeric =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
    let ends = |text: &str| text.starts_with(alphanumeric) && text.ends_with(alphanumeric);
    let characters = text.chars().all(|character| {
        alphanumeric(character) || character == '-' || limits.dots && character == '.'
    });
    let parts = text.split('.').all(ends);
    let letters = limits != PORT
        || text.contains(|character: char| character.is_ascii_lowercase()) && !text.contains("--");
    let first = !limits.first_letter || text.starts_with(|first: char| first.is_ascii_lowercase());
    text.len() <= limits.longest && characters && parts && letters && first
}
