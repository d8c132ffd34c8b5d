//! `audit`: the journal.

use opswright_approval::rfc3339;
use opswright_engine::failure::{Exit, Failure};
use opswright_journal::{Journal, Stored};

use super::Ended;
use crate::arguments::Audit;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, audit: &Audit) -> Ended {
    let layout = place::layout(&audit.place.directory)?;
    let path = layout.journal();
    if !path.exists() {
        return Err(Failure::new(
            Exit::Usage,
            "nothing was done here yet, so there is no journal",
            "opswright up",
        )
        .because(format!("{} does not exist", path.display())));
    }
    let failed = |error: opswright_journal::Error| {
        Failure::new(
            Exit::Findings,
            "the journal cannot be read",
            "restore the file from a backup",
        )
        .because(error.to_string())
    };
    let journal = Journal::open_read_only(&path).map_err(failed)?;
    if audit.verify {
        let verified = journal.verify().map_err(|error| {
            Failure::new(
                Exit::Findings,
                "the journal was changed by somebody else",
                "restore the file from a backup",
            )
            .because(error.to_string())
        })?;
        output.say(&format!("chain     {verified:?}"));
    }
    let entries = journal
        .tail(u64::try_from(audit.lines).unwrap_or(u64::MAX))
        .map_err(failed)?;
    if output.json() {
        let listed: Vec<_> = entries.iter().map(document).collect();
        output.document(&serde_json::json!({"schema": "opswright/audit@1", "entries": listed}));
    } else {
        for entry in &entries {
            output.data(&line(entry));
        }
    }
    Ok(Exit::Done)
}

/// RFC 3339 in UTC.
fn when(entry: &Stored) -> String {
    rfc3339(u64::try_from(entry.at_ms / 1000).unwrap_or_default())
}

fn document(entry: &Stored) -> serde_json::Value {
    serde_json::json!({
        "sequence": entry.sequence,
        "at": when(entry),
        "kind": entry.kind,
        "subject": entry.subject,
        "body": entry.body,
        "hash": entry.hash.to_string(),
    })
}

fn line(entry: &Stored) -> String {
    format!(
        "{:>5}  {}  {:<16} {}  {}",
        entry.sequence,
        when(entry),
        entry.kind,
        entry.subject,
        gist(entry)
    )
}

/// What a person wants to know of an entry: intents by name, outcomes by what came of them.
fn gist(entry: &Stored) -> String {
    let body = &entry.body;
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let field = |name: &str| body.get(name).map(text).unwrap_or_default();
    match entry.kind.as_str() {
        "rollout-opened" => format!(
            "{} -> {} by {} ({})",
            body.get("stable")
                .and_then(serde_json::Value::as_str)
                .unwrap_or("nothing"),
            field("candidate"),
            body.pointer("/caller/user").map(text).unwrap_or_default(),
            field("approval"),
        ),
        "rollout-step" => {
            let phase = body.pointer("/state/phase").map(text).unwrap_or_default();
            let actions: Vec<String> = body
                .get("actions")
                .and_then(serde_json::Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(|action| action.get("work")?.as_object()?.keys().next().cloned())
                .collect();
            format!(
                "{phase}: intends {}",
                if actions.is_empty() {
                    "nothing".to_owned()
                } else {
                    actions.join(", ")
                }
            )
        }
        "rollout-outcome" => {
            let event = body.get("event");
            let name = event
                .and_then(serde_json::Value::as_object)
                .and_then(|event| event.keys().next().cloned());
            let failure = event
                .and_then(|event| event.pointer("/failed/failure/reason"))
                .map(text);
            format!(
                "{} {}",
                name.or_else(|| event.map(text)).unwrap_or_default(),
                failure.unwrap_or_default()
            )
        }
        "rollout-closed" => {
            format!(
                "{}: {}",
                field("phase"),
                body.pointer("/outcome/reason")
                    .map(text)
                    .unwrap_or_default()
            )
        }
        "current" => format!("release {} of {}", field("release"), field("environment")),
        _ => text(body).chars().take(120).collect(),
    }
    .trim_end()
    .to_owned()
}
