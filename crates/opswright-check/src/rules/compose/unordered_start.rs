//! `unordered-start`: a service that does not wait until what it needs answers.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::ImageReference;
use opswright_project::compose::{Dependency, Service};
use opswright_source::{Edit, Range};
use opswright_yaml::edit;
use std::fmt::Write;

use crate::images::is_store;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unordered-start",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unordered_start.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for dependency in service.dependencies() {
            if !matches!(dependency.condition, None | Some("service_started")) {
                continue;
            }
            let Some(target) = file
                .services
                .iter()
                .find(|other| other.name == dependency.service)
            else {
                continue;
            };
            let checked = target.health_check().is_some();
            let store = target.image().is_some_and(|image| {
                is_store(&ImageReference::parse(image.as_str().unwrap_or("")))
            });
            if !checked && !store {
                continue;
            }
            let message = format!(
                "`{}` starts when `{}` exists, not when it answers",
                service.name, target.name
            );
            let edits = if checked {
                condition(file, service, &dependency, report.text)
            } else {
                Vec::new()
            };
            let fix = if edits.is_empty() {
                advice(format!(
                    "give `{}` a health check, and wait for `condition: service_healthy`",
                    target.name
                ))
            } else {
                report.fix("wait for `condition: service_healthy`", Safety::Safe, edits)
            };
            report.find(dependency.node.range(), message).fix = Some(fix);
        }
    }
}

fn condition(
    file: &ComposeFile<'_>,
    service: &Service<'_>,
    dependency: &Dependency<'_>,
    text: &str,
) -> Vec<Edit> {
    if dependency.condition.is_some() {
        let value = service
            .node
            .at(&["depends_on", dependency.service, "condition"]);
        return value
            .map(|value| edit::set_scalar(value, "service_healthy"))
            .into_iter()
            .collect();
    }
    long_form(file, service, text).into_iter().collect()
}

/// The list as a map in which services with a health check are waited for.
fn long_form(file: &ComposeFile<'_>, service: &Service<'_>, text: &str) -> Option<Edit> {
    let entry = service.node.entry("depends_on")?;
    if entry.value.alias().is_some() {
        return None;
    }
    let indentation = edit::indentation(text, &entry)?;
    let start = entry.key.range().end + 1;
    let range = Range::new(start, entry.value.range().end);
    // A comment in the list has no place in the map.
    if range.slice(text).contains('#') {
        return None;
    }
    let mut lines = String::new();
    for item in entry.value.items() {
        let name = item.as_str()?;
        let checked = file
            .services
            .iter()
            .any(|other| other.name == name && other.health_check().is_some());
        let condition = if checked {
            "service_healthy"
        } else {
            "service_started"
        };
        let _ = write!(
            lines,
            "\n{indentation}  {name}:\n{indentation}    condition: {condition}"
        );
    }
    Some(replace(range, lines))
}
