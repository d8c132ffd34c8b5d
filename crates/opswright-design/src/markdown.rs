//! `.opswright/design.md`: the design for people.

use std::fmt::Write as _;

use crate::case::{regime_word, scale_word};
use crate::decisions::title;
use crate::design::{Decision, Design, Input, Provenance, Question};
use crate::mermaid;

/// The design as Markdown: summary, decisions with reason and evidence, open questions, workloads and resources, diagram.
pub fn to_markdown(design: &Design) -> String {
    let mut text = format!("# Design of {}\n\n", design.name);
    text.push_str(
        "Written by `opswright design` and decided by tables; change the inputs, not this file.\n\n",
    );
    summary(&mut text, design);
    questions(&mut text, &design.questions);
    decisions(&mut text, &design.decisions);
    workloads(&mut text, design);
    resources(&mut text, design);
    let _ = write!(
        text,
        "## Diagram\n\n```mermaid\n{}```\n",
        mermaid::graph(design)
    );
    text
}

fn summary(text: &mut String, design: &Design) {
    let regimes: Vec<&str> = design.compliance.iter().copied().map(regime_word).collect();
    let regimes = if regimes.is_empty() {
        "none".to_owned()
    } else {
        regimes.join(", ")
    };
    let rows = [
        ("digest", format!("`{}`", design.digest)),
        ("rules", design.rules_version.clone()),
        ("scale", scale_word(design.scale).to_owned()),
        ("compliance", regimes),
        ("environments", design.environments.join(", ")),
    ];
    text.push_str("| | |\n|---|---|\n");
    for (name, value) in rows {
        let _ = writeln!(text, "| {name} | {value} |");
    }
    text.push('\n');
}

fn questions(text: &mut String, questions: &[Question]) {
    text.push_str("## Open questions\n\n");
    if questions.is_empty() {
        text.push_str("None.\n\n");
        return;
    }
    text.push_str(
        "What nobody said. Until it is answered, the assumption holds; where there is none, generation waits. Answer with `opswright design --answer KEY=VALUE`.\n\n| key | question | assumed | accepted |\n|---|---|---|---|\n",
    );
    for question in questions {
        let assumed = question
            .assumed
            .as_deref()
            .map_or_else(|| "**nothing: must be answered**".to_owned(), code);
        let options: Vec<String> = question.options.iter().map(|option| code(option)).collect();
        let _ = writeln!(
            text,
            "| {} | {} | {assumed} | {} |",
            code(&question.key),
            cell(&question.text),
            options.join(" ")
        );
    }
    text.push('\n');
}

fn decisions(text: &mut String, decisions: &[Decision]) {
    text.push_str("## Decisions\n\n| decision | choice | reason | evidence | runner-up |\n|---|---|---|---|---|\n");
    for decision in decisions {
        let evidence: Vec<String> = decision.inputs.iter().map(input_text).collect();
        let _ = writeln!(
            text,
            "| {} | **{}** | {} | {} | {} |",
            decision.key,
            cell(&decision.choice),
            cell(&decision.reason),
            cell(&evidence.join("; ")),
            cell(decision.runner_up.as_deref().unwrap_or("none")),
        );
    }
    sensitivity(text, decisions);
    dated(text, decisions);
    text.push('\n');
}

fn sensitivity(text: &mut String, decisions: &[Decision]) {
    text.push_str("\n### What would change them\n\n");
    for decision in decisions
        .iter()
        .filter(|decision| !decision.would_change.is_empty())
    {
        let _ = writeln!(
            text,
            "- {}: {}",
            decision.key,
            decision.would_change.join("; ")
        );
    }
}

fn dated(text: &mut String, decisions: &[Decision]) {
    let dated: Vec<&Decision> = decisions
        .iter()
        .filter(|decision| decision.current_answer.is_some())
        .collect();
    if dated.is_empty() {
        return;
    }
    text.push_str("\n### Where the table is dated or the case unusual\n\n");
    for decision in dated {
        let current = decision.current_answer.as_deref().unwrap_or_default();
        let (key, choice) = (&decision.key, &decision.choice);
        let _ = writeln!(text, "- {key}: decided is {choice}; today: {current}");
    }
}

/// `key = value (where it came from)`.
pub(crate) fn input_text(input: &Input) -> String {
    let source = match &input.provenance {
        Provenance::Fact(place) => place.clone(),
        Provenance::Answer(place) => format!("said: {place}"),
        Provenance::Decision(key) => format!("decided: {key}"),
        Provenance::Assumed => "assumed".to_owned(),
    };
    if input.value.is_empty() {
        format!("{} ({source})", input.key)
    } else {
        format!("{} = {} ({source})", input.key, input.value)
    }
}

fn workloads(text: &mut String, design: &Design) {
    text.push_str("## Workloads\n\n| name | kind | language | start | port | health | resources |\n|---|---|---|---|---|---|---|\n");
    for workload in &design.workloads {
        let language = match &workload.framework {
            Some(framework) => format!("{} ({framework})", workload.language),
            None => workload.language.clone(),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} |",
            workload.name,
            workload.kind,
            cell(&language),
            workload.start.as_deref().map_or_else(String::new, code),
            workload
                .port
                .map_or_else(String::new, |port| port.to_string()),
            workload
                .health_path
                .as_deref()
                .map_or_else(String::new, code),
            workload.resources.join(", "),
        );
    }
    text.push('\n');
}

fn resources(text: &mut String, design: &Design) {
    if design.resources.is_empty() {
        return;
    }
    text.push_str("## Resources\n\n| name | what | variable | used by |\n|---|---|---|---|\n");
    for resource in &design.resources {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            resource.name,
            cell(&title(&resource.kind, &resource.version)),
            code(&resource.variable),
            resource.used_by.join(", "),
        );
    }
    text.push('\n');
}

/// Text that cannot end a table's cell, start markup or break the line.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' | '<' | '`' | '*' | '[' | ']' | '\\' => {
                safe.push('\\');
                safe.push(character);
            }
            control if control.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

/// Text as code in a cell: what is inside backticks needs only the bar escaped.
fn code(text: &str) -> String {
    let flat: String = text
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let fence = if flat.contains('`') { "``" } else { "`" };
    let space = if flat.contains('`') { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", flat.replace('|', "\\|"))
}
