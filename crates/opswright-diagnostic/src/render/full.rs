//! For people who want to know why: findings as in `human`, then the page of each rule that found something.

use std::collections::BTreeSet;

use super::{Colour, Outcome, Places, human};

pub(super) fn render(outcome: &Outcome<'_>, places: &Places<'_>, colour: Colour) -> String {
    let mut text = human::render(outcome.findings, places, colour);
    let found: BTreeSet<&str> = outcome
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect();
    for rule in found {
        let page = outcome.pages.iter().find(|(name, _)| *name == rule);
        if let Some((_, page)) = page {
            text.push_str(prose(page));
            text.push_str("\n\n");
        }
    }
    text
}

/// A page up to its first case.
fn prose(page: &str) -> &str {
    page.split_once("\n## ")
        .map_or(page, |(prose, _)| prose)
        .trim_end()
}
