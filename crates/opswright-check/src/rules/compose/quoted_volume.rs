//! `quoted-volume`: quotes around a volume that needs none.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::{Node, Style, edit};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "quoted-volume",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("quoted_volume.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for item in service
            .get("volumes")
            .into_iter()
            .flat_map(|list| list.items())
        {
            look(item, report);
            for entry in item.entries() {
                look(entry.value, report);
                for inner in entry.value.entries() {
                    look(inner.value, report);
                }
            }
        }
    }
}

fn look(node: Node<'_>, report: &mut Report<'_>) {
    let quoted = matches!(
        node.style(),
        Some(Style::SingleQuoted | Style::DoubleQuoted)
    );
    let text = node.as_str().unwrap_or("");
    let in_brackets = node.parent().is_some_and(|parent| parent.is_flow());
    let bare = edit::scalar(text);
    // Without its quotes it has to stay the text that it is.
    let reads_as_number = text.parse::<f64>().is_ok();
    if !quoted || in_brackets || reads_as_number || bare != text || report.has(node.range()) {
        return;
    }
    let fix = report.fix(
        "take the quotes away",
        Safety::Safe,
        vec![replace(node.range(), bare)],
    );
    report
        .find(node.range(), format!("`{text}` needs no quotes"))
        .fix = Some(fix);
}
