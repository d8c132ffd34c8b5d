//! Facts as text for people and as JSON for machines.

use std::fmt::{Display, Write as _};

use crate::{Fact, Facts, Workload};

/// The facts as `opswright/survey@1`, pretty-printed, with a final newline.
pub fn to_json(facts: &Facts) -> String {
    let value = serde_json::json!({"schema": "opswright/survey@1", "workloads": facts.workloads});
    format!("{value:#}\n")
}

/// The facts for people: short, `file:line` beside each, unknown shown as unknown.
pub fn render(facts: &Facts) -> String {
    let mut text = String::new();
    for workload in &facts.workloads {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "{} in {}", workload.name, workload.path);
        rows(&mut text, workload);
    }
    text
}

fn rows(text: &mut String, workload: &Workload) {
    let always: [(&str, &Option<Fact<String>>); 7] = [
        ("kind", &workload.kind),
        ("language", &workload.language),
        ("framework", &workload.framework),
        ("package manager", &workload.package_manager),
        ("runtime", &workload.runtime_version),
        ("build", &workload.build),
        ("start", &workload.start),
    ];
    for (name, fact) in always {
        row(text, name, fact.as_ref());
    }
    row(text, "port", workload.port.as_ref());
    row(text, "health path", workload.health_path.as_ref());
    row(text, "migrations", workload.migrations.as_ref());
    for resource in &workload.resources {
        let variable = resource
            .variable
            .as_deref()
            .map_or(String::new(), |name| format!(" by {name}"));
        let kind = Fact {
            value: format!("{}{variable}", resource.kind.value),
            ..resource.kind.clone()
        };
        row(text, "resource", Some(&kind));
    }
    for variable in &workload.variables {
        let secret = if variable.secret { ", secret" } else { "" };
        let required = match variable.required {
            Some(true) => ", required",
            Some(false) => ", optional",
            None => "",
        };
        let shown = Fact {
            value: format!("{}{secret}{required}", variable.name.value),
            ..variable.name.clone()
        };
        row(text, "variable", Some(&shown));
    }
}

fn row<T: Display>(text: &mut String, name: &str, fact: Option<&Fact<T>>) {
    let _ = match fact {
        None => writeln!(text, "  {name:<16} unknown"),
        Some(fact) => {
            let place = fact.evidence.first().map_or(String::new(), |place| {
                format!("  {}:{}", place.path, place.line)
            });
            writeln!(text, "  {name:<16} {}{place}", fact.value)
        }
    };
}
