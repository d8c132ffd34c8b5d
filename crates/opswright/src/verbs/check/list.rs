//! `check --list`: the rules, a line each.

use opswright_check::RULES;
use opswright_engine::failure::Exit;

use crate::output::Output;

pub(super) fn run(output: Output) -> Exit {
    if output.json() {
        let rules: Vec<_> = RULES
            .iter()
            .map(|rule| {
                serde_json::json!({
                    "rule": rule.name, "severity": rule.severity.name(),
                    "profile": rule.profile.name(), "fix": rule.fix.words(),
                })
            })
            .collect();
        output.document(&serde_json::json!({"schema": "opswright/rules@1", "rules": rules}));
        return Exit::Done;
    }
    for rule in RULES {
        output.data(&format!(
            "{:<8} {:<8} {:<36} {}",
            rule.severity.name(),
            rule.profile.name(),
            rule.name,
            rule.fix.words()
        ));
    }
    Exit::Done
}
