//! `committed-variables`: a file of variables with secrets in the repository.

use opswright_diagnostic::{Confidence, Severity};
use opswright_diagnostic::{entropy, is_made_up, is_secret_name, known_secrets, secret_values};
use opswright_project::{Assignment, Variables};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::secret_text::is_sample;

pub(crate) static RULE: Rule = Rule {
    name: "committed-variables",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("committed_variables.md"),
    run: &[Run::Variables(run)],
};

/// Names that a message lists.
const NAMED: usize = 3;

fn run(variables: &Variables, report: &mut Report<'_>) {
    if is_pattern(report.path()) {
        return;
    }
    let secrets: Vec<&Assignment> = variables
        .entries
        .iter()
        .filter(|entry| is_secret(entry))
        .collect();
    let Some(first) = secrets.first() else {
        return;
    };
    let mut names: Vec<String> = secrets
        .iter()
        .take(NAMED)
        .map(|entry| format!("`{}`", entry.name))
        .collect();
    if secrets.len() > NAMED {
        names.push(format!("{} more", secrets.len() - NAMED));
    }
    let sample = is_sample(report.path());
    let message = format!("this file is in the repository with {}", names.join(", "));
    let works = secrets.iter().any(|entry| works(entry));
    let finding = report.find(first.name_range, message);
    if !works {
        finding.severity = Severity::Info;
    }
    if sample {
        finding.confidence = Confidence::Low;
    }
    finding.fix = Some(advice(
        "take the file out of git, ignore it, keep an `.env.example` without values, and replace the secrets",
    ));
}

/// Whether a file shows which variables there are, and does not set them.
fn is_pattern(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    [
        "example", "sample", "template", "dist", "default", "test", "schema", "ci.",
    ]
    .iter()
    .any(|word| name.contains(word))
        || name.ends_with(".ci")
}

fn is_secret(entry: &Assignment) -> bool {
    let line = format!("{}={}", entry.name, entry.value);
    let literal =
        !entry.value.is_empty() && !entry.value.contains("${") && !entry.value.starts_with('$');
    literal
        && !is_made_up(&entry.value, "")
        && (!secret_values(&line).is_empty() || !known_secrets(&entry.value).is_empty())
}

/// Whether the value looks like one that was made for production.
fn works(entry: &Assignment) -> bool {
    let mixed = entry.value.bytes().any(|byte| byte.is_ascii_digit())
        && entry.value.bytes().any(|byte| byte.is_ascii_alphabetic());
    let lower = entry.value.to_ascii_lowercase();
    let of_people = [
        "password", "secret", "super", "admin", "test", "local", "root",
    ]
    .iter()
    .any(|word| lower.contains(word));
    let long = entry.value.len() >= 12 && entropy(&entry.value) >= 3.0;
    let address = entry.value.contains("://");
    !known_secrets(&entry.value).is_empty()
        || (is_secret_name(&entry.name) || address) && mixed && long && !of_people
}
