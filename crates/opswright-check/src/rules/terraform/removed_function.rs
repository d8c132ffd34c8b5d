//! `removed-function`: a function that Terraform no longer has.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::{Body, Expression, ExpressionKind};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "removed-function",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("removed_function.md"),
    run: &[Run::Hcl(run)],
};

fn run(body: &Body, report: &mut Report<'_>) {
    body.walk(&mut |expression| {
        let ExpressionKind::Call { name, arguments } = &expression.kind else {
            return;
        };
        // A type may have this name: `type = list(string)`.
        let values = || arguments.iter().all(|argument| !is_type(argument));
        let (now, text) = match name.text.as_str() {
            "list" if values() => ("a list in brackets", list(arguments, report.text)),
            "map" if arguments.len() % 2 == 0 && values() => {
                ("an object in braces", map(arguments, report.text))
            }
            _ => return,
        };
        let mut edits = Vec::new();
        if let Some(text) = text {
            edits.push(replace(expression.range, text));
        }
        let fix = report.fix(format!("write {now}"), Safety::Safe, edits);
        report
            .find(
                name.range,
                format!("`{}()` was removed in Terraform 0.15", name.text),
            )
            .fix = Some(fix);
    });
}

/// Whether an argument is the name of a type, not a value.
fn is_type(argument: &Expression) -> bool {
    match &argument.kind {
        ExpressionKind::Reference { root, steps } => {
            steps.is_empty()
                && matches!(
                    root.text.as_str(),
                    "string" | "number" | "bool" | "any" | "list" | "map"
                )
        }
        ExpressionKind::Call { name, .. } => {
            matches!(
                name.text.as_str(),
                "list" | "map" | "set" | "object" | "tuple" | "optional"
            )
        }
        _ => false,
    }
}

fn list(arguments: &[Expression], text: &str) -> Option<String> {
    let items: Vec<&str> = arguments
        .iter()
        .map(|argument| argument.range.slice(text))
        .collect();
    let plain = items.iter().all(|item| !item.contains(['\n', '#']));
    plain.then(|| format!("[{}]", items.join(", ")))
}

fn map(arguments: &[Expression], text: &str) -> Option<String> {
    let items: Vec<String> = arguments
        .chunks_exact(2)
        .map(|pair| match pair {
            [key, value] => {
                let written = key.range.slice(text);
                let key = if key.as_str().is_some() {
                    written.to_owned()
                } else {
                    format!("({written})")
                };
                format!("{key} = {}", value.range.slice(text))
            }
            _ => String::new(),
        })
        .collect();
    let plain = items.iter().all(|item| !item.contains(['\n', '#']));
    plain.then(|| format!("{{ {} }}", items.join(", ")))
}
