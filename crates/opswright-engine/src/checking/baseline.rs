//! The baseline: findings that were there when somebody began to check, by fingerprint.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use opswright_diagnostic::fingerprints;
use serde::{Deserialize, Serialize};

use super::Checked;
use crate::failure::{Exit, Failure};

/// Where it is, unless the settings say otherwise.
pub const BASELINE: &str = ".opswright/check-baseline.json";

const SCHEMA: &str = "opswright/check-baseline@1";

#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    schema: String,
    findings: BTreeMap<String, Known>,
}

/// What a fingerprint stands for: for people who read the file.
#[derive(Debug, Serialize, Deserialize)]
struct Known {
    rule: String,
    path: String,
}

/// The fingerprints of the baseline; `None` where there is none and none was named.
pub(super) fn read(root: &Path, named: Option<&str>) -> Result<Option<BTreeSet<String>>, Failure> {
    let path = named.unwrap_or(BASELINE);
    let (files, unread) = opswright_worktree::read(root, &[path]);
    let Some(file) = files.get(path) else {
        let is_missing = !root.join(path).exists();
        if named.is_none() && is_missing {
            return Ok(None);
        }
        let reason = unread
            .first()
            .map_or("it is not there", |place| &place.reason);
        return Err(unusable(path, reason));
    };
    let stored: Stored =
        serde_json::from_str(&file.text).map_err(|error| unusable(path, &error.to_string()))?;
    if stored.schema != SCHEMA {
        return Err(unusable(
            path,
            &format!("it says {}, not {SCHEMA}", stored.schema),
        ));
    }
    Ok(Some(stored.findings.into_keys().collect()))
}

/// Writes the findings as the baseline; gives its path.
pub(super) fn write(
    root: &Path,
    named: Option<&str>,
    checked: &Checked,
) -> Result<String, Failure> {
    let path = named.unwrap_or(BASELINE);
    let prints = fingerprints(&checked.findings, &checked.sources);
    let findings = prints
        .into_iter()
        .zip(&checked.findings)
        .map(|(print, finding)| {
            let known = Known {
                rule: finding.rule.to_owned(),
                path: finding.path.clone(),
            };
            (print, known)
        })
        .collect();
    let stored = Stored {
        schema: SCHEMA.to_owned(),
        findings,
    };
    let mut text = serde_json::to_string_pretty(&stored)
        .map_err(|error| unusable(path, &error.to_string()))?;
    text.push('\n');
    opswright_worktree::write_atomic(root, path, text.as_bytes())
        .map_err(|error| unusable(path, &error.to_string()))?;
    Ok(path.to_owned())
}

fn unusable(path: &str, reason: &str) -> Failure {
    Failure::new(
        Exit::Usage,
        format!("the baseline {path} cannot be used"),
        "opswright check --write-baseline",
    )
    .because(reason.to_owned())
}
