//! `CREATE`.

use opswright_source::Range;

use super::column::column;
use super::constraint::{constraint, is_constraint};
use super::index::{create_index, inline_index};
use crate::cursor::Cursor;
use crate::dialect::Dialect;
use crate::statement::{Body, CreateFunction, CreateObject, ObjectKind};
use crate::table::{Column, CreateTable};
use crate::token::TokenKind;

/// Words between `CREATE` and the kind of the object.
const MODIFIERS: &[&str] = &[
    "GLOBAL",
    "LOCAL",
    "UNLOGGED",
    "CONSTRAINT",
    "RECURSIVE",
    "TRUSTED",
    "PROCEDURAL",
    "AGGREGATE",
    "DEFAULT",
    "INVISIBLE",
];

pub(super) fn create(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    let or_replace = cursor.eat(&["OR", "REPLACE"]).is_some();
    let mut temporary = false;
    let mut unique = false;
    let mut special = String::new();
    loop {
        if cursor.is_any(&["TEMP", "TEMPORARY"]) {
            temporary = true;
            cursor.bump();
        } else if cursor.is("UNIQUE") {
            unique = true;
            cursor.bump();
        } else if cursor.is_any(&["FULLTEXT", "SPATIAL"]) {
            special = cursor.word();
        } else if cursor.is("AGGREGATE") && cursor.nth_is(1, "FUNCTION")
            || (cursor.is_any(MODIFIERS) && !cursor.is("AGGREGATE"))
        {
            cursor.bump();
        } else if !definer(cursor) {
            break;
        }
    }
    if cursor.is("INDEX") {
        return create_index(cursor, unique, special);
    }
    if cursor.eat(&["TABLE"]).is_some() {
        return create_table(cursor, temporary);
    }
    let kind = object_kind(cursor);
    if kind == ObjectKind::Function {
        return create_function(cursor, or_replace);
    }
    create_object(cursor, kind, or_replace, temporary)
}

/// `DEFINER = user`, `ALGORITHM = MERGE`, `SQL SECURITY INVOKER` of MySQL; whether one was read.
fn definer(cursor: &mut Cursor<'_>) -> bool {
    if cursor.eat(&["SQL", "SECURITY"]).is_some() {
        cursor.bump();
        return true;
    }
    if !cursor.is_any(&["DEFINER", "ALGORITHM"]) {
        return false;
    }
    cursor.bump();
    cursor.eat_symbol(b'=');
    cursor.bump();
    while cursor.is_symbol(b'@')
        || cursor
            .peek()
            .is_some_and(|token| token.kind == TokenKind::Parameter)
    {
        cursor.eat_symbol(b'@');
        cursor.bump();
    }
    cursor.group();
    true
}

/// Reads the words that say what kind of object follows.
pub(super) fn object_kind(cursor: &mut Cursor<'_>) -> ObjectKind {
    let pairs: &[(&[&str], ObjectKind)] = &[
        (&["FOREIGN", "TABLE"], ObjectKind::ForeignTable),
        (&["MATERIALIZED", "VIEW"], ObjectKind::MaterializedView),
        (&["EVENT", "TRIGGER"], ObjectKind::Other),
        (&["USER", "MAPPING"], ObjectKind::Other),
        (&["TABLE"], ObjectKind::Table),
        (&["INDEX"], ObjectKind::Index),
        (&["VIEW"], ObjectKind::View),
        (&["SEQUENCE"], ObjectKind::Sequence),
        (&["TYPE"], ObjectKind::Type),
        (&["DOMAIN"], ObjectKind::Domain),
        (&["SCHEMA"], ObjectKind::Schema),
        (&["DATABASE"], ObjectKind::Database),
        (&["FUNCTION"], ObjectKind::Function),
        (&["PROCEDURE"], ObjectKind::Function),
        (&["ROUTINE"], ObjectKind::Function),
        (&["AGGREGATE"], ObjectKind::Function),
        (&["TRIGGER"], ObjectKind::Trigger),
        (&["POLICY"], ObjectKind::Policy),
        (&["EXTENSION"], ObjectKind::Extension),
        (&["ROLE"], ObjectKind::Role),
        (&["USER"], ObjectKind::Role),
        (&["GROUP"], ObjectKind::Role),
    ];
    for (words, kind) in pairs {
        if cursor.eat(words).is_some() {
            return *kind;
        }
    }
    cursor.bump();
    ObjectKind::Other
}

fn create_object(
    cursor: &mut Cursor<'_>,
    kind: ObjectKind,
    or_replace: bool,
    temporary: bool,
) -> Body {
    let if_not_exists = cursor.eat(&["IF", "NOT", "EXISTS"]).is_some();
    let name = cursor.name().unwrap_or_default();
    let mut object = CreateObject {
        kind,
        name,
        or_replace,
        if_not_exists,
        temporary,
        on: None,
        constraint: None,
    };
    if matches!(kind, ObjectKind::Trigger | ObjectKind::Policy) && cursor.find(&["ON"]) {
        cursor.bump();
        object.on = cursor.name();
    }
    if kind == ObjectKind::Domain && cursor.find(&["CHECK", "NOT", "CONSTRAINT"]) {
        let start = cursor.here();
        cursor.skip_all();
        object.constraint = Some(Range::new(start, cursor.last_end()));
    }
    Body::Create(object)
}

fn create_function(cursor: &mut Cursor<'_>, or_replace: bool) -> Body {
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let mut function = CreateFunction {
        name: cursor.name().unwrap_or_default(),
        or_replace,
        definer: None,
        sets_search_path: false,
        sql_body: None,
    };
    while !cursor.at_end() {
        if let Some(range) = cursor.eat(&["SECURITY", "DEFINER"]) {
            function.definer = Some(range);
        } else if cursor.eat(&["SET", "SEARCH_PATH"]).is_some() {
            function.sets_search_path = true;
        } else if let Some(range) = cursor.eat(&["BEGIN", "ATOMIC"]) {
            function.sql_body = Some(range);
        } else {
            cursor.skip();
        }
    }
    Body::CreateFunction(Box::new(function))
}

fn create_table(cursor: &mut Cursor<'_>, temporary: bool) -> Body {
    let mut table = CreateTable {
        temporary,
        if_not_exists: cursor.eat(&["IF", "NOT", "EXISTS"]).is_some(),
        ..CreateTable::default()
    };
    table.name = cursor.need_name("the name of a table");
    if cursor.eat(&["PARTITION", "OF"]).is_some() {
        table.partition_of = cursor.name();
    } else if cursor.eat(&["OF"]).is_some() {
        cursor.name();
        table.derived = true;
    }
    if cursor.is("LIKE") {
        table.derived = true;
        cursor.skip_all();
    }
    if cursor.is_symbol(b'(') && !cursor.nth_is(1, "SELECT") {
        columns(cursor, &mut table);
    }
    options(cursor, &mut table);
    Body::CreateTable(Box::new(table))
}

fn columns(cursor: &mut Cursor<'_>, table: &mut CreateTable) {
    cursor.eat_symbol(b'(');
    if cursor.eat_symbol(b')') {
        return;
    }
    loop {
        element(cursor, table);
        if cursor.eat_symbol(b',') {
            continue;
        }
        if !cursor.eat_symbol(b')') {
            cursor.expected("a comma or a closing parenthesis");
        }
        break;
    }
}

fn element(cursor: &mut Cursor<'_>, table: &mut CreateTable) {
    if cursor.is("LIKE")
        && cursor
            .ahead(1)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted))
    {
        table.derived = true;
        cursor.skip_to(&[]);
        return;
    }
    if cursor.dialect != Dialect::PostgreSql {
        if cursor.is("PERIOD") && cursor.nth_is(1, "FOR") {
            cursor.skip_to(&[]);
            return;
        }
        if let Some(index) = inline_index(cursor) {
            table.indexes.push(index);
            return;
        }
    }
    if is_constraint(cursor) {
        if cursor.is("CONSTRAINT") && (cursor.nth_is(2, "KEY") || cursor.nth_is(2, "INDEX")) {
            cursor.skip_to(&[]);
            return;
        }
        table.constraints.extend(constraint(cursor));
        return;
    }
    let column: Column = column(cursor);
    table.columns.push(column);
}

/// What stands behind the columns.
fn options(cursor: &mut Cursor<'_>, table: &mut CreateTable) {
    while let Some(token) = cursor.peek() {
        if cursor.eat(&["INHERITS"]).is_some() {
            table.derived = true;
        } else if cursor.is_any(&["AS", "SELECT"]) {
            table.from_query = true;
            cursor.skip_all();
        } else if cursor.is("PARTITION") {
            cursor.skip_all();
        } else if token.kind == TokenKind::Word && cursor.dialect != Dialect::PostgreSql {
            cursor.eat(&["DEFAULT"]);
            let mut name = cursor.word();
            if name == "CHARACTER" && cursor.eat(&["SET"]).is_some() {
                "CHARSET".clone_into(&mut name);
            }
            cursor.eat_symbol(b'=');
            if let Some(value) = cursor.bump() {
                let text = cursor.slice(value).trim_matches('\'').to_ascii_uppercase();
                table
                    .options
                    .push((name, text, Range::new(token.range.start, value.range.end)));
            }
        } else {
            cursor.skip();
        }
    }
}
