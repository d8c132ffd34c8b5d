//! Statements that change rows.

use crate::cursor::Cursor;
use crate::name::Name;
use crate::statement::{Body, Copy, Write, WriteKind};
use crate::token::TokenKind;

/// What ends the list of a `SET`.
const BEHIND_SET: &[&str] = &["WHERE", "FROM", "RETURNING", "LIMIT", "ORDER"];

pub(super) fn write(cursor: &mut Cursor<'_>) -> Body {
    let nested = cursor.is("WITH");
    if nested
        && !cursor.find(&[
            "INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "VALUES", "REPLACE",
        ])
    {
        return Body::Select;
    }
    let mut write = Write {
        kind: WriteKind::Insert,
        tables: Vec::new(),
        columns: Vec::new(),
        bounded: false,
        cascade: None,
        nested,
        explained: false,
    };
    match cursor.word().as_str() {
        "INSERT" | "REPLACE" => insert(cursor, &mut write),
        "UPDATE" => update(cursor, &mut write),
        "DELETE" => delete(cursor, &mut write),
        "TRUNCATE" => truncate(cursor, &mut write),
        "MERGE" => {
            write.kind = WriteKind::Merge;
            cursor.eat(&["INTO"]);
            write.tables.extend(cursor.name());
        }
        _ => return Body::Select,
    }
    Body::Write(Box::new(write))
}

fn insert(cursor: &mut Cursor<'_>, write: &mut Write) {
    while [
        "LOW_PRIORITY",
        "DELAYED",
        "HIGH_PRIORITY",
        "IGNORE",
        "OR",
        "INTO",
    ]
    .iter()
    .any(|word| cursor.is(word) && !(cursor.is("OR") && cursor.bump().is_none()))
    {
        cursor.bump();
    }
    write
        .tables
        .push(cursor.need_name("the table to insert into"));
    if cursor.find(&["SELECT", "VALUES", "DEFAULT", "TABLE", "WITH", "SET"])
        && cursor.is_any(&["SELECT", "TABLE", "WITH"])
    {
        write.kind = WriteKind::InsertSelect;
    }
    // `INSERT … SELECT 1, 2` without a table behind `FROM` writes one row.
    write.bounded = write.kind == WriteKind::Insert || !cursor.find(&["FROM"]);
}

fn update(cursor: &mut Cursor<'_>, write: &mut Write) {
    write.kind = WriteKind::Update;
    while cursor.is_any(&["ONLY", "LOW_PRIORITY", "IGNORE"]) {
        cursor.bump();
    }
    write.tables.push(cursor.need_name("the table to update"));
    if !cursor.find(&["SET"]) {
        cursor.expected("`SET`");
        return;
    }
    cursor.bump();
    loop {
        if cursor.is_symbol(b'(') {
            write.columns.extend(super::constraint::column_list(cursor));
        } else if let Some(Name { last, range, .. }) = cursor.name() {
            write.columns.push(Name {
                schema: None,
                last,
                range,
            });
        }
        cursor.skip_to(BEHIND_SET);
        if !cursor.eat_symbol(b',') {
            break;
        }
    }
    write.bounded = is_bounded(cursor);
}

fn delete(cursor: &mut Cursor<'_>, write: &mut Write) {
    write.kind = WriteKind::Delete;
    while cursor.is_any(&["LOW_PRIORITY", "QUICK", "IGNORE"]) {
        cursor.bump();
    }
    if cursor.eat(&["FROM"]).is_none() {
        // `DELETE a FROM a JOIN b …`
        write.tables.extend(cursor.name());
        write.bounded = true;
        return;
    }
    cursor.eat(&["ONLY"]);
    write
        .tables
        .push(cursor.need_name("the table to delete from"));
    write.bounded = is_bounded(cursor);
}

/// Whether `WHERE`, `LIMIT` or a join stands in the rest, and says more than `true`.
fn is_bounded(cursor: &mut Cursor<'_>) -> bool {
    if !cursor.find(&["WHERE", "LIMIT", "JOIN"]) {
        return false;
    }
    let always = cursor.is("WHERE")
        && (cursor.nth_is(1, "TRUE") && cursor.ahead(2).is_none()
            || (1..4).all(|ahead| {
                cursor
                    .ahead(ahead)
                    .is_some_and(|token| matches!(cursor.slice(token), "1" | "="))
            }) && cursor.ahead(4).is_none());
    !always
}

fn truncate(cursor: &mut Cursor<'_>, write: &mut Write) {
    write.kind = WriteKind::Truncate;
    cursor.eat(&["TABLE"]);
    loop {
        cursor.eat(&["ONLY"]);
        write.tables.push(cursor.need_name("the table to empty"));
        cursor.eat_symbol(b'*');
        if !cursor.eat_symbol(b',') {
            break;
        }
    }
    if cursor.find(&["CASCADE"]) {
        write.cascade = cursor.eat(&["CASCADE"]);
    }
}

pub(super) fn copy(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    cursor.eat(&["BINARY"]);
    let table = cursor.name();
    cursor.group();
    let from = cursor.is("FROM");
    if table.is_some()
        && !from
        && !cursor.is("TO")
        && !cursor
            .peek()
            .is_some_and(|token| token.kind == TokenKind::Parameter)
    {
        cursor.expected("`FROM` or `TO`");
    }
    Body::Copy(Copy { table, from })
}
