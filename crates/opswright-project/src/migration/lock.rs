//! Which locks a statement takes, and what it does while it holds them.
//!
//! Measured on PostgreSQL 15 by reading `pg_locks`, the file of the table and the rows read, statement by statement; the part of
//! MySQL follows the tables of its manual on online DDL.

use opswright_source::Range;
use opswright_sql::{Body, Dialect, Name, ObjectKind, Sql, Statement, WriteKind};

use super::table_lock::{mysql_action, postgres_action};

/// How strong a lock is, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Of MySQL: only for the moment in which the definition changes.
    Metadata,
    /// Of statements that change rows.
    RowExclusive,
    /// One change of the schema at a time.
    ShareUpdateExclusive,
    /// Of MySQL: rows are copied or read, and writes wait.
    Shared,
    /// Writes wait.
    Share,
    /// Writes wait, and other such changes.
    ShareRowExclusive,
    /// Writes wait; reads go on.
    Exclusive,
    /// Everything waits.
    AccessExclusive,
}

impl Mode {
    /// As the server names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Shared => "SHARED",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::Exclusive => "EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }

    /// What waits for it.
    pub fn waiting(self) -> &'static str {
        match self {
            Self::Metadata | Self::AccessExclusive => "reads and writes wait",
            Self::RowExclusive => "writes to the same rows wait",
            Self::ShareUpdateExclusive => "reads and writes go on",
            Self::Shared | Self::Share | Self::ShareRowExclusive | Self::Exclusive => "writes wait",
        }
    }
}

/// What is done to the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Nothing.
    None,
    /// Every row is read.
    Scan,
    /// An index is built.
    Index,
    /// Every row is written anew, with the indexes.
    Rewrite,
    /// Rows are changed one by one, and logged.
    Rows,
}

impl Work {
    /// As evidence says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "no row is touched",
            Self::Scan => "every row is read",
            Self::Index => "an index is built",
            Self::Rewrite => "every row and every index is written anew",
            Self::Rows => "every row is updated",
        }
    }
}

/// A lock on one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The table, folded, without its schema.
    pub table: String,
    /// The mode.
    pub mode: Mode,
    /// What is done meanwhile.
    pub work: Work,
    /// The action or statement that takes it.
    pub range: Range,
}

impl Lock {
    pub(super) fn new(table: &Name, mode: Mode, work: Work, range: Range) -> Self {
        Self {
            table: table.last.clone(),
            mode,
            work,
            range,
        }
    }
}

/// The locks of `statement` that others may wait for, in order.
pub fn locks(sql: &Sql, text: &str, statement: &Statement) -> Vec<Lock> {
    let range = statement.range;
    let postgres = sql.dialect == Dialect::PostgreSql;
    let one = |table: &Name, mode, work| vec![Lock::new(table, mode, work, range)];
    match &statement.body {
        Body::AlterTable(table) => table
            .actions
            .iter()
            .flat_map(|(action, range)| {
                if postgres {
                    postgres_action(sql, text, &table.table, (action, *range))
                } else {
                    mysql_action(table, (action, *range))
                }
            })
            .collect(),
        Body::CreateTable(table) => {
            let inline = table
                .columns
                .iter()
                .filter_map(|column| column.references.as_ref());
            let listed = table
                .constraints
                .iter()
                .filter_map(|constraint| match &constraint.kind {
                    opswright_sql::ConstraintKind::ForeignKey(reference) => Some(reference),
                    _ => None,
                });
            inline
                .chain(listed)
                .filter(|reference| reference.table != table.name)
                .map(|reference| {
                    Lock::new(
                        &reference.table,
                        Mode::ShareRowExclusive,
                        Work::None,
                        reference.range,
                    )
                })
                .collect()
        }
        Body::CreateIndex(index) if !postgres => {
            let mode = if index.index.special.is_empty() {
                Mode::Metadata
            } else {
                Mode::Shared
            };
            one(&index.table, mode, Work::Index)
        }
        Body::CreateIndex(index) if index.concurrently => {
            one(&index.table, Mode::ShareUpdateExclusive, Work::Index)
        }
        Body::CreateIndex(index) if index.only => one(&index.table, Mode::Share, Work::None),
        Body::CreateIndex(index) => one(&index.table, Mode::Share, Work::Index),
        Body::Create(object) if object.kind == ObjectKind::Trigger => object
            .on
            .iter()
            .map(|table| Lock::new(table, Mode::ShareRowExclusive, Work::None, range))
            .collect(),
        Body::Drop(drop)
            if matches!(drop.kind, ObjectKind::Table | ObjectKind::MaterializedView) =>
        {
            drop.names
                .iter()
                .map(|name| Lock::new(name, Mode::AccessExclusive, Work::None, name.range))
                .collect()
        }
        _ => rows(statement),
    }
}

/// Locks of statements that are about rows and not about definitions.
fn rows(statement: &Statement) -> Vec<Lock> {
    let range = statement.range;
    let one = |table: &Name, mode, work| vec![Lock::new(table, mode, work, range)];
    match &statement.body {
        Body::Write(write) => {
            let (mode, work) = match write.kind {
                WriteKind::Truncate => (Mode::AccessExclusive, Work::None),
                WriteKind::Update | WriteKind::Delete if !write.bounded => {
                    (Mode::RowExclusive, Work::Rows)
                }
                _ => (Mode::RowExclusive, Work::None),
            };
            write
                .tables
                .iter()
                .map(|table| Lock::new(table, mode, work, range))
                .collect()
        }
        Body::Cluster(Some(table))
        | Body::Vacuum {
            full: true,
            table: Some(table),
        } => one(table, Mode::AccessExclusive, Work::Rewrite),
        Body::Reindex {
            concurrently: false,
            target: Some((kind, name)),
        } if kind == "table" => one(name, Mode::Share, Work::Index),
        Body::Refresh {
            view,
            concurrently,
            without_data,
        } => {
            let mode = if *concurrently {
                Mode::Exclusive
            } else {
                Mode::AccessExclusive
            };
            one(
                view,
                mode,
                if *without_data {
                    Work::None
                } else {
                    Work::Rewrite
                },
            )
        }
        Body::Lock { tables, mode } => {
            let mode = match mode.as_str() {
                "" | "ACCESS EXCLUSIVE" => Mode::AccessExclusive,
                "EXCLUSIVE" => Mode::Exclusive,
                "SHARE ROW EXCLUSIVE" => Mode::ShareRowExclusive,
                "SHARE" => Mode::Share,
                "SHARE UPDATE EXCLUSIVE" => Mode::ShareUpdateExclusive,
                _ => Mode::RowExclusive,
            };
            tables
                .iter()
                .map(|table| Lock::new(table, mode, Work::None, range))
                .collect()
        }
        _ => Vec::new(),
    }
}
