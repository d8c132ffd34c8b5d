//! Actions of `ALTER TABLE` that touch neither columns nor constraints.

use crate::cursor::Cursor;
use crate::dialect::Dialect;
use crate::table::TableAction;
use crate::token::TokenKind;

/// Up to four words in upper case; reads up to the comma.
pub(super) fn words(cursor: &mut Cursor<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    while !cursor.at_end() && !cursor.is_symbol(b',') && !cursor.is_symbol(b')') {
        if words.len() < 4
            && cursor
                .peek()
                .is_some_and(|token| token.kind == TokenKind::Word)
        {
            words.push(cursor.word());
        } else {
            cursor.skip();
        }
    }
    words.join(" ")
}

/// What begins with no word that most actions begin with.
pub(super) fn rest(cursor: &mut Cursor<'_>) -> TableAction {
    if cursor.eat(&["ATTACH", "PARTITION"]).is_some() {
        let partition = cursor.need_name("the partition");
        let default = cursor.is("DEFAULT");
        cursor.skip_all();
        return TableAction::AttachPartition { partition, default };
    }
    if cursor.eat(&["DETACH", "PARTITION"]).is_some() {
        let partition = cursor.need_name("the partition");
        let concurrently = cursor.is_any(&["CONCURRENTLY", "FINALIZE"]);
        cursor.skip_all();
        return TableAction::DetachPartition {
            partition,
            concurrently,
        };
    }
    if cursor.eat(&["SET", "SCHEMA"]).is_some() {
        return TableAction::SetSchema(cursor.need_name("a schema"));
    }
    if let Some(action) = mysql(cursor) {
        return action;
    }
    let parameters = cursor.is_any(&["SET", "RESET"])
        && cursor
            .ahead(1)
            .is_some_and(|token| token.kind == TokenKind::Symbol(b'('));
    if cursor
        .peek()
        .is_none_or(|token| !matches!(token.kind, TokenKind::Word))
    {
        cursor.expected("what to change of the table");
    }
    let text = words(cursor);
    if parameters {
        return TableAction::Parameters;
    }
    let starts = |start: &str| text.starts_with(start);
    if starts("DISABLE TRIGGER") {
        TableAction::DisableTrigger
    } else if starts("ENABLE") && text.contains("TRIGGER") {
        TableAction::EnableTrigger
    } else if starts("ENABLE ROW") {
        TableAction::EnableRowSecurity
    } else if starts("DISABLE ROW") {
        TableAction::DisableRowSecurity
    } else if [
        "SET LOGGED",
        "SET UNLOGGED",
        "SET TABLESPACE",
        "SET ACCESS METHOD",
    ]
    .iter()
    .any(|start| starts(start))
    {
        let words: Vec<&str> = text
            .split(' ')
            .take(if starts("SET ACCESS") { 3 } else { 2 })
            .collect();
        TableAction::Rewrite(words.join(" "))
    } else {
        TableAction::Other(text)
    }
}

fn mysql(cursor: &mut Cursor<'_>) -> Option<TableAction> {
    if cursor.dialect == Dialect::PostgreSql {
        return None;
    }
    let default = cursor.is("DEFAULT")
        && (cursor.nth_is(1, "CHARACTER")
            || cursor.nth_is(1, "CHARSET")
            || cursor.nth_is(1, "COLLATE"));
    if default {
        cursor.bump();
    }
    let convert = cursor.eat(&["CONVERT", "TO"]).is_some();
    if cursor.eat(&["CHARACTER", "SET"]).is_some() || cursor.eat(&["CHARSET"]).is_some() {
        cursor.eat_symbol(b'=');
        let name = cursor.word().to_ascii_lowercase();
        if cursor.eat(&["COLLATE"]).is_some() {
            cursor.eat_symbol(b'=');
            cursor.bump();
        }
        return Some(TableAction::Charset { name, convert });
    }
    if cursor.eat(&["ENGINE"]).is_some() {
        cursor.eat_symbol(b'=');
        return Some(TableAction::Engine(cursor.word()));
    }
    if cursor.is_any(&["FORCE", "ROW_FORMAT", "KEY_BLOCK_SIZE"])
        || (cursor.is("ORDER") && cursor.nth_is(1, "BY"))
    {
        return Some(TableAction::Rewrite(words(cursor)));
    }
    None
}
