//! Columns of tables.

use opswright_source::Range;

use super::constraint::{index_parameters, nulls_distinct, reference};
use super::kind::kind;
use crate::cursor::Cursor;
use crate::dialect::Dialect;
use crate::table::{Column, Generated, Position};
use crate::token::TokenKind;

/// Words that begin what may stand behind a type.
const ATTRIBUTES: &[&str] = &[
    "CONSTRAINT",
    "NOT",
    "NULL",
    "DEFAULT",
    "GENERATED",
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "REFERENCES",
    "COLLATE",
    "DEFERRABLE",
    "INITIALLY",
    "STORAGE",
    "COMPRESSION",
    "AUTO_INCREMENT",
    "AUTOINCREMENT",
    "COMMENT",
    "ON",
    "FIRST",
    "AFTER",
    "CHARACTER",
    "CHARSET",
    "KEY",
    "USING",
    "ENFORCED",
    "OPTIONS",
    "INVISIBLE",
    "VISIBLE",
    "WITH",
    "AS",
    "NO",
    "ASC",
    "DESC",
];

/// `name type attributes`.
pub(super) fn column(cursor: &mut Cursor<'_>) -> Column {
    let start = cursor.here();
    let mut column = Column {
        name: cursor.need_name("the name of a column"),
        ..Column::default()
    };
    if !cursor.at_end()
        && !ends(cursor)
        && (!cursor.is_any(ATTRIBUTES) || cursor.nth_is(1, "VARYING") || is_char_type(cursor))
    {
        column.kind = kind(cursor);
    }
    while !cursor.at_end() && !ends(cursor) {
        if !attribute(cursor, &mut column) {
            if cursor.dialect != Dialect::Sqlite {
                cursor.expected("a comma or the end of the column");
            }
            cursor.skip_to(&[]);
        }
    }
    column.range = Range::new(start, cursor.last_end().max(start));
    column
}

/// `CHARACTER` is a type, and a word before `SET`.
fn is_char_type(cursor: &Cursor<'_>) -> bool {
    cursor.is("CHARACTER") && !cursor.nth_is(1, "SET")
}

pub(super) fn ends(cursor: &Cursor<'_>) -> bool {
    cursor.is_symbol(b',') || cursor.is_symbol(b')')
}

/// One attribute of a column; whether there was one.
fn attribute(cursor: &mut Cursor<'_>, column: &mut Column) -> bool {
    if cursor.eat(&["CONSTRAINT"]).is_some() {
        if !cursor.is_any(&[
            "NOT",
            "NULL",
            "CHECK",
            "UNIQUE",
            "PRIMARY",
            "REFERENCES",
            "DEFAULT",
            "GENERATED",
        ]) {
            cursor.need_name("the name of a constraint");
        }
    } else if let Some(range) = cursor.eat(&["NOT", "NULL"]) {
        column.not_null = Some(range);
        no_inherit(cursor);
    } else if cursor.eat(&["DEFAULT"]).is_some() {
        column.default = Some(expression(cursor));
    } else if cursor.is_any(&["GENERATED", "AS"]) {
        generated(cursor, column);
    } else if let Some(range) = cursor.eat(&["PRIMARY", "KEY"]) {
        column.primary_key = Some(range);
        index_parameters(cursor);
    } else if let Some(range) = cursor.eat(&["UNIQUE"]) {
        column.unique = Some(range);
        cursor.eat(&["KEY"]);
        nulls_distinct(cursor);
        index_parameters(cursor);
    } else if let Some(range) = cursor.eat(&["CHECK"]) {
        let group = cursor.group();
        column.check = Some(group.map_or(range, |group| Range::new(range.start, group.end)));
        no_inherit(cursor);
    } else if cursor.is("REFERENCES") {
        column.references = reference(cursor);
    } else {
        return small_attribute(cursor, column);
    }
    true
}

fn no_inherit(cursor: &mut Cursor<'_>) {
    cursor.eat(&["NO", "INHERIT"]);
}

/// Attributes that no rule asks for, as far as they are one or more words.
const PLAIN: &[&[&str]] = &[
    &["NULL"],
    &["NOT", "DEFERRABLE"],
    &["NOT", "ENFORCED"],
    &["NOT", "VALID"],
    &["NO", "INHERIT"],
    &["WITH", "OPTIONS"],
    &["DEFERRABLE"],
    &["KEY"],
    &["ENFORCED"],
    &["INVISIBLE"],
    &["VISIBLE"],
    &["ASC"],
    &["DESC"],
];

fn small_attribute(cursor: &mut Cursor<'_>, column: &mut Column) -> bool {
    if PLAIN.iter().any(|words| cursor.eat(words).is_some()) {
        return true;
    }
    let either = |cursor: &mut Cursor<'_>, a: &[&str], b: &[&str]| {
        cursor.eat(a).is_some() || cursor.eat(b).is_some()
    };
    if either(cursor, &["COLLATE"], &["STORAGE"]) {
        cursor.name();
    } else if let Some(range) = cursor.eat(&["COMPRESSION"]) {
        cursor.name();
        column.compression = Some(range);
    } else if either(cursor, &["AUTO_INCREMENT"], &["AUTOINCREMENT"]) {
        column.auto_increment = true;
    } else if either(cursor, &["COMMENT"], &["INITIALLY"])
        || either(cursor, &["ON", "CONFLICT"], &["USING"])
    {
        cursor.bump();
    } else if cursor.eat(&["ON", "UPDATE"]).is_some() {
        expression(cursor);
    } else if cursor.eat(&["FIRST"]).is_some() {
        column.position = Some(Position::First);
    } else if cursor.eat(&["AFTER"]).is_some() {
        cursor.name();
        column.position = Some(Position::After);
    } else if either(cursor, &["CHARACTER", "SET"], &["CHARSET"]) {
        cursor.eat_symbol(b'=');
        column.charset = cursor.name().map(|name| (name.last, name.range));
    } else if cursor.eat(&["OPTIONS"]).is_some()
        || (cursor.is_symbol(b'(') && cursor.dialect == Dialect::Sqlite)
    {
        cursor.group();
    } else {
        return false;
    }
    true
}

/// `GENERATED ALWAYS AS (…) STORED`, `AS IDENTITY`, and the short `AS (…)` of MySQL.
fn generated(cursor: &mut Cursor<'_>, column: &mut Column) {
    let start = cursor.here();
    if cursor.eat(&["GENERATED"]).is_some() && cursor.eat(&["ALWAYS"]).is_none() {
        cursor.eat(&["BY", "DEFAULT"]);
    }
    cursor.eat(&["AS"]);
    if cursor.eat(&["IDENTITY"]).is_some() {
        cursor.group();
        column.generated = Some(Generated::Identity);
        return;
    }
    if cursor.group().is_none() {
        cursor.expected("the expression of a generated column");
        cursor.skip();
    }
    let stored = cursor.eat(&["STORED"]).is_some() || cursor.eat(&["PERSISTENT"]).is_some();
    cursor.eat(&["VIRTUAL"]);
    let range = Range::new(start, cursor.last_end());
    column.generated = Some(if stored {
        Generated::Stored(range)
    } else {
        Generated::Virtual(range)
    });
}

/// An expression up to the next attribute.
pub(super) fn expression(cursor: &mut Cursor<'_>) -> Range {
    let start = cursor.here();
    if matches!(
        cursor.peek().map(|token| token.kind),
        Some(TokenKind::Symbol(b'-' | b'+'))
    ) {
        cursor.bump();
    }
    if cursor.eat(&["NOT"]).is_some() || cursor.is("CASE") {
        cursor.skip_case();
    }
    cursor.skip();
    while !cursor.at_end() && !ends(cursor) {
        if cursor.is("IS") {
            cursor.bump();
            cursor.eat(&["NOT"]);
            cursor.eat(&["NULL"]);
        } else if cursor.is("CASE") {
            cursor.skip_case();
        } else if is_cast(cursor) {
            cursor.bump();
            cursor.bump();
            kind(cursor);
        } else if cursor.is_any(ATTRIBUTES) && !cursor.is("WITH") {
            break;
        } else {
            cursor.skip();
        }
    }
    Range::new(start, cursor.last_end().max(start))
}

fn is_cast(cursor: &Cursor<'_>) -> bool {
    [0, 1].iter().all(|ahead| {
        cursor
            .ahead(*ahead)
            .is_some_and(|token| token.kind == TokenKind::Symbol(b':'))
    })
}
