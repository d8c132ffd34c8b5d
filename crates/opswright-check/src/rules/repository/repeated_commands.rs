//! `repeated-commands`: a row of commands that stands in several places.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::{BTreeMap, BTreeSet};

use super::deploys::units;
use opswright_project::{Graph, Located};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "repeated-commands",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("repeated_commands.md"),
    run: &[Run::Graph(run)],
};

/// Commands in a row that count.
const ROW: usize = 3;
/// Places in which they stand.
const PLACES: usize = 3;
/// Shorter commands are ways to say a word.
const LENGTH: usize = 12;

/// Where a row begins: the unit, and the place of its first command in it.
type Start = (usize, usize);

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let units = units(graph);
    let mut rows: BTreeMap<Vec<&str>, Vec<Start>> = BTreeMap::new();
    for (unit, (_, _, commands)) in units.iter().enumerate() {
        for (at, row) in commands.windows(ROW).enumerate() {
            let words: Vec<&str> = row.iter().map(|command| command.value.as_str()).collect();
            let distinct: BTreeSet<&str> = words.iter().copied().collect();
            if distinct.len() == ROW && words.iter().all(|word| word.len() >= LENGTH) {
                rows.entry(words).or_default().push((unit, at));
            }
        }
    }
    let mut told: BTreeSet<Start> = BTreeSet::new();
    let mut found: Vec<&Vec<Start>> = rows
        .values()
        .filter(|starts| {
            let places: BTreeSet<usize> = starts.iter().map(|(unit, _)| *unit).collect();
            places.len() >= PLACES
        })
        .collect();
    found.sort();
    for starts in found {
        // A longer row is one row.
        let continues = starts
            .iter()
            .any(|(unit, at)| *at > 0 && told.contains(&(*unit, at - 1)));
        told.extend(starts.iter().copied());
        if continues {
            continue;
        }
        let place = |(unit, at): &Start| -> Option<(&str, &Located<String>)> {
            let (summary, _, commands) = units.get(*unit)?;
            Some((summary.path.as_str(), commands.get(*at)?))
        };
        let mut places = starts.iter().filter_map(place);
        let Some((path, first)) = places.next() else {
            continue;
        };
        let others: Vec<String> = places
            .map(|(path, command)| format!("{path}:{} begins the same row", command.line))
            .collect();
        let finding = report.find_in(
            path,
            first.range,
            format!(
                "this command and the ones below stand in {} places",
                others.len() + 1
            ),
        );
        finding.evidence = others;
        finding.fix = Some(advice(
            "put them into one script, composite action or target, and call that",
        ));
    }
}
