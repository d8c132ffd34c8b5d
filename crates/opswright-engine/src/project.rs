//! A repository read once: its tree, facts, answers and design.

use std::path::{Path, PathBuf};

use opswright_design::{Answers, Design, decide};
use opswright_diagnostic::Diagnostic;
use opswright_source::{Files, Tree};
use opswright_survey::{Facts, survey, wanted};

use crate::failure::{Exit, Failure};
use crate::settings::{self, settings};

/// The stored design and its inputs.
pub const DESIGN: &str = ".opswright/design.json";

/// Rounds in which survey may ask for more bytes.
const ROUNDS: usize = 3;

/// What a command line says beside `opswright.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// `--scale`.
    pub scale: Option<String>,
    /// `--compliance`.
    pub compliance: Option<String>,
    /// `--answer key=value`, in order.
    pub answers: Vec<String>,
}

/// A repository as read.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its root.
    pub root: PathBuf,
    /// All its files.
    pub tree: Tree,
    /// The files that were read.
    pub files: Files,
    /// What it is.
    pub facts: Facts,
    /// Faults that were met while reading.
    pub findings: Vec<Diagnostic>,
}

impl Project {
    /// Walks and surveys the repository at `root`.
    pub fn read(root: &Path) -> Result<Self, Failure> {
        let root = root
            .canonicalize()
            .map_err(|error| unreadable(root, &error))?;
        if !root.is_dir() {
            return Err(Failure::new(
                Exit::Usage,
                format!("{} is no folder", root.display()),
                "opswright survey DIR",
            ));
        }
        let mut tree =
            opswright_worktree::walk(&root).map_err(|error| unreadable(&root, &error))?;
        let mut files = Files::new();
        for _ in 0..ROUNDS {
            let missing = wanted(&tree, &files);
            if missing.is_empty() {
                break;
            }
            let (found, unread) = opswright_worktree::read(&root, &missing);
            for file in found.iter() {
                files.insert(file.clone());
            }
            for place in unread {
                if !tree.unreadable.contains(&place) {
                    tree.unreadable.push(place);
                }
            }
        }
        let (facts, findings) = survey(&tree, &files);
        Ok(Self {
            root,
            tree,
            files,
            facts,
            findings,
        })
    }

    /// Answers: what was said at an earlier `design`, then `opswright.toml`, then what is said now; the later wins.
    pub fn answers(&self, said: &Said) -> Result<Answers, Failure> {
        let mut answers = self.said_before();
        let refuse = |error: opswright_design::AnswerError| {
            Failure::new(Exit::Usage, error.to_string(), "opswright design --help")
        };
        for file in opswright_worktree::read(&self.root, &[settings::FILE])
            .0
            .iter()
        {
            let (found, broken) = settings(file);
            if let Some(finding) = broken.first() {
                let reason = format!("{} cannot be used: {}", settings::FILE, finding.message);
                return Err(Failure::new(
                    Exit::Usage,
                    reason,
                    "mend the file, then run the same command",
                ));
            }
            for (key, setting) in found.into_iter().filter(|(key, _)| is_answer(key)) {
                let place = format!("{}:{}", settings::FILE, setting.line);
                answers.set(&key, &setting.value, &place).map_err(refuse)?;
            }
        }
        if let Some(scale) = &said.scale {
            answers.set("scale", scale, "--scale").map_err(refuse)?;
        }
        if let Some(compliance) = &said.compliance {
            answers
                .set("compliance", compliance, "--compliance")
                .map_err(refuse)?;
        }
        for pair in &said.answers {
            answers.set_pair(pair, "--answer").map_err(refuse)?;
        }
        if let Some(error) = answers.unmatched(&self.facts).into_iter().next() {
            return Err(refuse(error));
        }
        Ok(answers)
    }

    /// Answers that were typed at an earlier `design` and are kept in `.opswright/design.json`.
    fn said_before(&self) -> Answers {
        let mut answers = Answers::new();
        let (files, _) = opswright_worktree::read(&self.root, &[DESIGN]);
        let document = files
            .get(DESIGN)
            .and_then(|file| opswright_design::from_json(&file.text).ok());
        for (key, answer) in document
            .iter()
            .flat_map(|document| document.inputs.answers.iter())
        {
            if answer.provenance.starts_with("--") {
                // An answer that a later version no longer knows is dropped; the design shows what it asks instead.
                let _ = answers.set(key, &answer.value, &answer.provenance);
            }
        }
        answers
    }

    /// The design of what is here now.
    pub fn design(&self, answers: &Answers) -> Design {
        decide(&self.facts, answers)
    }

    /// A failure where nothing was recognised, so that there is nothing to design.
    pub fn something(&self) -> Result<(), Failure> {
        if self.facts.workloads.is_empty() {
            let mut failure = Failure::new(
                Exit::Usage,
                "nothing here is recognised as something to run",
                "opswright doctor, or say it: opswright design --answer workload.app.start='./run'",
            );
            failure.evidence.push(format!(
                "{} files below {}",
                self.tree.entries.len(),
                self.root.display()
            ));
            failure.evidence.push(
                "looked for package.json, pyproject.toml, Cargo.toml, go.mod, Dockerfile, compose.yaml, Procfile and others"
                    .to_owned(),
            );
            // A broken manifest is the likeliest reason.
            for finding in self.findings.iter().take(5) {
                failure
                    .evidence
                    .push(format!("{}: {}", finding.path, finding.message));
            }
            return Err(failure);
        }
        Ok(())
    }
}

/// Tables of `opswright.toml` that are not answers to the design.
fn is_answer(key: &str) -> bool {
    key != "edition"
        && !["environment.", "check.", "objective."]
            .iter()
            .any(|table| key.starts_with(table))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        Exit::Usage,
        format!("{} cannot be read", path.display()),
        "opswright survey DIR",
    )
    .because(error.to_string())
}
