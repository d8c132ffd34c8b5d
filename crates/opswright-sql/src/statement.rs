//! What a statement does.

use opswright_source::Range;

use crate::name::Name;
use crate::table::{AlterTable, CreateTable};

/// A statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its bytes, without the semicolon.
    pub range: Range,
    /// Its tokens, as indices into `Sql::tokens`.
    pub tokens: std::ops::Range<usize>,
    /// What it does.
    pub body: Body,
}

/// What a statement does, as far as rules ask.
#[derive(Debug, Clone)]
pub enum Body {
    /// `CREATE TABLE`.
    CreateTable(Box<CreateTable>),
    /// `ALTER TABLE`.
    AlterTable(Box<AlterTable>),
    /// `CREATE INDEX`.
    CreateIndex(Box<CreateIndex>),
    /// `CREATE` of a routine.
    CreateFunction(Box<CreateFunction>),
    /// `CREATE` of anything else.
    Create(CreateObject),
    /// `ALTER` of anything but a table.
    Alter(AlterObject),
    /// `DROP`.
    Drop(Drop),
    /// `INSERT`, `UPDATE`, `DELETE`, `TRUNCATE`, `MERGE`.
    Write(Box<Write>),
    /// `COPY`.
    Copy(Copy),
    /// `SET`, `RESET`, and `SELECT set_config(…)`.
    Set(Setting),
    /// Control of transactions.
    Transaction(Transaction),
    /// `GRANT`, `REVOKE`.
    Grant(Grant),
    /// `REFRESH MATERIALIZED VIEW`.
    Refresh {
        /// The view.
        view: Name,
        /// With `CONCURRENTLY`.
        concurrently: bool,
        /// With `WITH NO DATA`.
        without_data: bool,
    },
    /// `CLUSTER`; the table, if one is named.
    Cluster(Option<Name>),
    /// `VACUUM`.
    Vacuum {
        /// With `FULL`.
        full: bool,
        /// The table, if one is named.
        table: Option<Name>,
    },
    /// `REINDEX`.
    Reindex {
        /// With `CONCURRENTLY`.
        concurrently: bool,
        /// What is named, and of which kind (`index`, `table`, `schema`, …).
        target: Option<(String, Name)>,
    },
    /// `LOCK TABLE`.
    Lock {
        /// The tables.
        tables: Vec<Name>,
        /// The mode, upper case; empty for the default.
        mode: String,
    },
    /// `SELECT`, `VALUES`, `WITH … SELECT`.
    Select,
    /// `DO`, whose text is a program.
    Do,
    /// `RENAME TABLE a TO b` of MySQL.
    RenameTable(Vec<(Name, Name)>),
    /// A line for psql.
    Meta,
    /// `COMMENT`, `ANALYZE`, and everything else; its first word, upper case.
    Other(String),
}

/// Kinds of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectKind {
    /// A table.
    Table,
    /// A foreign table.
    ForeignTable,
    /// An index.
    Index,
    /// A view.
    View,
    /// A materialized view.
    MaterializedView,
    /// A sequence.
    Sequence,
    /// A type.
    Type,
    /// A domain.
    Domain,
    /// A schema.
    Schema,
    /// A database.
    Database,
    /// A function, procedure, routine or aggregate.
    Function,
    /// A trigger.
    Trigger,
    /// A policy of row security.
    Policy,
    /// An extension.
    Extension,
    /// A role or user.
    Role,
    /// Anything else.
    Other,
}

/// `CREATE [UNIQUE] INDEX`.
#[derive(Debug, Clone)]
pub struct CreateIndex {
    /// Its name, if it has one.
    pub name: Option<Name>,
    /// Its table.
    pub table: Name,
    /// Its shape.
    pub index: Index,
    /// With `CONCURRENTLY`.
    pub concurrently: bool,
    /// With `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// With `ON ONLY`.
    pub only: bool,
    /// The word `INDEX`.
    pub keyword: Range,
    /// `NULLS [NOT] DISTINCT`.
    pub nulls_distinct: Option<Range>,
    /// `ALGORITHM=` and `LOCK=` of MySQL, upper case.
    pub options: Vec<(String, String)>,
}

/// The shape of an index.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// With `UNIQUE`.
    pub unique: bool,
    /// `FULLTEXT` or `SPATIAL`, upper case; empty else.
    pub special: String,
    /// Method behind `USING`, lower case.
    pub method: Option<String>,
    /// Its columns; `None` for an expression.
    pub columns: Vec<Option<Name>>,
    /// With a `WHERE`.
    pub partial: bool,
}

/// `CREATE FUNCTION` and `CREATE PROCEDURE`.
#[derive(Debug, Clone)]
pub struct CreateFunction {
    /// Its name.
    pub name: Name,
    /// With `OR REPLACE`.
    pub or_replace: bool,
    /// `SECURITY DEFINER`.
    pub definer: Option<Range>,
    /// With `SET search_path`.
    pub sets_search_path: bool,
    /// `BEGIN ATOMIC`, or `RETURN`, as its body.
    pub sql_body: Option<Range>,
}

/// `CREATE` of another object.
#[derive(Debug, Clone)]
pub struct CreateObject {
    /// What.
    pub kind: ObjectKind,
    /// Its name.
    pub name: Name,
    /// With `OR REPLACE`.
    pub or_replace: bool,
    /// With `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Of a temporary object.
    pub temporary: bool,
    /// The table of a trigger or policy.
    pub on: Option<Name>,
    /// The first `CHECK`, `NOT NULL` or `UNIQUE` of a domain.
    pub constraint: Option<Range>,
}

/// `ALTER` of another object.
#[derive(Debug, Clone)]
pub struct AlterObject {
    /// What.
    pub kind: ObjectKind,
    /// Its name.
    pub name: Name,
    /// The words behind the name, upper case, up to eight.
    pub words: Vec<String>,
    /// First and last byte of those words.
    pub action: Range,
    /// A string in it, without quotes: the value of an enum.
    pub value: Option<String>,
}

/// `DROP`.
#[derive(Debug, Clone)]
pub struct Drop {
    /// What.
    pub kind: ObjectKind,
    /// Names.
    pub names: Vec<Name>,
    /// With `CONCURRENTLY`.
    pub concurrently: bool,
    /// With `IF EXISTS`.
    pub if_exists: bool,
    /// `CASCADE`.
    pub cascade: Option<Range>,
    /// The table behind `ON`.
    pub on: Option<Name>,
    /// The word that says what (`INDEX`).
    pub keyword: Range,
    /// Of a temporary object.
    pub temporary: bool,
}

/// What a write does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteKind {
    /// `INSERT … VALUES`.
    Insert,
    /// `INSERT … SELECT`.
    InsertSelect,
    /// `UPDATE`.
    Update,
    /// `DELETE`.
    Delete,
    /// `TRUNCATE`.
    Truncate,
    /// `MERGE`.
    Merge,
}

/// A statement that changes rows.
#[derive(Debug, Clone)]
pub struct Write {
    /// What it does.
    pub kind: WriteKind,
    /// The tables, one but for `TRUNCATE`.
    pub tables: Vec<Name>,
    /// Columns that `UPDATE` sets.
    pub columns: Vec<Name>,
    /// Whether something bounds it: `WHERE`, `LIMIT`, or a join.
    pub bounded: bool,
    /// `CASCADE` of `TRUNCATE`.
    pub cascade: Option<Range>,
    /// Whether it stands behind `WITH`.
    pub nested: bool,
    /// Inside `EXPLAIN`.
    pub explained: bool,
}

/// `COPY`.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its table.
    pub table: Option<Name>,
    /// Whether rows come in.
    pub from: bool,
}

/// `SET`.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The parameter, lower case.
    pub name: String,
    /// The value, without quotes.
    pub value: String,
    /// With `LOCAL`.
    pub local: bool,
}

/// Control of transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transaction {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `COMMIT`, `END`.
    Commit,
    /// `ROLLBACK`, `ABORT`.
    Rollback,
    /// Savepoints and settings.
    Other,
}

/// `GRANT` and `REVOKE`.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Whether it takes away.
    pub revoke: bool,
    /// `ALL [PRIVILEGES]`.
    pub all: Option<Range>,
    /// `PUBLIC` as receiver.
    pub public: Option<Range>,
    /// What is granted, upper case words up to `ON` or `TO`.
    pub privileges: String,
    /// What it is granted on, as written.
    pub on: Range,
    /// Who gets it, as written.
    pub to: Range,
}
