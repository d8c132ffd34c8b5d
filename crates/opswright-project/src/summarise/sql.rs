//! Migrations, queries, and what stands beside them.

use std::collections::BTreeMap;

use opswright_sql::{Dialect, TokenKind};
use opswright_yaml::Yaml;

use crate::migration::{SqlFile, summary};
use crate::summary::{Content, TableFacts};

/// Where sizes of tables are.
pub(super) const TABLE_FACTS: &str = ".opswright/tables.json";

/// What a file of SQL says.
pub(super) fn summarise(file: &SqlFile, text: &str) -> Content {
    if let Some(migration) = &file.migration {
        return Content::Migration(Box::new(summary(file, migration, text)));
    }
    let words = file
        .sql
        .tokens
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted))
        .map(|token| {
            token
                .range
                .slice(text)
                .trim_matches(['"', '`'])
                .to_ascii_lowercase()
        })
        .collect();
    Content::Queries(words)
}

/// `run_in_transaction` of diesel, `provider` of Prisma.
pub(super) fn settings(path: &str, text: &str) -> Content {
    let name = path.rsplit('/').next().unwrap_or(path);
    if !matches!(name, "metadata.toml" | "migration_lock.toml") {
        return Content::None;
    }
    let value = |key: &str| {
        text.lines().find_map(|line| {
            let (found, value) = line.split_once('=')?;
            (found.trim() == key).then(|| value.trim().trim_matches('"').to_owned())
        })
    };
    Content::MigrationSettings {
        transaction: value("run_in_transaction").map(|value| value == "true"),
        dialect: value("provider").map(|value| match value.as_str() {
            "mysql" => Dialect::MySql,
            "sqlite" => Dialect::Sqlite,
            "postgresql" | "cockroachdb" => Dialect::PostgreSql,
            _ => Dialect::Other,
        }),
    }
}

/// `{"tables": {"name": {"rows": n, "bytes": n}}}`.
pub(super) fn table_facts(yaml: &Yaml) -> Content {
    let mut facts = BTreeMap::new();
    let tables = yaml.root().and_then(|root| root.get("tables"));
    for entry in tables.iter().flat_map(opswright_yaml::Node::entries) {
        let number = |key: &str| entry.value.get(key)?.as_str()?.parse().ok();
        facts.insert(
            entry.name().to_ascii_lowercase(),
            TableFacts {
                rows: number("rows"),
                bytes: number("bytes"),
            },
        );
    }
    Content::TableFacts(facts)
}
