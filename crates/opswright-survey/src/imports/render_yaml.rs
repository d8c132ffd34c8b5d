//! `render.yaml`: build and start command and health path of each service.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{candidate_of, is_named, start};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::manifest::yaml;
use crate::place::{folder_of, join};

pub(super) fn reads(path: &str) -> bool {
    is_named(path, &["render.yaml"])
}

pub(super) fn apply(
    file: &SourceFile,
    candidates: &mut [Candidate],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let tree = yaml(file, diagnostics);
    let services = tree.root().and_then(|root| root.get("services"));
    for service in services.iter().flat_map(opswright_yaml::Node::items) {
        let folder = service
            .str_at(&["rootDir"])
            .unwrap_or("")
            .trim_start_matches("./");
        let place = join(&join(folder_of(&file.path), folder), "render.yaml");
        let Some(candidate) = candidate_of(&place, candidates) else {
            continue;
        };
        let claimed = |key: &str| {
            let node = service.get(key)?;
            let evidence = Evidence {
                path: file.path.clone(),
                line: node.line(),
            };
            Some((node.as_str()?.to_owned(), evidence))
        };
        if let Some((command, evidence)) = claimed("startCommand") {
            start(candidate, &command, evidence);
        }
        if let Some((command, evidence)) = claimed("buildCommand") {
            candidate.build.push(command, Ground::Declared, evidence);
        }
        if let Some((path, evidence)) = claimed("healthCheckPath") {
            candidate.health_path.push(path, Ground::Declared, evidence);
        }
    }
}
