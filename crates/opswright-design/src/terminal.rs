//! The design in a few lines for the terminal.

use std::fmt::Write as _;

use crate::design::{Design, Question};

/// Decisions that the summary shows, in this order; those of single workloads are in the Markdown.
const SHOWN: &[&str] = &[
    "topology",
    "orchestration",
    "platform",
    "region",
    "budget",
    "compliance",
    "load-balancer",
    "dns",
    "tls",
    "secrets",
    "rollback",
];

/// Width of the first column.
const WIDTH: usize = 15;

/// A short summary without colour or escape sequences, ending with a line break.
pub fn render(design: &Design) -> String {
    let mut text = format!("design {}  {}\n", design.name, design.digest);
    for workload in &design.workloads {
        let port = workload
            .port
            .map_or_else(String::new, |port| format!(" :{port}"));
        let start = workload.start.as_deref().unwrap_or("no start command");
        let image = format!("{:?}", workload.containerization);
        line(
            &mut text,
            &workload.name,
            &format!(
                "{} {}{port}, {image}: {start}",
                workload.kind, workload.language
            ),
        );
    }
    for resource in &design.resources {
        let words = format!("{} for {}", resource.variable, resource.used_by.join(", "));
        let what = design
            .choice(&format!("resource.{}", resource.name))
            .unwrap_or(&resource.kind);
        line(&mut text, &resource.name, &format!("{what}; {words}"));
    }
    for decision in SHOWN.iter().filter_map(|key| design.decision(key)) {
        let words = format!("{}: {}", decision.choice, decision.reason);
        line(&mut text, &decision.key, &words);
        if let Some(current) = &decision.current_answer {
            line(&mut text, "", &format!("today: {current}"));
        }
    }
    questions(&mut text, &design.questions);
    text
}

fn questions(text: &mut String, questions: &[Question]) {
    if questions.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "open questions ({}), answer with --answer KEY=VALUE",
        questions.len()
    );
    for question in questions {
        let assumed = question.assumed.as_ref().map_or_else(
            || "must be answered".to_owned(),
            |value| format!("assumed: {value}"),
        );
        let _ = writeln!(text, "  {}  {} [{assumed}]", question.key, question.text);
    }
}

/// One line; what came from the repository cannot move the cursor.
fn line(text: &mut String, name: &str, words: &str) {
    let plain: String = words
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let _ = writeln!(text, "  {name:<WIDTH$} {plain}");
}
