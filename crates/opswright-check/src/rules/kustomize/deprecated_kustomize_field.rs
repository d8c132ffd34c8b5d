//! `deprecated-kustomize-field`: a Kustomize field that newer ones have replaced.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::{Edit, Range};
use opswright_yaml::{Entry, Kind, Node, Style, edit};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "deprecated-kustomize-field",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("deprecated_kustomize_field.md"),
    run: &[Run::Kustomization(run)],
};

const REPLACED: [(&str, &str); 7] = [
    ("bases", "list them under `resources`"),
    ("patchesStrategicMerge", "use `patches` with `path`"),
    ("patchesJson6902", "use `patches` with `path` and `target`"),
    ("vars", "use `replacements`"),
    ("commonLabels", "use `labels` with `includeSelectors: true`"),
    ("imageTags", "use `images`"),
    ("helmChartInflationGenerator", "use `helmCharts`"),
];

fn run(root: Node<'_>, report: &mut Report<'_>) {
    for (name, instead) in REPLACED {
        let Some(entry) = root.entry(name) else {
            continue;
        };
        let edits = match name {
            "bases" => bases(root, &entry),
            "patchesStrategicMerge" => patches(root, &entry),
            "commonLabels" => labels(root, &entry, report.text),
            _ => None,
        };
        let fix = report.fix(instead, Safety::Safe, edits.unwrap_or_default());
        let message = format!("`{name}` is deprecated");
        report.find(entry.key.range(), message).fix = Some(fix);
    }
}

/// The key alone, where there is no `resources` to join.
fn bases(root: Node<'_>, entry: &Entry<'_>) -> Option<Vec<Edit>> {
    let alone = root.get("resources").is_none();
    alone.then(|| vec![replace(entry.key.range(), "resources")])
}

/// Each path becomes a patch with a `path`; patches that are written in place stay.
fn patches(root: Node<'_>, entry: &Entry<'_>) -> Option<Vec<Edit>> {
    if root.get("patches").is_some() || entry.value.is_flow() {
        return None;
    }
    let mut edits = vec![replace(entry.key.range(), "patches")];
    for item in entry.value.items() {
        let plain = item.style() == Some(Style::Plain) && !item.as_str()?.contains('\n');
        if !plain {
            return None;
        }
        edits.push(replace(Range::at(item.range().start), "path: "));
    }
    Some(edits)
}

/// The labels as they are, two levels deeper.
fn labels(root: Node<'_>, entry: &Entry<'_>, text: &str) -> Option<Vec<Edit>> {
    let own_lines = edit::indentation(text, entry)?.is_empty() && !entry.value.is_flow();
    if root.get("labels").is_some() || !own_lines || entry.value.kind() != Kind::Mapping {
        return None;
    }
    let mut lines = String::from("labels:\n- includeSelectors: true\n  pairs:");
    let body = Range::new(entry.key.range().end + 1, entry.value.range().end).slice(text);
    let body = body.strip_prefix('\n')?;
    for line in body.lines() {
        lines.push('\n');
        if !line.trim().is_empty() {
            lines.push_str("    ");
            lines.push_str(line.trim_start());
        }
    }
    Some(vec![replace(entry.range(), lines)])
}
