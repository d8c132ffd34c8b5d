//! Which rule of ours stands for which rule of another linter: for the comments of those linters, and for the scoreboard.

use crate::rules::rule;

/// A linter and its table: a header, then `peer<TAB>relation<TAB>ours<TAB>note`, a line each.
static TABLES: &[(&str, &str)] = &[
    ("actionlint", include_str!("../data/peers/actionlint.tsv")),
    ("buildkit", include_str!("../data/peers/buildkit.tsv")),
    (
        "checkov-terraform",
        include_str!("../data/peers/checkov-terraform.tsv"),
    ),
    (
        "dashboard-linter",
        include_str!("../data/peers/dashboard-linter.tsv"),
    ),
    ("dclint", include_str!("../data/peers/dclint.tsv")),
    ("gitleaks", include_str!("../data/peers/gitleaks.tsv")),
    ("hadolint", include_str!("../data/peers/hadolint.tsv")),
    ("zizmor", include_str!("../data/peers/zizmor.tsv")),
    (
        "checkov-github-actions",
        include_str!("../data/peers/checkov-github-actions.tsv"),
    ),
    ("squawk", include_str!("../data/peers/squawk.tsv")),
    (
        "strong-migrations",
        include_str!("../data/peers/strong-migrations.tsv"),
    ),
    ("pint", include_str!("../data/peers/pint.tsv")),
    ("promtool", include_str!("../data/peers/promtool.tsv")),
    (
        "checkov-kubernetes",
        include_str!("../data/peers/checkov-kubernetes.tsv"),
    ),
    (
        "checkov-dockerfile",
        include_str!("../data/peers/checkov-dockerfile.tsv"),
    ),
    ("shellcheck", include_str!("../data/peers/shellcheck.tsv")),
    ("kube-linter", include_str!("../data/peers/kube-linter.tsv")),
    ("tflint", include_str!("../data/peers/tflint.tsv")),
];

/// How a rule of ours relates to one of another linter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Both find the same faults.
    Exact,
    /// Ours finds what theirs does, and more.
    Superset,
    /// Ours finds some of what theirs does.
    Subset,
    /// Not taken over; the note says why.
    None,
}

/// One rule of another linter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id there.
    pub peer: &'static str,
    /// How ours relates to it.
    pub relation: Relation,
    /// Names of our rules; empty for [`Relation::None`].
    pub ours: Vec<&'static str>,
    /// Why, where that is not plain.
    pub note: &'static str,
}

/// Names of the linters that have a table.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(name, _)| *name)
}

/// The table of the linter `name`; empty for one that is unknown. Lines that do not follow the form are left out.
pub fn table(name: &str) -> Vec<Row> {
    TABLES
        .iter()
        .filter(|(other, _)| *other == name)
        .flat_map(|(_, text)| text.lines().skip(1).filter_map(row))
        .collect()
}

/// Names of our rules for the rule `id` of the linter `name`; for all of its rules where `id` is `*`. A linter with several
/// tables (`checkov-terraform`) is looked up in each.
pub(crate) fn ours(name: &str, id: &str) -> Vec<&'static str> {
    let is_of = |other: &str| {
        other
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let mut ours: Vec<&str> = names()
        .filter(|other| is_of(other))
        .flat_map(table)
        .filter(|row| id == "*" || row.peer.eq_ignore_ascii_case(id))
        .flat_map(|row| row.ours)
        .collect();
    ours.sort_unstable();
    ours.dedup();
    ours
}

fn row(line: &'static str) -> Option<Row> {
    let mut columns = line.split('\t');
    let (peer, relation, ours) = (columns.next()?, columns.next()?, columns.next()?);
    Some(Row {
        peer,
        relation: match relation {
            "exact" => Relation::Exact,
            "superset" => Relation::Superset,
            "subset" => Relation::Subset,
            "none" => Relation::None,
            _ => return None,
        },
        ours: ours
            .split(',')
            .filter_map(|name| rule(name.trim()))
            .map(|rule| rule.name)
            .collect(),
        note: columns.next().unwrap_or(""),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_table_is_read_and_names_rules_that_there_are() {
        for (name, text) in TABLES {
            let rows = table(name);
            assert_eq!(rows.len(), text.lines().count() - 1, "{name}");
            assert!(!rows.is_empty(), "{name}");
            for (row, line) in rows.iter().zip(text.lines().skip(1)) {
                let wanted = line.split('\t').nth(2).unwrap_or("-");
                let named = if wanted == "-" {
                    0
                } else {
                    wanted.split(',').count()
                };
                assert_eq!(row.ours.len(), named, "{name}: {line}");
                assert_eq!(row.relation == Relation::None, named == 0, "{name}: {line}");
                assert!(
                    named > 0 || !row.note.is_empty(),
                    "{name}: {line} says no reason"
                );
            }
        }
    }

    #[test]
    fn ids_are_found_whatever_their_case() {
        assert_eq!(ours("hadolint", "dl3006"), ["unpinned-base-image"]);
        assert!(ours("hadolint", "DL0000").is_empty() && ours("nobody", "DL3006").is_empty());
    }
}
