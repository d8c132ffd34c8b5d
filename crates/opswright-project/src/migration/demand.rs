//! What statements ask of a PostgreSQL server, by the version that first had it.
//!
//! Source: the release notes of PostgreSQL 12 to 18.

use opswright_source::Range;
use opswright_sql::{
    AlterTable, Body, Column, ColumnAction, Constraint, ConstraintKind, Generated, Sql, Statement,
    TableAction, WriteKind, function_names,
};

use super::change::Demand;

type Demands = Vec<(Demand, Range)>;

/// Functions with the version that brought them.
const FUNCTIONS: &[(&str, u32, &str)] = &[
    (
        "gen_random_uuid",
        13,
        "`gen_random_uuid()` without an extension",
    ),
    ("date_bin", 14, "`date_bin()`"),
    ("string_to_table", 14, "`string_to_table()`"),
    ("regexp_like", 15, "`regexp_like()`"),
    ("regexp_count", 15, "`regexp_count()`"),
    ("any_value", 16, "`any_value()`"),
    ("random_normal", 16, "`random_normal()`"),
    ("json_array", 16, "`JSON_ARRAY()`"),
    ("json_table", 17, "`JSON_TABLE()`"),
    ("json_query", 17, "`JSON_QUERY()`"),
    ("uuidv7", 18, "`uuidv7()`"),
    ("uuidv4", 18, "`uuidv4()`"),
];

/// What a statement asks for.
pub(super) fn of_statement(sql: &Sql, text: &str, statement: &Statement) -> Demands {
    let mut found = Demands::new();
    match &statement.body {
        Body::CreateTable(table) => {
            for column in &table.columns {
                of_column(column, &mut found);
            }
            for constraint in &table.constraints {
                of_constraint(constraint, &mut found);
            }
        }
        Body::AlterTable(table) => of_table(table, &mut found),
        Body::CreateIndex(index) => {
            if let Some(range) = index.nulls_distinct {
                push(&mut found, 15, "`NULLS [NOT] DISTINCT`", range);
            }
        }
        Body::CreateFunction(function) => {
            if let Some(range) = function.sql_body {
                push(&mut found, 14, "`BEGIN ATOMIC`", range);
            }
        }
        Body::Write(write) if write.kind == WriteKind::Merge => {
            push(&mut found, 15, "`MERGE`", statement.range);
        }
        Body::Reindex {
            concurrently: true, ..
        } => push(&mut found, 12, "`REINDEX CONCURRENTLY`", statement.range),
        _ => {}
    }
    let called = function_names(sql, text, statement.range);
    for (name, version, what) in FUNCTIONS {
        // Extensions bring some of them to older servers.
        if called.iter().any(|other| other == name) && *name != "gen_random_uuid" {
            push(&mut found, *version, what, statement.range);
        }
    }
    found
}

fn push(found: &mut Demands, version: u32, what: &'static str, range: Range) {
    found.push((Demand { version, what }, range));
}

fn of_column(column: &Column, found: &mut Demands) {
    match column.generated {
        Some(Generated::Stored(range)) => push(found, 12, "a stored generated column", range),
        Some(Generated::Virtual(range)) => push(found, 18, "a virtual generated column", range),
        _ => {}
    }
    if let Some(range) = column.compression {
        push(found, 14, "`COMPRESSION`", range);
    }
    if let Some(range) = column
        .references
        .as_ref()
        .and_then(|reference| reference.set_columns)
    {
        push(found, 15, "`SET NULL` of some columns", range);
    }
}

fn of_constraint(constraint: &Constraint, found: &mut Demands) {
    if let Some(range) = constraint.nulls_distinct {
        push(found, 15, "`NULLS [NOT] DISTINCT`", range);
    }
    if let Some(range) = constraint.temporal {
        push(found, 18, "`WITHOUT OVERLAPS`", range);
    }
    match &constraint.kind {
        ConstraintKind::NotNull => push(
            found,
            18,
            "`NOT NULL` as a constraint of the table",
            constraint.range,
        ),
        ConstraintKind::ForeignKey(reference) => {
            if let Some(range) = reference.set_columns {
                push(found, 15, "`SET NULL` of some columns", range);
            }
        }
        _ => {}
    }
}

fn of_table(table: &AlterTable, found: &mut Demands) {
    for (action, range) in &table.actions {
        match action {
            TableAction::AddColumn { column, .. } => of_column(column, found),
            TableAction::AddConstraint(constraint) => of_constraint(constraint, found),
            TableAction::DetachPartition {
                concurrently: true, ..
            } => push(found, 14, "`DETACH PARTITION CONCURRENTLY`", *range),
            TableAction::AlterColumn(_, ColumnAction::SetExpression) => {
                push(found, 17, "`SET EXPRESSION`", *range);
            }
            TableAction::Rewrite(words) if words == "SET ACCESS METHOD" => {
                push(found, 15, "`SET ACCESS METHOD`", *range);
            }
            _ => {}
        }
    }
}
