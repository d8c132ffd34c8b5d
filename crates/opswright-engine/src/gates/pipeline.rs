//! The gate of the pipeline: every generated file is there, has no finding, and a person has signed these bytes.

use std::collections::BTreeMap;

use opswright_approval::{Kind, Refusal, Wanted};
use opswright_design::{Design, canonical_json};
use opswright_diagnostic::Severity;
use opswright_source::Files;
use opswright_worktree::BaseBranch;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Approved, Denied, signed_as};
use crate::checking::{Checked, Request, check};
use crate::failure::{Exit, Failure};
use crate::generation::generated_paths;
use crate::project::Project;

const SCHEMA: &str = "opswright/pipeline@1";

/// The generated files as they are in the work tree.
#[derive(Debug, Clone, Default)]
pub struct Pipeline {
    /// What an approval signs: the digest over [`Self::digests`].
    pub digest: String,
    /// SHA-256 of each file, by path.
    pub digests: BTreeMap<String, String>,
    /// The files.
    pub files: Files,
    /// Files that the design makes and that are not there.
    pub missing: Vec<String>,
}

/// What the digest is over; kept beside the approval, so that a later change can be told by name.
#[derive(Debug, Serialize, Deserialize)]
struct Listed {
    schema: String,
    files: BTreeMap<String, String>,
}

impl Pipeline {
    /// Reads the files that `design` makes.
    pub fn read(project: &Project, design: &Design) -> Self {
        let paths = generated_paths(design);
        let (files, _) = opswright_worktree::read(&project.root, &paths);
        let missing = paths
            .into_iter()
            .filter(|path| !files.contains(path))
            .collect();
        let digests: BTreeMap<String, String> = files
            .iter()
            .map(|file| (file.path.clone(), sha256(file.text.as_bytes())))
            .collect();
        let mut pipeline = Self {
            digest: String::new(),
            digests,
            files,
            missing,
        };
        pipeline.digest = format!("sha256:{}", sha256(pipeline.inputs().as_bytes()));
        pipeline
    }

    /// The canonical text that the digest is over.
    pub fn inputs(&self) -> String {
        let listed = Listed {
            schema: SCHEMA.to_owned(),
            files: self.digests.clone(),
        };
        let value = serde_json::to_value(&listed).unwrap_or_default();
        canonical_json(&value)
    }

    /// What an approval of it must name.
    pub fn wanted(&self, design: &Design) -> Wanted {
        Wanted::new(Kind::Pipeline, &self.digest, &design.name)
    }

    /// What a reviewer would see: the files against the base branch.
    pub fn difference(&self, project: &Project) -> String {
        let base = BaseBranch::find(&project.root).ok().flatten();
        let mut text = String::new();
        for file in self.files.iter() {
            let before = base
                .as_ref()
                .and_then(|base| base.read(&file.path).ok().flatten())
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            if before.as_deref() == Some(file.text.as_str()) {
                continue;
            }
            let old = before
                .as_ref()
                .map_or("/dev/null".to_owned(), |_| format!("a/{}", file.path));
            let patch = diffy::DiffOptions::new()
                .set_original_filename(old)
                .set_modified_filename(format!("b/{}", file.path))
                .create_patch(before.as_deref().unwrap_or(""), &file.text)
                .to_string();
            text.push_str(&patch);
        }
        text
    }
}

/// Where the list behind an approved pipeline is kept.
pub fn inputs_path(digest: &str) -> String {
    let digits = digest.strip_prefix("sha256:").unwrap_or(digest);
    format!(".opswright/approvals/{digits}/inputs/pipeline.json")
}

/// Findings in the files of the pipeline that must or should be mended.
pub fn findings(project: &Project, pipeline: &Pipeline, today: &str) -> Result<Checked, Failure> {
    let mut checked = check(&Request::of(&project.root), today)?;
    checked.findings.retain(|finding| {
        finding.severity >= Severity::Warning && pipeline.digests.contains_key(&finding.path)
    });
    Ok(checked)
}

/// Whether a person has signed exactly these files: exit 3 where nobody has, 4 where what was signed is something else.
pub fn approved(
    project: &Project,
    design: &Design,
    pipeline: &Pipeline,
) -> Result<Approved, Failure> {
    if !pipeline.missing.is_empty() {
        let reason = "files of the pipeline are not there";
        let mut failure = Failure::new(Exit::Gate, reason, "opswright generate");
        failure.evidence.clone_from(&pipeline.missing);
        return Err(failure);
    }
    let refusal = match signed_as(project, &design.name, &pipeline.wanted(design)) {
        Ok(approved) => return Ok(approved),
        Err(Denied::Broken(failure)) => return Err(failure),
        Err(Denied::Refused(refusal)) => refusal,
    };
    let exit = if refusal.is_missing() {
        Exit::Gate
    } else {
        Exit::Refused
    };
    let next = format!(
        "opswright approve {}",
        pipeline.digest.get(..19).unwrap_or(&pipeline.digest)
    );
    let mut failure = Failure::new(exit, refusal.to_string(), next)
        .because(format!("digest of the pipeline: {}", pipeline.digest));
    if let Refusal::Stale { approved, .. } = &refusal {
        "the pipeline changed after it was approved".clone_into(&mut failure.reason);
        let old = approved.first().and_then(|digest| listed(project, digest));
        for path in old
            .map(|old| changed(&old, &pipeline.digests))
            .unwrap_or_default()
        {
            failure.evidence.push(format!("changed: {path}"));
        }
    }
    Err(failure)
}

/// The files behind an approved digest.
fn listed(project: &Project, digest: &str) -> Option<BTreeMap<String, String>> {
    let path = inputs_path(digest);
    let (files, _) = opswright_worktree::read(&project.root, &[path.as_str()]);
    let listed: Listed = serde_json::from_str(&files.get(&path)?.text).ok()?;
    Some(listed.files)
}

fn changed(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<String> {
    let mut paths: Vec<String> = old
        .keys()
        .chain(new.keys())
        .filter(|path| old.get(*path) != new.get(*path))
        .cloned()
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
