//! What migrations do to a schema, as facts that outlive their text.

use opswright_source::{LineIndex, Range};
use opswright_sql::{Body, Dialect, Section, Sql};

use super::effect::of_statement;
use super::lock::{Lock, locks};
use super::{Direction, Migration, SqlFile};
use crate::summary::Located;

/// A migration as the graph knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationSummary {
    /// What it is.
    pub migration: Migration,
    /// The family of databases that its words show.
    pub sign: Option<Dialect>,
    /// Its statements, told apart from any other text; comments and blanks do not count.
    pub fingerprint: u64,
    /// What it does forward.
    pub up: Vec<Located<Change>>,
    /// What it does back, where that stands in the same file.
    pub down: Vec<Located<Change>>,
    /// What it locks forward.
    pub locks: Vec<Lock>,
    /// What it asks of the server.
    pub demands: Vec<Located<Demand>>,
    /// The first statement, or the beginning.
    pub head: Range,
    /// Number of statements.
    pub statements: usize,
    /// Whether parts of it are programs or templates, so that it may do more than is known.
    pub opaque: bool,
    /// Whether it says that it cannot be undone.
    pub irreversible: bool,
}

/// Something that older servers refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The first major version that has it.
    pub version: u32,
    /// What it is.
    pub what: &'static str,
}

/// One thing that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is done.
    pub verb: Verb,
    /// To what.
    pub noun: Noun,
    /// The table, folded; the object itself where it has none.
    pub table: String,
    /// The column, constraint or index; empty for the table itself.
    pub object: String,
    /// The type of a column, the new name of what is renamed, columns of a check, names in the statement that fills.
    pub detail: String,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// It comes into being.
    Create,
    /// It goes.
    Drop,
    /// It is called otherwise.
    Rename,
    /// It becomes something else.
    Alter,
    /// Its rows are written.
    Fill,
    /// It is proved to hold for all rows.
    Validate,
}

/// To what something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// A table.
    Table,
    /// A column.
    Column,
    /// `NOT NULL` of a column.
    NotNull,
    /// The default of a column.
    Default,
    /// An index.
    Index,
    /// A constraint.
    Constraint,
    /// A constraint that is not yet valid.
    UnprovenConstraint,
    /// A view, materialized or not.
    View,
    /// A type or domain.
    Type,
    /// A function or procedure.
    Function,
    /// A trigger.
    Trigger,
    /// A schema.
    Schema,
    /// Anything else.
    Other,
}

/// What `file` says.
pub(crate) fn summary(file: &SqlFile, migration: &Migration, text: &str) -> MigrationSummary {
    let sql = &file.sql;
    let lines = LineIndex::new(text);
    let mut summary = MigrationSummary {
        migration: migration.clone(),
        sign: file.sign,
        fingerprint: fingerprint(sql, text),
        up: Vec::new(),
        down: Vec::new(),
        locks: Vec::new(),
        demands: Vec::new(),
        head: sql
            .statements
            .first()
            .map_or(Range::at(0), |first| first.range),
        statements: sql.statements.len(),
        opaque: sql.templated
            || sql
                .statements
                .iter()
                .any(|statement| is_opaque(&statement.body)),
        irreversible: sql.comments.iter().any(|comment| {
            let words = comment.inner.slice(text).to_ascii_lowercase();
            IRREVERSIBLE.iter().any(|mark| words.contains(mark))
        }),
    };
    for statement in &sql.statements {
        let changes = of_statement(sql, text, statement);
        let back = migration.direction != Direction::Down
            && sql.section(statement.range.start) == Section::Down;
        let into = if back {
            &mut summary.down
        } else {
            &mut summary.up
        };
        into.extend(changes.into_iter().map(|(change, range)| Located {
            value: change,
            range,
            line: lines.line(range.start),
        }));
        if !back {
            summary.locks.extend(locks(sql, text, statement));
        }
        if !back && file.sql.dialect == Dialect::PostgreSql {
            let demands = super::demand::of_statement(sql, text, statement);
            summary
                .demands
                .extend(demands.into_iter().map(|(demand, range)| Located {
                    value: demand,
                    range,
                    line: lines.line(range.start),
                }));
        }
    }
    summary
}

/// Words by which a file says that it cannot be undone, or that it means to do nothing.
const IRREVERSIBLE: &[&str] = &[
    "irreversible",
    "cannot be undone",
    "can't be undone",
    "no down",
    "not reversible",
    "intentionally",
    "no-op",
    "nothing to",
];

/// Whether a statement runs a program.
fn is_opaque(body: &Body) -> bool {
    match body {
        Body::Do => true,
        Body::Other(word) => matches!(word.as_str(), "" | "CALL" | "EXECUTE"),
        _ => false,
    }
}

/// A hash of all tokens in order (FNV-1a).
fn fingerprint(sql: &Sql, text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |byte: u8| {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0100_0000_01b3);
    };
    for token in &sql.tokens {
        token.range.slice(text).bytes().for_each(&mut take);
        take(0);
    }
    hash
}
