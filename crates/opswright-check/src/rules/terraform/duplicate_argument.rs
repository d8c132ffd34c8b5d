//! `duplicate-argument`: a name that is set twice in one block or object.

use opswright_diagnostic::{Confidence, Severity};
use opswright_hcl::{Body, ExpressionKind, Item};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-argument",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_argument.md"),
    run: &[Run::Hcl(run)],
};

fn run(body: &Body, report: &mut Report<'_>) {
    arguments(body, report);
    body.walk(&mut |expression| {
        if let ExpressionKind::Object(items) = &expression.kind {
            let names: Vec<(&str, Range)> = items
                .iter()
                .filter_map(|item| Some((item.key.scalar()?, item.key.range)))
                .collect();
            repeated(names, "only the last counts", report);
        }
    });
}

fn arguments(body: &Body, report: &mut Report<'_>) {
    let names = body
        .attributes()
        .map(|attribute| (attribute.name.text.as_str(), attribute.name.range))
        .collect();
    repeated(names, "Terraform refuses the file", report);
    for item in &body.items {
        if let Item::Block(block) = item {
            arguments(&block.body, report);
        }
    }
}

/// Reports each name that stands there before; first occurrences stay.
fn repeated(mut names: Vec<(&str, Range)>, effect: &str, report: &mut Report<'_>) {
    names.sort_unstable();
    for pair in names.windows(2) {
        if let [(first, place), (second, range)] = pair
            && first == second
        {
            let evidence = format!("{} sets it first", report.place(place.start));
            report
                .find(*range, format!("`{second}` is set twice; {effect}"))
                .evidence
                .push(evidence);
        }
    }
}
