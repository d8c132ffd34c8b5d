//! Settings, rights, and maintenance.

use opswright_source::Range;

use super::create::object_kind;
use crate::cursor::Cursor;
use crate::statement::{Body, Grant, Setting, Transaction};
use crate::token::TokenKind;

/// `SELECT`; one that sets a parameter is a setting.
pub(super) fn select(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    let call = cursor.name().is_some_and(|name| name.last == "set_config");
    if !call || !cursor.eat_symbol(b'(') {
        return Body::Select;
    }
    let text = |cursor: &mut Cursor<'_>| {
        cursor
            .bump()
            .filter(|token| token.kind == TokenKind::Text)
            .map(|token| cursor.slice(token).trim_matches('\'').to_owned())
    };
    let Some(name) = text(cursor) else {
        return Body::Select;
    };
    cursor.eat_symbol(b',');
    let value = text(cursor).unwrap_or_default();
    cursor.eat_symbol(b',');
    Body::Set(Setting {
        name: name.to_ascii_lowercase(),
        value,
        local: cursor.is("TRUE"),
    })
}

/// `SET [SESSION | LOCAL] name = value`.
pub(super) fn set(cursor: &mut Cursor<'_>) -> Body {
    let reset = cursor.word() == "RESET";
    let local = cursor.eat(&["LOCAL"]).is_some();
    if !local && !cursor.nth_is(1, "AUTHORIZATION") && !cursor.nth_is(1, "CHARACTERISTICS") {
        let _ = cursor.eat(&["SESSION"]).or_else(|| cursor.eat(&["GLOBAL"]));
    }
    if cursor.is_any(&["TRANSACTION", "CONSTRAINTS"]) {
        return Body::Transaction(Transaction::Other);
    }
    let name = cursor.name().map(|name| name.last).unwrap_or_default();
    if !reset && cursor.eat(&["TO"]).is_none() {
        cursor.eat_symbol(b':');
        cursor.eat_symbol(b'=');
    }
    let start = cursor.here();
    cursor.skip_all();
    let value = Range::new(start, cursor.last_end().max(start)).slice(cursor.text);
    Body::Set(Setting {
        name: name.to_ascii_lowercase(),
        value: value.trim_matches('\'').to_owned(),
        local,
    })
}

pub(super) fn grant(cursor: &mut Cursor<'_>) -> Body {
    let revoke = cursor.word() == "REVOKE";
    cursor.eat(&["GRANT", "OPTION", "FOR"]);
    let start = cursor.here();
    let all = cursor.eat(&["ALL"]);
    cursor.find(&["ON", "TO", "FROM"]);
    let privileges = Range::new(start, cursor.last_end().max(start))
        .slice(cursor.text)
        .to_ascii_uppercase();
    let on = cursor.here();
    cursor.find(&["TO", "FROM"]);
    let on = Range::new(on, cursor.last_end().max(on));
    cursor.bump();
    let to = cursor.here();
    let mut public = None;
    while !cursor.at_end() {
        public = public.or_else(|| cursor.eat(&["PUBLIC"]));
        cursor.skip();
    }
    Body::Grant(Grant {
        revoke,
        all,
        public,
        privileges,
        on,
        to: Range::new(to, cursor.last_end().max(to)),
    })
}

pub(super) fn refresh(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    if cursor.eat(&["MATERIALIZED", "VIEW"]).is_none() {
        return Body::Other("REFRESH".to_owned());
    }
    let concurrently = cursor.eat(&["CONCURRENTLY"]).is_some();
    let view = cursor.need_name("the view to refresh");
    Body::Refresh {
        view,
        concurrently,
        without_data: cursor.eat(&["WITH", "NO", "DATA"]).is_some(),
    }
}

pub(super) fn cluster(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    cursor.group();
    cursor.eat(&["VERBOSE"]);
    let name = cursor.name();
    // The old form is `CLUSTER index ON table`.
    Body::Cluster(if cursor.eat(&["ON"]).is_some() {
        cursor.name()
    } else {
        name
    })
}

pub(super) fn vacuum(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    let options = cursor.group().unwrap_or_default();
    let mut full = options
        .slice(cursor.text)
        .to_ascii_uppercase()
        .contains("FULL");
    while cursor.is_any(&["FULL", "FREEZE", "VERBOSE", "ANALYZE"]) {
        full |= cursor.word() == "FULL";
    }
    Body::Vacuum {
        full,
        table: cursor.name(),
    }
}

pub(super) fn reindex(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    let options = cursor.group().unwrap_or_default();
    let mut concurrently = options
        .slice(cursor.text)
        .to_ascii_uppercase()
        .contains("CONCURRENTLY");
    let word = cursor
        .peek()
        .map(|token| cursor.slice(token).to_ascii_lowercase())
        .unwrap_or_default();
    object_kind(cursor);
    concurrently |= cursor.eat(&["CONCURRENTLY"]).is_some();
    Body::Reindex {
        concurrently,
        target: cursor.name().map(|name| (word, name)),
    }
}

pub(super) fn lock(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    if cursor.eat(&["TABLES"]).is_some() {
        return Body::Other("LOCK".to_owned());
    }
    cursor.eat(&["TABLE"]);
    cursor.eat(&["ONLY"]);
    let tables = cursor.names("the table to lock");
    let mut mode = String::new();
    if cursor.eat(&["IN"]).is_some() {
        while !cursor.at_end() && !cursor.is("MODE") {
            if !mode.is_empty() {
                mode.push(' ');
            }
            mode.push_str(&cursor.word());
        }
    }
    Body::Lock { tables, mode }
}
