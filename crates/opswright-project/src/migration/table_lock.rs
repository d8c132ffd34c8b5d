//! Locks of the actions of `ALTER TABLE`.

use opswright_source::Range;
use opswright_sql::{
    AlterTable, Column, ColumnAction, Constraint, ConstraintKind, Generated, Name, Sql,
    TableAction, Type, Volatility, volatility,
};

use super::lock::{Lock, Mode, Work};

/// Types that take their values from a sequence of their own.
const SERIALS: &[&str] = &[
    "serial",
    "bigserial",
    "smallserial",
    "serial4",
    "serial8",
    "serial2",
];

/// Whether a column of this type takes its values from a sequence of its own.
pub fn is_serial(kind: &Type) -> bool {
    SERIALS.contains(&kind.name.as_str())
}

/// Whether values of the old type stay as they are when the column gets the new one; types as `varchar(20)`.
pub fn is_widening(old: &str, new: &str) -> bool {
    let split = |kind: &str| {
        let (name, rest) = kind.split_once('(').unwrap_or((kind, ""));
        let numbers: Vec<u32> = rest
            .trim_end_matches(')')
            .split(',')
            .filter_map(|number| number.parse().ok())
            .collect();
        let name = match name {
            "character varying" => "varchar",
            "decimal" => "numeric",
            "timestamp with time zone" => "timestamptz",
            name => name,
        };
        (name.to_owned(), numbers)
    };
    let ((old, was), (new, is)) = (split(old), split(new));
    match (old.as_str(), new.as_str()) {
        ("varchar" | "text", "text") => true,
        ("text", "varchar") => is.is_empty(),
        ("varchar", "varchar") | ("varbit", "varbit") => {
            is.is_empty() || matches!((was.first(), is.first()), (Some(was), Some(is)) if is >= was)
        }
        ("numeric", "numeric") => {
            let scale = |numbers: &[u32]| numbers.get(1).copied().unwrap_or(0);
            is.is_empty()
                || (!was.is_empty() && scale(&was) == scale(&is) && is.first() >= was.first())
        }
        ("timestamp" | "timestamptz" | "time", new) => {
            old == new
                && (is.is_empty()
                    || matches!((was.first(), is.first()), (Some(was), Some(is)) if is >= was))
        }
        ("cidr", "inet") | ("citext", "text" | "varchar") => is.is_empty(),
        _ => old == new && was == is,
    }
}

pub(super) fn postgres_action(
    sql: &Sql,
    text: &str,
    table: &Name,
    action: (&TableAction, Range),
) -> Vec<Lock> {
    use TableAction as Action;
    let (action, range) = action;
    let one = |mode, work| vec![Lock::new(table, mode, work, range)];
    match action {
        Action::AddColumn { column, .. } => add_column(sql, text, table, (column, range)),
        Action::AlterColumn(_, action) => match action {
            ColumnAction::SetNotNull => one(Mode::AccessExclusive, Work::Scan),
            ColumnAction::Type(..) | ColumnAction::SetExpression => {
                one(Mode::AccessExclusive, Work::Rewrite)
            }
            ColumnAction::Statistics => one(Mode::ShareUpdateExclusive, Work::None),
            _ => one(Mode::AccessExclusive, Work::None),
        },
        Action::AddConstraint(constraint) => add_constraint(table, constraint, range),
        Action::ValidateConstraint(_) => one(Mode::ShareUpdateExclusive, Work::Scan),
        Action::AttachPartition { partition, .. } => vec![
            Lock::new(table, Mode::ShareUpdateExclusive, Work::None, range),
            Lock::new(partition, Mode::AccessExclusive, Work::Scan, range),
        ],
        Action::DetachPartition {
            concurrently: true, ..
        }
        | Action::Parameters => one(Mode::ShareUpdateExclusive, Work::None),
        Action::DisableTrigger | Action::EnableTrigger => one(Mode::ShareRowExclusive, Work::None),
        Action::Rewrite(_) => one(Mode::AccessExclusive, Work::Rewrite),
        Action::Other(words) if words.starts_with("CLUSTER") => {
            one(Mode::ShareUpdateExclusive, Work::None)
        }
        _ => one(Mode::AccessExclusive, Work::None),
    }
}

fn add_column(sql: &Sql, text: &str, table: &Name, column: (&Column, Range)) -> Vec<Lock> {
    let (column, range) = column;
    let volatile = column
        .default
        .is_some_and(|default| volatility(sql, text, default) == Volatility::Volatile);
    let computed = matches!(
        column.generated,
        Some(Generated::Stored(_) | Generated::Identity)
    );
    let work = if volatile || computed || column.kind.as_ref().is_some_and(is_serial) {
        Work::Rewrite
    } else if column.unique.is_some() || column.primary_key.is_some() {
        Work::Index
    } else if column.check.is_some() {
        Work::Scan
    } else {
        Work::None
    };
    let mut locks = vec![Lock::new(table, Mode::AccessExclusive, work, range)];
    // A new column is empty, or holds one value: nothing is looked up in the other table.
    if let Some(reference) = column
        .references
        .as_ref()
        .filter(|reference| reference.table != *table)
    {
        locks.push(Lock::new(
            &reference.table,
            Mode::ShareRowExclusive,
            Work::None,
            range,
        ));
    }
    locks
}

fn add_constraint(table: &Name, constraint: &Constraint, range: Range) -> Vec<Lock> {
    let proven = |work| {
        if constraint.not_valid {
            Work::None
        } else {
            work
        }
    };
    let (mode, work) = match &constraint.kind {
        ConstraintKind::ForeignKey(_) => (Mode::ShareRowExclusive, proven(Work::Scan)),
        ConstraintKind::Check | ConstraintKind::NotNull => {
            (Mode::AccessExclusive, proven(Work::Scan))
        }
        ConstraintKind::Unique | ConstraintKind::PrimaryKey if constraint.using_index => {
            (Mode::AccessExclusive, Work::None)
        }
        ConstraintKind::Unique | ConstraintKind::PrimaryKey | ConstraintKind::Exclude => {
            (Mode::AccessExclusive, Work::Index)
        }
    };
    let mut locks = vec![Lock::new(table, mode, work, range)];
    if let ConstraintKind::ForeignKey(reference) = &constraint.kind
        && reference.table != *table
    {
        locks.push(Lock::new(
            &reference.table,
            Mode::ShareRowExclusive,
            Work::None,
            range,
        ));
    }
    locks
}

pub(super) fn mysql_action(table: &AlterTable, action: (&TableAction, Range)) -> Vec<Lock> {
    use TableAction as Action;
    let (action, range) = action;
    let copy = table
        .options
        .iter()
        .any(|(name, value)| name == "ALGORITHM" && value == "COPY");
    let (mode, work) = match action {
        _ if copy => (Mode::Shared, Work::Rewrite),
        Action::ModifyColumn(..)
        | Action::Charset { convert: true, .. }
        | Action::Engine(_)
        | Action::DropPrimaryKey => (Mode::Shared, Work::Rewrite),
        Action::AddColumn { column, .. } if column.auto_increment => (Mode::Shared, Work::Rewrite),
        Action::AddColumn { column, .. }
            if matches!(column.generated, Some(Generated::Stored(_))) =>
        {
            (Mode::Shared, Work::Rewrite)
        }
        Action::AddConstraint(constraint) => match constraint.kind {
            ConstraintKind::Unique => (Mode::Metadata, Work::Index),
            ConstraintKind::PrimaryKey => (Mode::Metadata, Work::Rewrite),
            _ => (Mode::Shared, Work::Rewrite),
        },
        Action::AddIndex(_, index) if !index.special.is_empty() => (Mode::Shared, Work::Index),
        Action::AddIndex(..) => (Mode::Metadata, Work::Index),
        Action::Rewrite(_) => (Mode::Metadata, Work::Rewrite),
        _ => (Mode::Metadata, Work::None),
    };
    vec![Lock::new(&table.table, mode, work, range)]
}

#[cfg(test)]
mod tests {
    use super::is_widening;

    #[test]
    fn only_some_changes_of_type_keep_the_rows() {
        for (old, new, expected) in [
            ("varchar(20)", "varchar(40)", true),
            ("varchar(20)", "varchar(10)", false),
            ("varchar(20)", "text", true),
            ("character varying", "text", true),
            ("text", "varchar", true),
            ("text", "varchar(64)", false),
            ("int", "bigint", false),
            ("json", "jsonb", false),
            ("numeric(10,2)", "numeric(12,2)", true),
            ("numeric(10,2)", "numeric(12,3)", false),
            ("timestamp", "timestamptz", false),
            ("timestamp(3)", "timestamp", true),
            ("cidr", "inet", true),
        ] {
            assert_eq!(is_widening(old, new), expected, "{old} to {new}");
        }
    }
}
