//! `retired-matchers`: matchers in a form that Alertmanager will drop.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::Routing;
use opswright_source::{Edit, Range};
use opswright_yaml::{Entry, Node, edit};
use std::fmt::Write;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-matchers",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("retired_matchers.md"),
    run: &[Run::Alertmanager(run)],
};

fn run(routing: &Routing<'_>, report: &mut Report<'_>) {
    for route in routing.routes() {
        look(route.node, ["match", "match_re", "matchers"], report);
    }
    let rules = routing.node.get("inhibit_rules");
    for rule in rules.into_iter().flat_map(|rules| rules.items()) {
        look(
            rule,
            ["source_match", "source_match_re", "source_matchers"],
            report,
        );
        look(
            rule,
            ["target_match", "target_match_re", "target_matchers"],
            report,
        );
    }
}

fn look(node: Node<'_>, keys: [&str; 3], report: &mut Report<'_>) {
    let old: Vec<Entry<'_>> = node
        .entries()
        .filter(|entry| entry.name() == keys[0] || entry.name() == keys[1])
        .collect();
    let Some(first) = old.first() else {
        return;
    };
    let edits = (node.get(keys[2]).is_none())
        .then(|| rewritten(report.text, &old, keys))
        .flatten()
        .unwrap_or_default();
    let fix = report.fix(format!("write `{}`", keys[2]), Safety::Safe, edits);
    report
        .find(
            first.key.range(),
            format!(
                "`{}` is the form before 0.22; it is `{}` now",
                first.name(),
                keys[2]
            ),
        )
        .fix = Some(fix);
}

/// The list of matchers in place of the first entry, and the second one gone.
fn rewritten(text: &str, old: &[Entry<'_>], keys: [&str; 3]) -> Option<Vec<Edit>> {
    let first = old.first()?;
    let indentation = edit::indentation(text, first)?;
    let mut lines = format!("{}:", keys[2]);
    for entry in old {
        let operator = if entry.name() == keys[0] { "=" } else { "=~" };
        if entry.value.entries().next().is_none() || entry.value.alias().is_some() {
            return None;
        }
        for pair in entry.value.entries() {
            let value = pair
                .value
                .as_str()?
                .replace('\\', "\\\\")
                .replace('"', "\\\"");
            let plain = format!("{}{operator}\"{value}\"", pair.name());
            let _ = write!(lines, "\n{indentation}  - '{}'", plain.replace('\'', "''"));
        }
    }
    let range = Range::new(first.key.range().start, first.range().end);
    if old.iter().any(|entry| {
        Range::new(entry.key.range().start, entry.range().end)
            .slice(text)
            .contains(" #")
    }) {
        return None;
    }
    let mut edits = vec![replace(range, lines)];
    for entry in old.iter().skip(1) {
        edits.push(edit::remove(text, entry)?);
    }
    Some(edits)
}
