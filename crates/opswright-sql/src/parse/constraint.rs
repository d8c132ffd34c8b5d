//! Constraints of tables, and what foreign keys point to.

use opswright_source::Range;

use super::column::ends;
use super::index::index_columns;
use crate::cursor::Cursor;
use crate::name::Name;
use crate::table::{Constraint, ConstraintKind, Reference};
use crate::token::TokenKind;

/// `REFERENCES table (columns) …`.
pub(super) fn reference(cursor: &mut Cursor<'_>) -> Option<Reference> {
    let range = cursor.eat(&["REFERENCES"])?;
    let table = cursor.need_name("the table of a foreign key");
    let columns = column_list(cursor);
    let mut set_columns = None;
    loop {
        if cursor.eat(&["MATCH"]).is_some() {
            cursor.bump();
        } else if cursor.is("ON") && (cursor.nth_is(1, "DELETE") || cursor.nth_is(1, "UPDATE")) {
            cursor.bump();
            cursor.bump();
            if cursor.eat(&["NO", "ACTION"]).is_none() && cursor.eat(&["SET"]).is_some() {
                cursor.bump();
                set_columns = cursor.group().or(set_columns);
            } else if cursor.is_any(&["CASCADE", "RESTRICT"]) {
                cursor.bump();
            }
        } else {
            break;
        }
    }
    Some(Reference {
        table,
        columns,
        range,
        set_columns,
    })
}

/// `(a, b)`; empty where none stands here.
pub(super) fn column_list(cursor: &mut Cursor<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    if !cursor.is_symbol(b'(') {
        return names;
    }
    let mut ahead = Cursor::new_at(cursor);
    ahead.bump();
    while !ahead.at_end() && !ahead.is_symbol(b')') {
        if let Some(name) = ahead.name() {
            names.push(name);
            ahead.skip_to(&[]);
        } else {
            ahead.skip();
        }
        if !ahead.eat_symbol(b',') && !ahead.is_symbol(b')') {
            ahead.skip();
        }
    }
    cursor.group();
    names
}

pub(super) fn nulls_distinct(cursor: &mut Cursor<'_>) -> Option<Range> {
    cursor
        .eat(&["NULLS", "NOT", "DISTINCT"])
        .or_else(|| cursor.eat(&["NULLS", "DISTINCT"]))
}

/// `WITH (…)`, `INCLUDE (…)`, `USING INDEX TABLESPACE x` behind a key.
pub(super) fn index_parameters(cursor: &mut Cursor<'_>) {
    loop {
        if cursor.eat(&["USING", "INDEX", "TABLESPACE"]).is_some() {
            cursor.name();
        } else if (cursor.is("WITH") || cursor.is("INCLUDE")) && is_group(cursor, 1) {
            cursor.bump();
            cursor.group();
        } else {
            break;
        }
    }
}

fn is_group(cursor: &Cursor<'_>, ahead: usize) -> bool {
    cursor
        .ahead(ahead)
        .is_some_and(|token| token.kind == TokenKind::Symbol(b'('))
}

/// Whether a constraint of the table begins here.
pub(super) fn is_constraint(cursor: &Cursor<'_>) -> bool {
    cursor.is_any(&["CONSTRAINT", "CHECK", "UNIQUE", "FOREIGN", "EXCLUDE"])
        || (cursor.is("PRIMARY") && cursor.nth_is(1, "KEY"))
        || (cursor.is("NOT") && cursor.nth_is(1, "NULL"))
}

/// `[CONSTRAINT name] …`; `None` where what follows is none.
pub(super) fn constraint(cursor: &mut Cursor<'_>) -> Option<Constraint> {
    let start = cursor.here();
    let mut name = None;
    if cursor.eat(&["CONSTRAINT"]).is_some()
        && !cursor.is_any(&["CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "EXCLUDE"])
    {
        name = Some(cursor.need_name("the name of a constraint"));
    }
    let mut found = Constraint {
        name,
        kind: ConstraintKind::Check,
        columns: Vec::new(),
        expression: Range::at(start),
        not_valid: false,
        using_index: false,
        nulls_distinct: None,
        temporal: None,
        range: Range::at(start),
    };
    if cursor.eat(&["CHECK"]).is_some() {
        found.expression = cursor.group().unwrap_or(found.expression);
    } else if cursor.eat(&["UNIQUE"]).is_some() {
        found.kind = ConstraintKind::Unique;
        unique(cursor, &mut found);
    } else if cursor.eat(&["PRIMARY", "KEY"]).is_some() {
        found.kind = ConstraintKind::PrimaryKey;
        unique(cursor, &mut found);
    } else if cursor.eat(&["FOREIGN", "KEY"]).is_some() {
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        if !cursor.is_symbol(b'(') {
            found.name = found.name.or(cursor.name());
        }
        found.columns = column_list(cursor);
        match reference(cursor) {
            Some(reference) => found.kind = ConstraintKind::ForeignKey(reference),
            None => cursor.expected("`REFERENCES`"),
        }
    } else if cursor.eat(&["EXCLUDE"]).is_some() {
        found.kind = ConstraintKind::Exclude;
        cursor.skip_to(&["WHERE", "DEFERRABLE", "INITIALLY", "NOT"]);
        if cursor.eat(&["WHERE"]).is_some() {
            cursor.group();
        }
    } else if cursor.eat(&["NOT", "NULL"]).is_some() {
        found.kind = ConstraintKind::NotNull;
        found.columns = cursor.name().into_iter().collect();
    } else {
        cursor.expected("a constraint");
        cursor.skip_to(&[]);
        return None;
    }
    constraint_attributes(cursor, &mut found);
    found.range = Range::new(start, cursor.last_end());
    Some(found)
}

fn unique(cursor: &mut Cursor<'_>, found: &mut Constraint) {
    if cursor.eat(&["USING", "INDEX"]).is_some() {
        found.using_index = true;
        cursor.name();
        return;
    }
    found.nulls_distinct = nulls_distinct(cursor);
    if cursor.eat(&["KEY"]).is_none() {
        cursor.eat(&["INDEX"]);
    }
    cursor.eat(&["CLUSTERED"]);
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    if !cursor.is_symbol(b'(') && !cursor.is("USING") {
        found.name = cursor.name().or(found.name.take());
    }
    if cursor.eat(&["USING"]).is_some() {
        cursor.name();
    }
    let start = cursor.here();
    found.columns = index_columns(cursor).into_iter().flatten().collect();
    let group = Range::new(start, cursor.last_end());
    if group
        .slice(cursor.text)
        .to_ascii_uppercase()
        .contains("WITHOUT OVERLAPS")
    {
        found.temporal = Some(group);
    }
}

fn constraint_attributes(cursor: &mut Cursor<'_>, found: &mut Constraint) {
    while !cursor.at_end() && !ends(cursor) {
        index_parameters(cursor);
        if cursor.eat(&["NOT", "VALID"]).is_some() {
            found.not_valid = true;
        } else if cursor.eat(&["USING"]).is_some()
            || cursor.eat(&["INITIALLY"]).is_some()
            || cursor.eat(&["COMMENT"]).is_some()
        {
            cursor.bump();
        } else if cursor.eat(&["KEY_BLOCK_SIZE"]).is_some() {
            cursor.eat_symbol(b'=');
            cursor.bump();
        } else if cursor.eat(&["ON", "CONFLICT"]).is_some() {
            cursor.bump();
        } else if cursor.eat(&["NO", "INHERIT"]).is_none()
            && cursor.eat(&["NOT", "ENFORCED"]).is_none()
            && cursor.eat(&["NOT", "DEFERRABLE"]).is_none()
            && cursor.eat(&["DEFERRABLE"]).is_none()
            && cursor.eat(&["ENFORCED"]).is_none()
            && cursor.eat(&["NOT", "VALID"]).is_none()
        {
            if !cursor.at_end() && !ends(cursor) {
                if !cursor.is_any(&["ALGORITHM", "LOCK"]) {
                    cursor.expected("a comma or the end of the constraint");
                }
                cursor.skip_to(&[]);
            }
            break;
        }
    }
}
