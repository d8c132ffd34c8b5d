//! A person's compose file: databases beside the application, with their versions, and the variables it is given.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;
use opswright_yaml::Node;

use super::{candidate_of, is_named};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::manifest::yaml;
use crate::place::{folder_of, join};
use crate::resources::{ResourceClaim, of_image};
use crate::variables::{Reading, VariableClaim};

pub(super) fn reads(path: &str) -> bool {
    is_named(
        path,
        &[
            "compose.yaml",
            "compose.yml",
            "docker-compose.yaml",
            "docker-compose.yml",
        ],
    )
}

pub(super) fn apply(
    file: &SourceFile,
    candidates: &mut [Candidate],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let tree = yaml(file, diagnostics);
    let Some(services) = tree.root().and_then(|root| root.get("services")) else {
        return;
    };
    let mut resources = Vec::new();
    for service in services.entries() {
        let image = service.value.get("image");
        if let Some((image, (kind, version))) =
            image.and_then(|node| Some((node, of_image(node.as_str()?)?)))
        {
            let evidence = Evidence {
                path: file.path.clone(),
                line: image.line(),
            };
            resources.push(ResourceClaim {
                kind,
                ground: Ground::Declared,
                evidence,
                version,
            });
        }
    }
    for service in services.entries() {
        let Some(build) = service.value.get("build") else {
            continue;
        };
        let context = build
            .as_str()
            .or_else(|| build.str_at(&["context"]))
            .unwrap_or(".");
        let context = context.trim_start_matches("./").trim_end_matches('/');
        let folder = if context.is_empty() || context == "." {
            folder_of(&file.path).to_owned()
        } else {
            join(folder_of(&file.path), context)
        };
        let Some(candidate) = candidate_of(&join(&folder, "compose"), candidates) else {
            continue;
        };
        candidate.resources.extend(resources.iter().cloned());
        if let Some(environment) = service.value.get("environment") {
            candidate.variables.extend(variables(file, environment));
        }
    }
}

/// Names of variables that the service is given; values are for one machine, and are not facts of the code.
fn variables(file: &SourceFile, environment: Node<'_>) -> Vec<VariableClaim> {
    let claim = |name: &str, line: u32| VariableClaim {
        name: name.to_owned(),
        reading: Reading::Unknown,
        default: None,
        ground: Ground::Declared,
        evidence: Evidence {
            path: file.path.clone(),
            line,
        },
    };
    let listed = environment.items().filter_map(|item| {
        let text = item.as_str()?;
        Some(claim(text.split('=').next().unwrap_or(text), item.line()))
    });
    let mapped = environment
        .entries()
        .map(|entry| claim(entry.name(), entry.value.line()));
    listed.chain(mapped).collect()
}
