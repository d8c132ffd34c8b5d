//! Indexes: as statements, and inside tables of MySQL.

use crate::cursor::Cursor;
use crate::name::Name;
use crate::statement::{Body, CreateIndex, Index};
use crate::token::TokenKind;

use super::alter::option;

/// Behind `CREATE [UNIQUE]`, at `INDEX`.
pub(super) fn create_index(cursor: &mut Cursor<'_>, unique: bool, special: String) -> Body {
    let keyword = cursor.eat(&["INDEX"]).unwrap_or_default();
    let concurrently = cursor.eat(&["CONCURRENTLY"]).is_some();
    let if_not_exists = cursor.eat(&["IF", "NOT", "EXISTS"]).is_some();
    let name = if cursor.is("ON") { None } else { cursor.name() };
    let mut index = Index {
        unique,
        special,
        ..Index::default()
    };
    method(cursor, &mut index);
    if cursor.eat(&["ON"]).is_none() {
        cursor.expected("`ON`");
    }
    let only = cursor.eat(&["ONLY"]).is_some();
    let table = cursor.need_name("the table of the index");
    method(cursor, &mut index);
    if !cursor.is_symbol(b'(') {
        cursor.expected("the columns of the index");
    }
    index.columns = index_columns(cursor);
    let mut nulls_distinct = None;
    let mut options = Vec::new();
    while !cursor.at_end() {
        if let Some(range) = cursor
            .eat(&["NULLS", "NOT", "DISTINCT"])
            .or_else(|| cursor.eat(&["NULLS", "DISTINCT"]))
        {
            nulls_distinct = Some(range);
        } else if cursor.is("WHERE") {
            index.partial = true;
            cursor.skip_all();
        } else if let Some(pair) = option(cursor) {
            options.push(pair);
        } else {
            method(cursor, &mut index);
            cursor.skip();
        }
    }
    Body::CreateIndex(Box::new(CreateIndex {
        name,
        table,
        index,
        concurrently,
        if_not_exists,
        only,
        keyword,
        nulls_distinct,
        options,
    }))
}

fn method(cursor: &mut Cursor<'_>, index: &mut Index) {
    if cursor.eat(&["USING"]).is_some() {
        index.method = cursor.name().map(|name| name.last);
    }
}

/// `(a, lower(b), c DESC)`: names, and `None` for each expression.
pub(super) fn index_columns(cursor: &mut Cursor<'_>) -> Vec<Option<Name>> {
    let mut columns = Vec::new();
    if !cursor.is_symbol(b'(') {
        return columns;
    }
    let mut inside = Cursor::new_at(cursor);
    inside.bump();
    while !inside.at_end() && !inside.is_symbol(b')') {
        let name = inside.name();
        // A number in parentheses is how much of a column MySQL takes; anything else is a call.
        let call = inside.is_symbol(b'(')
            && !inside
                .ahead(1)
                .is_some_and(|token| token.kind == TokenKind::Number);
        let operator = inside
            .peek()
            .is_some_and(|token| matches!(token.kind, TokenKind::Symbol(symbol) if !matches!(symbol, b',' | b')' | b'(')));
        columns.push(name.filter(|_| !call && !operator));
        inside.skip_to(&[]);
        if !inside.eat_symbol(b',') {
            break;
        }
    }
    cursor.group();
    columns
}

/// `[UNIQUE | FULLTEXT | SPATIAL] KEY name (columns)` inside a table of MySQL; `None` where none begins here.
pub(super) fn inline_index(cursor: &mut Cursor<'_>) -> Option<(Option<Name>, Index)> {
    let mut index = Index::default();
    let ahead = usize::from(cursor.is_any(&["UNIQUE", "FULLTEXT", "SPATIAL"]));
    let keyed = cursor.nth_is(ahead, "KEY") || cursor.nth_is(ahead, "INDEX");
    if !keyed && !cursor.is_any(&["FULLTEXT", "SPATIAL"]) {
        return None;
    }
    if ahead == 1 {
        match cursor.word().as_str() {
            "UNIQUE" => index.unique = true,
            word => word.clone_into(&mut index.special),
        }
    }
    if cursor.eat(&["KEY"]).is_none() {
        cursor.eat(&["INDEX"]);
    }
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let name = if cursor.is("USING") {
        None
    } else {
        cursor.name()
    };
    method(cursor, &mut index);
    index.columns = index_columns(cursor);
    while !cursor.at_end() && !cursor.is_symbol(b',') && !cursor.is_symbol(b')') {
        if !cursor.is_any(&["ALGORITHM", "LOCK"]) {
            method(cursor, &mut index);
        }
        cursor.skip();
    }
    Some((name, index))
}
