//! `wrong-type`: a value of another sort than its field takes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;
use opswright_yaml::{Kind, Node};

use super::schema_fault::What;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "wrong-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Mixed,
    profile: Profile::Default,
    docs: include_str!("wrong_type.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for fault in file.schema_faults() {
        let range = fault.node.range();
        match &fault.what {
            What::Quoted { field, wanted } => {
                let text = fault.node.as_str().unwrap_or("");
                let fix = report.fix(
                    "take off the quotes",
                    Safety::Safe,
                    vec![replace(range, text)],
                );
                let message = format!(
                    "the value of `{field}` has to be {}, not text",
                    wanted.words()
                );
                report.find(range, message).fix = Some(fix);
            }
            What::Wrong { field, wanted } => {
                let place = match fault.node.kind() {
                    Kind::Scalar => range,
                    _ => first_line(fault.node),
                };
                let is = match fault.node.kind() {
                    Kind::Sequence => "a list",
                    Kind::Mapping => "a map",
                    _ => "one value",
                };
                let message = if wanted.words() == is || is == "one value" {
                    format!("the value of `{field}` has to be {}", wanted.words())
                } else {
                    format!(
                        "the value of `{field}` has to be {}, not {is}",
                        wanted.words()
                    )
                };
                report.find(place, message).fix =
                    Some(advice(format!("write {} there", wanted.words())));
            }
            _ => {}
        }
    }
}

/// The first key or item, so that the finding stands on one line.
fn first_line(node: Node<'_>) -> Range {
    let key = node.entries().next().map(|entry| entry.key.range());
    let item = node
        .items()
        .next()
        .map(|item| Range::at(item.range().start));
    key.or(item).unwrap_or(Range::at(node.range().start))
}
