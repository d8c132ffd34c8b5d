//! A migration as its rules see it: statements in their transactions, and which tables are new.

mod context;
mod evidence;
mod facts;

use opswright_project::migration::{Direction, Lock, Migration, SqlFile, Wrapping, locks};
use opswright_source::Range;
use opswright_sql::{
    AlterTable, Body, Dialect, Name, Section, Sql, Statement, TableAction, Transaction,
};

pub(crate) use context::in_context;
pub(crate) use evidence::{flag, lock_line};

/// A migration.
#[derive(Debug)]
pub(crate) struct MigrationFile<'a> {
    pub(crate) sql: &'a Sql,
    pub(crate) text: &'a str,
    pub(crate) migration: &'a Migration,
    /// Its statements, in order.
    pub(crate) steps: Vec<Step<'a>>,
    /// Tables that it creates, with the index of the step.
    created: Vec<(Name, usize)>,
}

/// A statement in its place.
#[derive(Debug)]
pub(crate) struct Step<'a> {
    pub(crate) statement: &'a Statement,
    /// Its index.
    pub(crate) index: usize,
    /// Whether it leads back.
    pub(crate) back: bool,
    /// The transaction that it is in.
    pub(crate) transaction: Option<Around>,
}

/// A transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Around {
    /// Its number in the file.
    pub(crate) number: usize,
    /// Whether the tool opens it, and not the file.
    pub(crate) by_tool: bool,
}

/// One action of an `ALTER TABLE`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act<'a> {
    pub(crate) step: &'a Step<'a>,
    pub(crate) alter: &'a AlterTable,
    pub(crate) action: &'a TableAction,
    pub(crate) range: Range,
}

impl<'a> MigrationFile<'a> {
    /// `None` where the file is no migration, or of a database that is not read.
    pub(crate) fn of(file: &'a SqlFile, text: &'a str) -> Option<Self> {
        let migration = file.migration.as_ref()?;
        let sql = &file.sql;
        let mut created: Vec<(Name, usize)> = Vec::new();
        for (index, statement) in sql.statements.iter().enumerate() {
            match &statement.body {
                Body::CreateTable(table) => created.push((table.name.clone(), index)),
                Body::AlterTable(table) => {
                    let new = created.iter().any(|(name, _)| *name == table.table);
                    for (action, _) in &table.actions {
                        if let (true, TableAction::RenameTable(to)) = (new, action) {
                            created.push((to.clone(), index));
                        }
                    }
                }
                Body::Create(object)
                    if object.kind == opswright_sql::ObjectKind::MaterializedView =>
                {
                    created.push((object.name.clone(), index));
                }
                _ => {}
            }
        }
        Some(Self {
            sql,
            text,
            migration,
            steps: steps(sql, migration),
            created,
        })
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.sql.dialect == Dialect::PostgreSql
    }

    pub(crate) fn is_mysql(&self) -> bool {
        self.sql.dialect == Dialect::MySql
    }

    /// Statements that lead forward.
    pub(crate) fn forward(&self) -> impl Iterator<Item = &Step<'a>> {
        self.steps.iter().filter(|step| !step.back)
    }

    /// Whether a table was created by an earlier statement of this file.
    pub(crate) fn is_new(&self, table: &Name, step: &Step<'_>) -> bool {
        self.created
            .iter()
            .any(|(name, index)| name == table && *index <= step.index)
    }

    /// Whether the table of this name is created anywhere before `index`.
    pub(crate) fn is_new_by_name(&self, table: &str, index: usize) -> bool {
        self.created
            .iter()
            .any(|(name, at)| name.last == table && *at <= index)
    }

    /// What is done forward to tables that were there before.
    pub(crate) fn actions(&self) -> impl Iterator<Item = Act<'_>> {
        self.forward().flat_map(move |step| {
            let alter = match &step.statement.body {
                Body::AlterTable(alter) if !self.is_new(&alter.table, step) => Some(alter),
                _ => None,
            };
            alter.into_iter().flat_map(move |alter| {
                alter.actions.iter().map(move |(action, range)| Act {
                    step,
                    alter,
                    action,
                    range: *range,
                })
            })
        })
    }

    /// Locks on tables that were there before.
    pub(crate) fn locks(&self, step: &Step<'_>) -> Vec<Lock> {
        let mut locks = locks(self.sql, self.text, step.statement);
        locks.retain(|lock| !self.is_new_by_name(&lock.table, step.index));
        locks
    }

    /// The lock of the action or statement at `range`.
    pub(crate) fn lock_at(&self, step: &Step<'_>, range: Range) -> Option<Lock> {
        locks(self.sql, self.text, step.statement)
            .into_iter()
            .find(|lock| lock.range == range)
    }
}

/// Which transaction each statement is in.
fn steps<'a>(sql: &'a Sql, migration: &Migration) -> Vec<Step<'a>> {
    let several = sql.statements.len() > 1;
    let wrapped = migration.wrapping == Wrapping::Always
        || (migration.wrapping == Wrapping::WhenSeveral && several);
    let outer = |number| {
        (wrapped && sql.dialect != Dialect::MySql).then_some(Around {
            number,
            by_tool: true,
        })
    };
    let mut number = 0;
    let mut around = outer(number);
    let mut section = Section::Up;
    let mut steps = Vec::new();
    for (index, statement) in sql.statements.iter().enumerate() {
        let now = sql.section(statement.range.start);
        if now != section {
            section = now;
            number += 1;
            around = outer(number);
        }
        if let Body::Transaction(Transaction::Begin) = statement.body {
            number += 1;
            around = Some(Around {
                number,
                by_tool: false,
            });
        }
        steps.push(Step {
            statement,
            index,
            back: now == Section::Down || migration.direction == Direction::Down,
            transaction: around,
        });
        if let Body::Transaction(Transaction::Commit | Transaction::Rollback) = statement.body {
            number += 1;
            // Statements that are sent at once go on in a transaction of the server.
            around = outer(number).filter(|_| migration.wrapping == Wrapping::WhenSeveral);
        }
    }
    steps
}
