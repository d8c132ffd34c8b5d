//! Types of columns.

use opswright_source::Range;

use crate::cursor::Cursor;
use crate::table::Type;
use crate::token::TokenKind;

/// A type with its arguments.
pub(super) fn kind(cursor: &mut Cursor<'_>) -> Option<Type> {
    let start = cursor.here();
    cursor.eat(&["SETOF"]);
    let first = cursor.peek()?;
    let name = cursor.name()?;
    let mut kind = Type {
        name: if first.kind == TokenKind::Word {
            name.text()
        } else {
            name.last
        },
        ..Type::default()
    };
    if let Some(last) = kind.name.strip_prefix("pg_catalog.") {
        kind.name = last.to_owned();
    }
    for (word, behind) in [
        ("double", &["precision"][..]),
        ("character", &["varying"]),
        ("char", &["varying"]),
        ("bit", &["varying"]),
        ("national", &["character", "varying"]),
        ("long", &["varchar"]),
    ] {
        if kind.name == word {
            for next in behind {
                if cursor.eat(&[next]).is_some() {
                    kind.name = format!("{} {next}", kind.name);
                }
            }
        }
    }
    while matches!(kind.name.as_str(), "interval") && cursor.is_any(INTERVALS) {
        cursor.bump();
    }
    if cursor.is_symbol(b'%') && cursor.nth_is(1, "TYPE") {
        cursor.bump();
        cursor.bump();
    }
    arguments(cursor, &mut kind);
    if cursor
        .eat(&["WITH", "TIME", "ZONE"])
        .or_else(|| cursor.eat(&["WITH", "LOCAL", "TIME", "ZONE"]))
        .is_some()
    {
        kind.name.push_str(" with time zone");
    } else {
        cursor.eat(&["WITHOUT", "TIME", "ZONE"]);
    }
    loop {
        if cursor.is_symbol(b'[') || cursor.eat(&["ARRAY"]).is_some() {
            cursor.group();
            kind.array = true;
        } else if cursor.eat(&["UNSIGNED"]).is_some() {
            kind.unsigned = true;
        } else if cursor.eat(&["ZEROFILL"]).is_none()
            && cursor.eat(&["SIGNED"]).is_none()
            && cursor.eat(&["BINARY"]).is_none()
        {
            break;
        }
    }
    kind.range = Range::new(start, cursor.last_end());
    Some(kind)
}

const INTERVALS: &[&str] = &["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO"];

fn arguments(cursor: &mut Cursor<'_>, kind: &mut Type) {
    let mut ahead = 0;
    if !cursor.is_symbol(b'(') {
        return;
    }
    while let Some(token) = cursor.ahead(ahead) {
        match token.kind {
            TokenKind::Symbol(b')') => break,
            TokenKind::Number => kind
                .arguments
                .extend(cursor.slice(token).parse::<u32>().ok()),
            _ => {}
        }
        ahead += 1;
    }
    cursor.group();
}
