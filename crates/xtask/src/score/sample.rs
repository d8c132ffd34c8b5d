//! `score sample`: findings drawn by a seed from folders of real files, for people to judge.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use opswright_check::Scope;
use opswright_diagnostic::{Confidence, Diagnostic};
use opswright_project::{Kind, kind_of};
use opswright_source::{Files, LineIndex};

use super::{files_of, share};

/// What to draw from.
#[derive(Debug, clap::Args)]
pub(crate) struct SampleArguments {
    /// Folders of real files, each checked as a repository of its own.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Decides what is drawn; the same seed draws the same findings of the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Findings of each format.
    #[arg(long, default_value_t = 40)]
    count: usize,
    /// At most this many findings of one rule, so that a frequent rule does not stand for all.
    #[arg(long, default_value_t = 3)]
    each: usize,
    /// Also print how many of the files of its format each rule fires on.
    #[arg(long)]
    shares: bool,
}

/// A finding that can be drawn.
struct Candidate {
    rank: u64,
    rule: &'static str,
    line: serde_json::Value,
}

/// Prints the drawn findings, a JSON object a line: the file and the finding, and nothing that tells how sure the rule is.
pub(super) fn run(arguments: &SampleArguments) -> anyhow::Result<ExitCode> {
    let mut formats: BTreeMap<&str, Vec<Candidate>> = BTreeMap::new();
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fired: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for folder in &arguments.folders {
        let found = Folder::read(folder)?;
        for format in found.formats.values() {
            *files.entry(format).or_default() += 1;
        }
        let mut seen = BTreeSet::new();
        for finding in found.findings() {
            let Some(format) = found.formats.get(finding.path.as_str()) else {
                continue;
            };
            if seen.insert((finding.path.clone(), finding.rule)) {
                *fired.entry((format, finding.rule)).or_default() += 1;
            }
            if finding.confidence == Confidence::High {
                let candidate = found.candidate(folder, &finding, arguments.seed);
                formats.entry(format).or_default().push(candidate);
            }
        }
    }
    for (format, candidates) in &mut formats {
        for (number, line) in drawn(candidates, arguments).into_iter().enumerate() {
            println!("{}", numbered(line, format, number + 1));
        }
    }
    for ((format, rule), count) in fired.iter().filter(|_| arguments.shares) {
        let all = files.get(format).copied().unwrap_or(1);
        println!(
            "{format:<12} {rule:<44} {count:>6} of {all:>6} {:>5.1} %",
            share(*count, all)
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// The lowest ranks, with at most so many of one rule.
fn drawn<'a>(
    candidates: &'a mut [Candidate],
    arguments: &SampleArguments,
) -> Vec<&'a serde_json::Value> {
    candidates.sort_by_key(|candidate| candidate.rank);
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    candidates
        .iter()
        .filter(|candidate| {
            let count = taken.entry(candidate.rule).or_default();
            *count += 1;
            *count <= arguments.each
        })
        .take(arguments.count)
        .map(|candidate| &candidate.line)
        .collect()
}

fn numbered(line: &serde_json::Value, format: &str, number: usize) -> serde_json::Value {
    let mut line = line.clone();
    if let Some(fields) = line.as_object_mut() {
        fields.insert("id".to_owned(), format!("{format}-{number}").into());
    }
    line
}

/// A folder's files, with the format of each.
struct Folder {
    files: Files,
    formats: BTreeMap<String, &'static str>,
}

impl Folder {
    fn read(root: &Path) -> anyhow::Result<Self> {
        let files = files_of(root)?;
        let formats = files
            .iter()
            .filter_map(|file| {
                Some((
                    file.path.clone(),
                    format_of(kind_of(&file.path, &file.text))?,
                ))
            })
            .collect();
        Ok(Self { files, formats })
    }

    /// What a person sees who runs `check` there.
    fn findings(&self) -> Vec<Diagnostic> {
        opswright_check::Session::of(self.files.iter().map(opswright_check::file).collect())
            .findings(&Scope::default())
    }

    fn candidate(&self, root: &Path, finding: &Diagnostic, seed: u64) -> Candidate {
        let text = self.files.get(&finding.path).map_or("", |file| &file.text);
        let position = LineIndex::new(text).line_column(text, finding.range.start);
        let key = format!("{} {} {}", finding.path, position.line, finding.rule);
        Candidate {
            rank: rank(seed, &key),
            rule: finding.rule,
            line: serde_json::json!({
                "file": root.join(&finding.path),
                "line": position.line,
                "column": position.column,
                "rule": finding.rule,
                "message": finding.message,
                "evidence": finding.evidence,
            }),
        }
    }
}

/// The name under which findings of a kind of file are judged.
fn format_of(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Dockerfile | Kind::DockerIgnore => "dockerfile",
        Kind::Compose => "compose",
        Kind::Workflow | Kind::Action | Kind::Dependabot => "workflow",
        Kind::Kubernetes | Kind::Kustomization => "kubernetes",
        Kind::HelmChart | Kind::HelmValues | Kind::HelmTemplate => "helm",
        Kind::Terraform | Kind::TerraformVariables | Kind::TerraformLock | Kind::TerraformState => {
            "terraform"
        }
        Kind::PulumiProject | Kind::PulumiStack => "pulumi",
        Kind::PrometheusConfig | Kind::PrometheusRules | Kind::Alertmanager => "prometheus",
        Kind::Dashboard | Kind::DataSources => "grafana",
        Kind::Sql => "migration",
        Kind::Variables => "variables",
        Kind::Script => "script",
        Kind::Runbook => "runbook",
        Kind::Toml | Kind::Json => "manifest",
        Kind::Other => return None,
    })
}

/// A number that depends on every bit of both: FNV-1a, then mixed.
fn rank(seed: u64, key: &str) -> u64 {
    let hash = key
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Candidate, SampleArguments, drawn, rank};

    #[test]
    fn a_frequent_rule_does_not_stand_for_all() {
        let arguments = SampleArguments {
            folders: Vec::new(),
            seed: 1,
            count: 4,
            each: 2,
            shares: false,
        };
        let mut candidates: Vec<Candidate> = (0..20)
            .map(|number| Candidate {
                rank: rank(1, &number.to_string()),
                rule: if number < 17 { "frequent" } else { "rare" },
                line: serde_json::json!(number),
            })
            .collect();
        let numbers: Vec<i64> = drawn(&mut candidates, &arguments)
            .into_iter()
            .filter_map(serde_json::Value::as_i64)
            .collect();
        assert_eq!(numbers.len(), 4);
        assert_eq!(numbers.iter().filter(|number| **number < 17).count(), 2);
    }

    #[test]
    fn another_seed_draws_in_another_order() {
        let order = |seed| {
            let mut keys: Vec<u32> = (0..50).collect();
            keys.sort_by_key(|key| rank(seed, &key.to_string()));
            keys
        };
        assert_eq!(order(1), order(1));
        assert_ne!(order(1), order(2));
    }
}
