//! app.json: variables and add-ons.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{Context, Import, at};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::manifest;
use crate::place::{base_name, folder_of};
use crate::scan::variables::is_variable_name;
use crate::variables::{Reading, VariableClaim};

pub(super) const IMPORT: Import = Import {
    reads,
    apply: |context, file, candidates, findings| apply(context, file, candidates, findings),
};

const ADDONS: &[(&str, &str)] = &[
    ("heroku-postgresql", "postgresql"),
    ("heroku-redis", "redis"),
    ("rediscloud", "redis"),
    ("jawsdb", "mysql"),
    ("cleardb", "mysql"),
    ("cloudamqp", "rabbitmq"),
    ("heroku-kafka", "kafka"),
    ("bonsai", "elasticsearch"),
    ("sendgrid", "smtp"),
];

fn reads(path: &str) -> bool {
    base_name(path) == "app.json"
}

fn apply(
    _: &Context<'_>,
    file: &SourceFile,
    candidates: &mut [Candidate],
    findings: &mut Vec<Diagnostic>,
) {
    let tree = manifest::json(file, findings);
    let Some(root) = tree.root() else {
        return;
    };
    for candidate in at(candidates, folder_of(&file.path)).take(1) {
        for entry in root
            .get("env")
            .into_iter()
            .flat_map(|env| env.entries().collect::<Vec<_>>())
        {
            if !is_variable_name(entry.name()) {
                continue;
            }
            let required = entry.value.get("required").and_then(|node| node.as_bool());
            candidate.variables.push(VariableClaim {
                name: entry.name().to_owned(),
                reading: match required {
                    Some(false) => Reading::Optional,
                    Some(true) => Reading::Required,
                    None => Reading::Unknown,
                },
                default: None,
                ground: Ground::Declared,
                evidence: Evidence {
                    path: file.path.clone(),
                    line: entry.key.line(),
                },
            });
        }
        for addon in root
            .get("addons")
            .into_iter()
            .flat_map(|list| list.items().collect::<Vec<_>>())
        {
            let name = addon
                .as_str()
                .or_else(|| addon.str_at(&["plan"]))
                .unwrap_or("");
            let name = name.split(':').next().unwrap_or(name);
            if let Some((_, kind)) = ADDONS.iter().find(|(known, _)| *known == name) {
                let evidence = Evidence {
                    path: file.path.clone(),
                    line: addon.line(),
                };
                candidate.need(kind, Ground::Declared, evidence);
            }
        }
    }
}
