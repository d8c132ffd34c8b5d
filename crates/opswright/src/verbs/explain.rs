//! `explain`: the page of a rule.

use opswright_engine::failure::{Exit, Failure};

use super::Ended;
use crate::arguments::Explain;
use crate::output::Output;

pub(crate) fn run(output: Output, explain: &Explain) -> Ended {
    let Some(rule) = opswright_check::rule(&explain.rule) else {
        let reason = format!("there is no rule `{}`", explain.rule);
        return Err(Failure::new(Exit::Usage, reason, "opswright check --list"));
    };
    if output.json() {
        output.document(&serde_json::json!({
            "schema": "opswright/explain@1", "rule": rule.name, "severity": rule.severity.name(), "page": rule.docs,
        }));
    } else {
        output.data(rule.docs);
    }
    Ok(Exit::Done)
}
