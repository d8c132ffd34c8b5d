//! `unordered-top-level-keys`: outermost keys that are not in the usual order.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::compose::order::{Block, reordered};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unordered-top-level-keys",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("unordered_top_level_keys.md"),
    run: &[Run::Compose(run)],
};

/// The usual order, behind keys of the reader's own.
const ORDER: [&str; 9] = [
    "version", "name", "include", "services", "models", "networks", "volumes", "secrets", "configs",
];

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let Some(root) = file.yaml.root() else {
        return;
    };
    let entries: Vec<_> = root.entries().collect();
    let place = |name: &str| -> Option<(usize, String)> {
        if name.starts_with("x-") {
            return Some((0, name.to_owned()));
        }
        let at = ORDER.iter().position(|known| *known == name)?;
        Some((at + 1, String::new()))
    };
    let Some(places) = entries
        .iter()
        .map(|entry| place(entry.name()))
        .collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| places[*a].cmp(&places[*b]));
    let blocks: Vec<Block<'_>> = entries.iter().map(Block::of_entry).collect();
    let mut last = 0;
    for at in 1..entries.len() {
        if places[at] >= places[last] {
            last = at;
            continue;
        }
        let edits = reordered(report.text, &blocks, &order)
            .into_iter()
            .collect();
        let fix = report.fix("put the keys into the usual order", Safety::Safe, edits);
        report
            .find(
                entries[at].key.range(),
                format!(
                    "`{}` stands after `{}`",
                    entries[at].name(),
                    entries[last].name()
                ),
            )
            .fix = Some(fix);
    }
}
