//! Whether the way back undoes the way forward.

use opswright_project::migration::{Change, Direction, MigrationSummary, Noun, Verb};
use opswright_project::{Graph, Located, Summary};
use opswright_source::Range;

/// The way back of a migration: where it is, what it does, and whether it may do more.
pub(super) fn back_of<'a>(
    graph: &Graph<'a>,
    summary: &'a Summary,
    file: &'a MigrationSummary,
) -> Option<(&'a str, &'a [Located<Change>], bool)> {
    if file.migration.direction == Direction::Both {
        return Some((&summary.path, &file.down, file.opaque));
    }
    let (path, back) = graph
        .migrations()
        .find(|(_, other)| {
            other.migration.direction == Direction::Down
                && other.migration.history == file.migration.history
                && other.migration.version == file.migration.version
        })
        .map(|(other, back)| (other.path.as_str(), back))?;
    Some((path, &back.up, back.opaque || back.irreversible))
}

/// What of `up` nothing in `down` undoes, with words for it.
pub(super) fn undone(up: &[Located<Change>], down: &[Located<Change>]) -> Vec<(Range, String)> {
    let mut left = Vec::new();
    for (at, change) in up.iter().enumerate() {
        let this = &change.value;
        let others = || {
            up.iter()
                .enumerate()
                .filter(move |(other, _)| *other != at)
                .map(|(_, other)| &other.value)
        };
        if goes_with_another(this, &others) || is_undone(this, down) {
            continue;
        }
        if let Some(words) = words(this) {
            left.push((change.range, words));
        }
    }
    left
}

/// Whether another change of the way forward makes this one no change, or takes it along.
fn goes_with_another<'a, I: Iterator<Item = &'a Change>>(
    this: &Change,
    others: &dyn Fn() -> I,
) -> bool {
    let table_created = others().any(|other| {
        other.verb == Verb::Create && other.noun == Noun::Table && other.table == this.table
    });
    let table_gone = others().any(|other| {
        matches!(other.verb, Verb::Drop | Verb::Rename)
            && other.noun == Noun::Table
            && other.table == this.table
    });
    let same = |other: &Change| {
        let on_table = other.table == this.table || other.table.is_empty() || this.table.is_empty();
        on_table
            && other.object.eq_ignore_ascii_case(&this.object)
            && is_alike(other.noun, this.noun)
    };
    let created =
        this.verb == Verb::Create && others().any(|other| same(other) && other.verb == Verb::Drop);
    let dropped =
        this.verb == Verb::Drop && others().any(|other| same(other) && other.verb == Verb::Create);
    // What was created here under another name, and what takes the place of what is dropped.
    let renamed = others().any(|other| {
        let alike = is_alike(other.noun, this.noun) && other.verb == Verb::Rename;
        let again = other.detail.eq_ignore_ascii_case(&this.object);
        alike && (again || this.verb == Verb::Create && same(other))
    });
    let of_new = this.verb == Verb::Rename
        && others().any(|other| same(other) && other.verb == Verb::Create);
    let of_table = renamed || of_new || this.noun != Noun::Table && (table_created || table_gone);
    of_table || created || dropped
}

fn is_alike(a: Noun, b: Noun) -> bool {
    let plain = |noun| match noun {
        Noun::UnprovenConstraint => Noun::Constraint,
        noun => noun,
    };
    plain(a) == plain(b)
}

fn is_undone(this: &Change, down: &[Located<Change>]) -> bool {
    let any = |test: &dyn Fn(&Change) -> bool| down.iter().any(|other| test(&other.value));
    // Whole tables and schemas that go, or come back, take everything with them.
    let with_table = any(&|other| {
        let table = other.noun == Noun::Table
            && (other.table == this.table || other.detail == this.table)
            && !this.table.is_empty();
        let view = other.noun == Noun::View && other.object == this.table;
        let schema = other.noun == Noun::Schema && other.verb == Verb::Drop;
        table || view || schema
    });
    let back = any(&|other| {
        is_alike(other.noun, this.noun)
            && !this.object.is_empty()
            && (other.detail.eq_ignore_ascii_case(&this.object)
                || !this.detail.is_empty() && other.object.eq_ignore_ascii_case(&this.detail))
    });
    if with_table || back {
        return true;
    }
    let named = |other: &Change| other.object == this.object || this.object.is_empty();
    let on_table = |other: &Change| {
        other.table == this.table || this.table.is_empty() || other.table.is_empty()
    };
    let column_goes = any(&|other| {
        other.noun == Noun::Column && other.verb == Verb::Drop && other.table == this.table
    });
    let touched = any(&|other| is_alike(other.noun, this.noun) && named(other) && on_table(other));
    match this.noun {
        Noun::Table | Noun::Type => {
            touched || any(&|other| other.noun == this.noun && other.detail == this.object)
        }
        Noun::Index | Noun::Constraint | Noun::UnprovenConstraint => {
            touched
                || column_goes
                || any(&|other| {
                    other.table == this.table
                        && this.verb == Verb::Drop
                        && matches!(
                            other.noun,
                            Noun::Index | Noun::Constraint | Noun::UnprovenConstraint
                        )
                })
        }
        Noun::Column | Noun::NotNull | Noun::Default => {
            touched
                || any(&|other| {
                    other.noun == Noun::Column
                        && other.table == this.table
                        && (other.object == this.object
                            || other.object == this.detail
                            || other.detail == this.object)
                })
        }
        Noun::View | Noun::Function | Noun::Trigger | Noun::Schema | Noun::Other => {
            touched || {
                this.noun == Noun::Trigger
                    && any(&|other| other.noun == Noun::Function && other.verb == Verb::Drop)
            }
        }
    }
}

/// As the finding says it; `None` for what is not worth one.
fn words(change: &Change) -> Option<String> {
    let verb = match change.verb {
        Verb::Create => "created",
        Verb::Drop => "dropped",
        Verb::Rename => "renamed",
        Verb::Alter if matches!(change.noun, Noun::Function | Noun::View | Noun::Trigger) => {
            return None;
        }
        Verb::Alter => "changed",
        Verb::Fill | Verb::Validate => return None,
    };
    let noun = match change.noun {
        Noun::Table => return Some(format!("the table `{}` is {verb}", change.table)),
        Noun::Column => {
            return Some(format!("`{}.{}` is {verb}", change.table, change.object));
        }
        Noun::NotNull | Noun::Default | Noun::Schema | Noun::Other => return None,
        Noun::Index => "index",
        Noun::Constraint | Noun::UnprovenConstraint => "constraint",
        Noun::View => "view",
        Noun::Type => "type",
        Noun::Function => "function",
        Noun::Trigger => "trigger",
    };
    (!change.object.is_empty()).then(|| format!("the {noun} `{}` is {verb}", change.object))
}
