//! Which file is a migration, of which tool, and what the tool does around it.

mod change;
mod demand;
mod effect;
mod layout;
mod lock;
mod table_lock;

use opswright_sql::{Body, Dialect, Section, Sql};

pub(crate) use change::summary;
pub use change::{Change, Demand, MigrationSummary, Noun, Verb};
use layout::Place;
pub use lock::{Lock, Mode, Work, locks};
pub use table_lock::{is_serial, is_widening};

/// The direction of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Forward only.
    Up,
    /// Back only.
    Down,
    /// Both, in sections.
    Both,
    /// Run again whenever it changes.
    Repeatable,
}

/// Whether the tool puts a transaction around a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapping {
    /// It does.
    Always,
    /// The database does, where several statements are sent at once.
    WhenSeveral,
    /// It does not.
    Never,
    /// Nothing is known.
    Unknown,
}

/// A migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The tool that runs it (`sqlx`, `flyway`); `plain` where nothing says which.
    pub tool: &'static str,
    /// The folder whose files have one order.
    pub history: String,
    /// Its version as written.
    pub version: Option<String>,
    /// What it is called besides.
    pub title: String,
    /// Its direction.
    pub direction: Direction,
    /// Whether a transaction is around it.
    pub wrapping: Wrapping,
}

impl Migration {
    /// The version as numbers, in the order in which tools go.
    pub fn order(&self) -> Vec<u64> {
        self.version
            .iter()
            .flat_map(|version| version.split(|character: char| !character.is_ascii_digit()))
            .filter_map(|part| part.parse().ok())
            .collect()
    }
}

/// A file of SQL.
#[derive(Debug, Clone)]
pub struct SqlFile {
    /// Its statements.
    pub sql: Sql,
    /// What it is as a migration; `None` for queries, dumps, seeds and tests.
    pub migration: Option<Migration>,
    /// The family that its words show; `None` where it could be any.
    pub sign: Option<Dialect>,
}

/// The dialect of a text at `path`, and whether its words show it.
pub(crate) fn dialect(path: &str, text: &str) -> (Dialect, Option<Dialect>) {
    let sign = by_path(path).or_else(|| Dialect::of(text));
    (sign.unwrap_or(Dialect::PostgreSql), sign)
}

/// Folders and names that say which database they are for.
fn by_path(path: &str) -> Option<Dialect> {
    let lower = path.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(['/', '.', '-', '_']).collect();
    [
        (
            &[
                "clickhouse",
                "mssql",
                "sqlserver",
                "oracle",
                "cassandra",
                "spanner",
                "bigquery",
                "snowflake",
                "duckdb",
            ][..],
            Dialect::Other,
        ),
        (&["mysql", "mariadb"], Dialect::MySql),
        (&["sqlite", "sqlite3"], Dialect::Sqlite),
        (
            &["postgres", "postgresql", "pg", "cockroach", "cockroachdb"],
            Dialect::PostgreSql,
        ),
    ]
    .into_iter()
    .find(|(names, _)| names.iter().any(|name| words.contains(name)))
    .map(|(_, dialect)| dialect)
}

/// What the file at `path` is as a migration.
pub(crate) fn migration(path: &str, sql: &Sql) -> Option<Migration> {
    let noted = sql
        .annotations
        .first()
        .map(|(annotation, _)| annotation.tool);
    let place = Place::of(path, noted)?;
    let down = sql
        .annotations
        .iter()
        .any(|(annotation, _)| annotation.section == Some(Section::Down));
    let refused = sql
        .annotations
        .iter()
        .any(|(annotation, _)| annotation.no_transaction);
    let wrapping = if refused {
        Wrapping::Never
    } else if place.tool == "flyway"
        && sql
            .statements
            .iter()
            .any(|statement| needs_no_transaction(&statement.body))
    {
        // It looks for such statements, and then leaves the transaction out.
        Wrapping::Never
    } else {
        wrapping(place.tool)
    };
    Some(Migration {
        tool: place.tool,
        history: place.history,
        version: place.version,
        title: place.title,
        direction: if down && place.direction == Direction::Up {
            Direction::Both
        } else {
            place.direction
        },
        wrapping,
    })
}

/// Whether a statement is refused inside a transaction.
pub fn needs_no_transaction(body: &Body) -> bool {
    match body {
        Body::CreateIndex(index) => index.concurrently,
        Body::Drop(drop) => drop.concurrently || drop.kind == opswright_sql::ObjectKind::Database,
        Body::Reindex { concurrently, .. } => *concurrently,
        Body::Vacuum { .. } => true,
        Body::Create(object) => object.kind == opswright_sql::ObjectKind::Database,
        Body::AlterTable(table) => table.actions.iter().any(|(action, _)| {
            matches!(
                action,
                opswright_sql::TableAction::DetachPartition {
                    concurrently: true,
                    ..
                }
            )
        }),
        _ => false,
    }
}

fn wrapping(tool: &str) -> Wrapping {
    match tool {
        "sqlx" | "diesel" | "flyway" | "goose" | "dbmate" | "sql-migrate" | "drizzle"
        | "supabase" | "liquibase" | "node-pg-migrate" | "refinery" | "atlas" | "tern"
        | "db-migrate" | "hasura" => Wrapping::Always,
        "golang-migrate" | "prisma" => Wrapping::WhenSeveral,
        "alembic" => Wrapping::Never,
        _ => Wrapping::Unknown,
    }
}
