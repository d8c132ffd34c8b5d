//! `DROP`, and `RENAME TABLE` of MySQL.

use super::create::object_kind;
use crate::cursor::Cursor;
use crate::statement::{Body, Drop, ObjectKind};

pub(super) fn drop(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    let temporary = cursor.eat(&["TEMPORARY"]).is_some();
    let keyword = cursor.peek().map(|token| token.range).unwrap_or_default();
    let kind = object_kind(cursor);
    let mut found = Drop {
        kind,
        names: Vec::new(),
        concurrently: cursor.eat(&["CONCURRENTLY"]).is_some(),
        if_exists: cursor.eat(&["IF", "EXISTS"]).is_some(),
        cascade: None,
        on: None,
        keyword,
        temporary,
    };
    // `OWNED BY`, `CAST (…)`, `OPERATOR CLASS …`: nothing that a rule asks for.
    if kind == ObjectKind::Other {
        found.names.extend(cursor.name());
        cursor.skip_all();
        return Body::Drop(found);
    }
    loop {
        found.names.push(cursor.need_name("a name"));
        cursor.group();
        if !cursor.eat_symbol(b',') {
            break;
        }
    }
    while !cursor.at_end() {
        if let Some(range) = cursor.eat(&["CASCADE"]) {
            found.cascade = Some(range);
        } else if cursor.eat(&["ON"]).is_some() {
            found.on = cursor.name();
        } else if cursor.is_any(&["RESTRICT", "ALGORITHM", "LOCK", "USING", "WITH", "FORCE"])
            || cursor.is_symbol(b'=')
            || cursor.is_symbol(b'(')
            || cursor.is_symbol(b',')
            || cursor.is_symbol(b'@')
        {
            cursor.skip();
            if cursor.is_symbol(b'=') {
                cursor.bump();
                cursor.bump();
            }
        } else {
            cursor.expected("a comma or the end of the statement");
            cursor.skip_all();
        }
    }
    Body::Drop(found)
}

/// `RENAME TABLE a TO b, c TO d`.
pub(super) fn rename_table(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    if cursor.eat(&["TABLE"]).is_none() && cursor.eat(&["TABLES"]).is_none() {
        return Body::Other("RENAME".to_owned());
    }
    let mut pairs = Vec::new();
    loop {
        let from = cursor.need_name("the name of a table");
        if cursor.eat(&["TO"]).is_none() {
            cursor.expected("`TO`");
        }
        let to = cursor.need_name("the new name");
        pairs.push((from, to));
        if !cursor.eat_symbol(b',') {
            break;
        }
    }
    Body::RenameTable(pairs)
}
