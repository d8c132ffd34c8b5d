//! Tables, columns, constraints, and what `ALTER TABLE` does to them.

use opswright_source::Range;

use crate::name::Name;
use crate::statement::Index;

/// `CREATE TABLE`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that the statement has or has not"
)]
#[derive(Debug, Clone, Default)]
pub struct CreateTable {
    /// Its name.
    pub name: Name,
    /// With `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Of a temporary table.
    pub temporary: bool,
    /// Whether rows come from a query.
    pub from_query: bool,
    /// The table it is a partition of.
    pub partition_of: Option<Name>,
    /// Whether it copies another table (`LIKE`, `INHERITS`).
    pub derived: bool,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its constraints.
    pub constraints: Vec<Constraint>,
    /// Indexes of MySQL that stand in the table: name, shape.
    pub indexes: Vec<(Option<Name>, Index)>,
    /// Options behind the columns (`ENGINE`, `CHARSET`), upper case, with place.
    pub options: Vec<(String, String, Range)>,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its type; `None` where there is none.
    pub kind: Option<Type>,
    /// `NOT NULL`.
    pub not_null: Option<Range>,
    /// The expression behind `DEFAULT`.
    pub default: Option<Range>,
    /// `GENERATED …`.
    pub generated: Option<Generated>,
    /// `PRIMARY KEY`.
    pub primary_key: Option<Range>,
    /// `UNIQUE`.
    pub unique: Option<Range>,
    /// `CHECK`.
    pub check: Option<Range>,
    /// `REFERENCES`.
    pub references: Option<Reference>,
    /// `AUTO_INCREMENT`.
    pub auto_increment: bool,
    /// Character set of MySQL, lower case, with place.
    pub charset: Option<(String, Range)>,
    /// Where MySQL puts it.
    pub position: Option<Position>,
    /// `COMPRESSION`.
    pub compression: Option<Range>,
    /// All of it.
    pub range: Range,
}

/// How a column is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generated {
    /// `AS IDENTITY`.
    Identity,
    /// `STORED`.
    Stored(Range),
    /// `VIRTUAL`.
    Virtual(Range),
}

/// Where MySQL puts a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// `FIRST`.
    First,
    /// `AFTER x`.
    After,
}

/// A type as written.
#[derive(Debug, Clone, Default)]
pub struct Type {
    /// Its words in lower case without arguments (`character varying`, `timestamp with time zone`).
    pub name: String,
    /// Its numbers (`varchar(20)`: 20).
    pub arguments: Vec<u32>,
    /// Of an array.
    pub array: bool,
    /// `UNSIGNED`.
    pub unsigned: bool,
    /// All of it.
    pub range: Range,
}

/// A constraint.
#[derive(Debug, Clone)]
pub struct Constraint {
    /// Its name.
    pub name: Option<Name>,
    /// What it holds.
    pub kind: ConstraintKind,
    /// Columns.
    pub columns: Vec<Name>,
    /// The expression of a check.
    pub expression: Range,
    /// With `NOT VALID`.
    pub not_valid: bool,
    /// With `USING INDEX`.
    pub using_index: bool,
    /// `NULLS [NOT] DISTINCT`.
    pub nulls_distinct: Option<Range>,
    /// `WITHOUT OVERLAPS` or `PERIOD`.
    pub temporal: Option<Range>,
    /// All of it.
    pub range: Range,
}

/// What a constraint holds.
#[derive(Debug, Clone)]
pub enum ConstraintKind {
    /// `CHECK`.
    Check,
    /// `UNIQUE`.
    Unique,
    /// `PRIMARY KEY`.
    PrimaryKey,
    /// `FOREIGN KEY`.
    ForeignKey(Reference),
    /// `EXCLUDE`.
    Exclude,
    /// `NOT NULL column`.
    NotNull,
}

/// What a foreign key points to.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The table.
    pub table: Name,
    /// Its columns.
    pub columns: Vec<Name>,
    /// The word `REFERENCES`.
    pub range: Range,
    /// `ON DELETE SET NULL (columns)`.
    pub set_columns: Option<Range>,
}

/// `ALTER TABLE`.
#[derive(Debug, Clone)]
pub struct AlterTable {
    /// The table.
    pub table: Name,
    /// With `IF EXISTS`.
    pub if_exists: bool,
    /// What it does, with place.
    pub actions: Vec<(TableAction, Range)>,
    /// `ALGORITHM=` and `LOCK=` of MySQL, upper case.
    pub options: Vec<(String, String)>,
}

/// One action of `ALTER TABLE`.
#[derive(Debug, Clone)]
pub enum TableAction {
    /// `ADD COLUMN`.
    AddColumn {
        /// The column.
        column: Box<Column>,
        /// With `IF NOT EXISTS`.
        if_not_exists: bool,
    },
    /// `DROP COLUMN`.
    DropColumn {
        /// The column.
        column: Name,
        /// With `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE`.
        cascade: Option<Range>,
    },
    /// `ALTER COLUMN`.
    AlterColumn(Name, ColumnAction),
    /// `MODIFY`, or `CHANGE` with the old name first.
    ModifyColumn(Option<Name>, Box<Column>),
    /// `ADD CONSTRAINT`.
    AddConstraint(Box<Constraint>),
    /// `DROP CONSTRAINT`, `DROP FOREIGN KEY`, `DROP CHECK`.
    DropConstraint {
        /// The constraint.
        name: Name,
        /// With `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE`.
        cascade: Option<Range>,
    },
    /// `DROP PRIMARY KEY`.
    DropPrimaryKey,
    /// `VALIDATE CONSTRAINT`.
    ValidateConstraint(Name),
    /// `ADD INDEX`: its name and shape.
    AddIndex(Option<Name>, Index),
    /// `DROP INDEX`.
    DropIndex(Name),
    /// `RENAME INDEX`.
    RenameIndex(Name, Name),
    /// `RENAME COLUMN`.
    RenameColumn(Name, Name),
    /// `RENAME CONSTRAINT`.
    RenameConstraint(Name, Name),
    /// `RENAME TO`.
    RenameTable(Name),
    /// `SET SCHEMA`.
    SetSchema(Name),
    /// `ATTACH PARTITION`.
    AttachPartition {
        /// The partition.
        partition: Name,
        /// For what no other takes.
        default: bool,
    },
    /// `DETACH PARTITION`.
    DetachPartition {
        /// The partition.
        partition: Name,
        /// With `CONCURRENTLY` or `FINALIZE`.
        concurrently: bool,
    },
    /// `DISABLE TRIGGER`.
    DisableTrigger,
    /// `ENABLE TRIGGER`.
    EnableTrigger,
    /// `ENABLE ROW LEVEL SECURITY`.
    EnableRowSecurity,
    /// `DISABLE ROW LEVEL SECURITY`.
    DisableRowSecurity,
    /// What writes the whole table again: `SET LOGGED`, `SET TABLESPACE`, `ENGINE=`, `FORCE`, … in upper case.
    Rewrite(String),
    /// `CONVERT TO CHARACTER SET`, or the default one: its name in lower case.
    Charset {
        /// The character set.
        name: String,
        /// Whether rows are converted.
        convert: bool,
    },
    /// `ENGINE=`: its name, upper case.
    Engine(String),
    /// `SET (…)`, `RESET (…)`: takes no strong lock.
    Parameters,
    /// Anything else; its first words, upper case.
    Other(String),
}

/// One action of `ALTER COLUMN`.
#[derive(Debug, Clone)]
pub enum ColumnAction {
    /// `SET NOT NULL`.
    SetNotNull,
    /// `DROP NOT NULL`.
    DropNotNull,
    /// `SET DEFAULT`: its expression.
    SetDefault(Range),
    /// `DROP DEFAULT`.
    DropDefault,
    /// `TYPE`: the new one, and the expression behind `USING`.
    Type(Type, Option<Range>),
    /// `ADD GENERATED … AS IDENTITY`.
    AddIdentity,
    /// `SET EXPRESSION`.
    SetExpression,
    /// `SET STATISTICS`, `SET (…)`: takes no strong lock.
    Statistics,
    /// Anything else; its first words, upper case.
    Other(String),
}
