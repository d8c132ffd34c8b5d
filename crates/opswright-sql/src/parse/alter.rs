//! `ALTER`.

use opswright_source::Range;

use super::column::{column, expression};
use super::constraint::{constraint, is_constraint};
use super::create::object_kind;
use super::index::inline_index;
use super::kind::kind;
use super::other_action::{rest, words};
use crate::cursor::Cursor;
use crate::dialect::Dialect;
use crate::statement::{AlterObject, Body, ObjectKind};
use crate::table::{AlterTable, ColumnAction, TableAction};
use crate::token::TokenKind;

pub(super) fn alter(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    let foreign = cursor.eat(&["FOREIGN"]).is_some();
    while ["ONLINE", "OFFLINE", "IGNORE"]
        .iter()
        .any(|word| cursor.eat(&[word]).is_some())
    {}
    if cursor.is("TABLE") && !foreign {
        return alter_table(cursor);
    }
    let kind = object_kind(cursor);
    if kind == ObjectKind::Table {
        return Body::Other("ALTER".to_owned());
    }
    cursor.eat(&["IF", "EXISTS"]);
    let name = if kind == ObjectKind::Other {
        cursor.name().unwrap_or_default()
    } else {
        cursor.need_name("a name")
    };
    cursor.group();
    let start = cursor.here();
    let mut words = Vec::new();
    let mut value = None;
    while let Some(token) = cursor.bump() {
        match token.kind {
            TokenKind::Text if value.is_none() => {
                value = Some(cursor.slice(token).trim_matches('\'').to_owned());
            }
            TokenKind::Word | TokenKind::Quoted if words.len() < 8 => {
                words.push(cursor.slice(token).to_ascii_uppercase());
            }
            _ => {}
        }
    }
    Body::Alter(AlterObject {
        kind,
        name,
        words,
        action: Range::new(start, cursor.last_end().max(start)),
        value,
    })
}

fn alter_table(cursor: &mut Cursor<'_>) -> Body {
    cursor.bump();
    let if_exists = cursor.eat(&["IF", "EXISTS"]).is_some();
    if cursor.eat(&["ALL", "IN", "TABLESPACE"]).is_some() {
        cursor.skip_all();
    }
    cursor.eat(&["ONLY"]);
    let mut table = AlterTable {
        table: cursor.name().unwrap_or_default(),
        if_exists,
        actions: Vec::new(),
        options: Vec::new(),
    };
    cursor.eat_symbol(b'*');
    if table.table.last.is_empty() && !cursor.at_end() {
        cursor.expected("the name of a table");
    }
    while !cursor.at_end() {
        let start = cursor.here();
        if let Some(pair) = option(cursor) {
            table.options.push(pair);
        } else {
            actions(cursor, &mut table, start);
        }
        if !cursor.eat_symbol(b',') && !cursor.at_end() && !cursor.is_any(&["ALGORITHM", "LOCK"]) {
            if cursor.dialect == Dialect::PostgreSql {
                cursor.expected("a comma or the end of the statement");
            }
            cursor.skip_to(&[]);
            if cursor.is_symbol(b')') {
                cursor.bump();
            }
        }
    }
    Body::AlterTable(Box::new(table))
}

/// `ALGORITHM=` or `LOCK=`.
pub(super) fn option(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    if !cursor.is_any(&["ALGORITHM", "LOCK"]) {
        return None;
    }
    let name = cursor.word();
    cursor.eat_symbol(b'=');
    Some((name, cursor.word()))
}

fn actions(cursor: &mut Cursor<'_>, table: &mut AlterTable, start: usize) {
    if cursor.eat(&["ADD"]).is_some() {
        add(cursor, table, start);
        return;
    }
    let action = if cursor.eat(&["DROP"]).is_some() {
        drop(cursor)
    } else if cursor.is("ALTER")
        && !cursor.nth_is(1, "CONSTRAINT")
        && !cursor.nth_is(1, "INDEX")
        && !cursor.nth_is(1, "CHECK")
    {
        cursor.bump();
        alter_column(cursor)
    } else if cursor.eat(&["RENAME"]).is_some() {
        rename(cursor)
    } else if cursor.eat(&["VALIDATE", "CONSTRAINT"]).is_some() {
        TableAction::ValidateConstraint(cursor.need_name("the name of a constraint"))
    } else if cursor.eat(&["MODIFY"]).is_some() {
        cursor.eat(&["COLUMN"]);
        cursor.eat(&["IF", "EXISTS"]);
        TableAction::ModifyColumn(None, Box::new(column(cursor)))
    } else if cursor.eat(&["CHANGE"]).is_some() {
        cursor.eat(&["COLUMN"]);
        cursor.eat(&["IF", "EXISTS"]);
        let old = cursor.need_name("the name of a column");
        TableAction::ModifyColumn(Some(old), Box::new(column(cursor)))
    } else {
        rest(cursor)
    };
    let range = Range::new(start, cursor.last_end().max(start));
    table.actions.push((action, range));
}

fn add(cursor: &mut Cursor<'_>, table: &mut AlterTable, start: usize) {
    let end = |cursor: &Cursor<'_>| Range::new(start, cursor.last_end().max(start));
    let named_column = cursor.eat(&["COLUMN"]).is_some();
    let inline = (!named_column && cursor.dialect == Dialect::MySql)
        .then(|| inline_index(cursor))
        .flatten();
    if let Some((name, index)) = inline {
        table
            .actions
            .push((TableAction::AddIndex(name, index), end(cursor)));
        return;
    }
    if !named_column && is_constraint(cursor) {
        if let Some(found) = constraint(cursor) {
            table
                .actions
                .push((TableAction::AddConstraint(Box::new(found)), end(cursor)));
        }
        return;
    }
    if !named_column && cursor.is("PARTITION") {
        cursor.skip_to(&[]);
        table
            .actions
            .push((TableAction::Other("ADD PARTITION".to_owned()), end(cursor)));
        return;
    }
    let if_not_exists = cursor.eat(&["IF", "NOT", "EXISTS"]).is_some();
    // MySQL adds several columns in parentheses.
    let several = cursor.eat_symbol(b'(');
    loop {
        let from = if several { cursor.here() } else { start };
        let column = Box::new(column(cursor));
        table.actions.push((
            TableAction::AddColumn {
                column,
                if_not_exists,
            },
            Range::new(from, cursor.last_end().max(from)),
        ));
        if !several || !cursor.eat_symbol(b',') {
            break;
        }
    }
    if several {
        cursor.eat_symbol(b')');
    }
}

fn cascade(cursor: &mut Cursor<'_>) -> Option<Range> {
    cursor.eat(&["RESTRICT"]);
    cursor.eat(&["CASCADE"])
}

fn drop(cursor: &mut Cursor<'_>) -> TableAction {
    if cursor.eat(&["PRIMARY", "KEY"]).is_some() {
        return TableAction::DropPrimaryKey;
    }
    let mysql = cursor.dialect == Dialect::MySql;
    if mysql && (cursor.eat(&["INDEX"]).is_some() || cursor.eat(&["KEY"]).is_some()) {
        cursor.eat(&["IF", "EXISTS"]);
        return TableAction::DropIndex(cursor.need_name("the name of an index"));
    }
    let constraint = cursor.eat(&["CONSTRAINT"]).is_some()
        || (mysql
            && (cursor.eat(&["FOREIGN", "KEY"]).is_some() || cursor.eat(&["CHECK"]).is_some()));
    if constraint {
        let if_exists = cursor.eat(&["IF", "EXISTS"]).is_some();
        return TableAction::DropConstraint {
            name: cursor.need_name("the name of a constraint"),
            if_exists,
            cascade: cascade(cursor),
        };
    }
    if mysql && cursor.is("PARTITION") {
        cursor.skip_to(&[]);
        return TableAction::Other("DROP PARTITION".to_owned());
    }
    cursor.eat(&["COLUMN"]);
    let if_exists = cursor.eat(&["IF", "EXISTS"]).is_some();
    TableAction::DropColumn {
        column: cursor.need_name("the name of a column"),
        if_exists,
        cascade: cascade(cursor),
    }
}

fn rename(cursor: &mut Cursor<'_>) -> TableAction {
    if cursor.eat(&["TO"]).is_some() || cursor.eat(&["AS"]).is_some() {
        return TableAction::RenameTable(cursor.need_name("the new name"));
    }
    let constraint = cursor.eat(&["CONSTRAINT"]).is_some();
    let index = cursor.dialect == Dialect::MySql
        && (cursor.eat(&["INDEX"]).is_some() || cursor.eat(&["KEY"]).is_some());
    let column = cursor.eat(&["COLUMN"]).is_some();
    cursor.eat(&["IF", "EXISTS"]);
    let from = cursor.need_name("the old name");
    if cursor.eat(&["TO"]).is_none() {
        if !constraint && !index && !column && cursor.dialect == Dialect::MySql {
            return TableAction::RenameTable(from);
        }
        cursor.expected("`TO`");
    }
    let to = cursor.need_name("the new name");
    if constraint {
        TableAction::RenameConstraint(from, to)
    } else if index {
        TableAction::RenameIndex(from, to)
    } else {
        TableAction::RenameColumn(from, to)
    }
}

fn alter_column(cursor: &mut Cursor<'_>) -> TableAction {
    cursor.eat(&["COLUMN"]);
    cursor.eat(&["IF", "EXISTS"]);
    let name = if cursor
        .peek()
        .is_some_and(|token| token.kind == TokenKind::Number)
    {
        cursor.bump();
        crate::name::Name::default()
    } else {
        cursor.need_name("the name of a column")
    };
    let action = if cursor.eat(&["SET", "NOT", "NULL"]).is_some() {
        ColumnAction::SetNotNull
    } else if cursor.eat(&["DROP", "NOT", "NULL"]).is_some() {
        ColumnAction::DropNotNull
    } else if cursor.eat(&["SET", "DEFAULT"]).is_some() {
        ColumnAction::SetDefault(expression(cursor))
    } else if cursor.eat(&["DROP", "DEFAULT"]).is_some() {
        ColumnAction::DropDefault
    } else if cursor.eat(&["TYPE"]).is_some() || cursor.eat(&["SET", "DATA", "TYPE"]).is_some() {
        return TableAction::AlterColumn(name, column_type(cursor));
    } else if cursor.eat(&["ADD", "GENERATED"]).is_some() {
        cursor.skip_to(&[]);
        ColumnAction::AddIdentity
    } else if cursor.eat(&["SET", "EXPRESSION"]).is_some() {
        cursor.skip_to(&[]);
        ColumnAction::SetExpression
    } else if cursor.eat(&["SET", "STATISTICS"]).is_some()
        || (cursor.is_any(&["SET", "RESET"])
            && cursor
                .ahead(1)
                .is_some_and(|token| token.kind == TokenKind::Symbol(b'(')))
    {
        cursor.skip_to(&[]);
        ColumnAction::Statistics
    } else if cursor.is_any(&["SET", "DROP", "RESTART", "RESET", "OPTIONS"]) {
        ColumnAction::Other(words(cursor))
    } else {
        cursor.expected("what to change of the column");
        ColumnAction::Other(words(cursor))
    };
    TableAction::AlterColumn(name, action)
}

fn column_type(cursor: &mut Cursor<'_>) -> ColumnAction {
    let Some(new) = kind(cursor) else {
        cursor.expected("a type");
        return ColumnAction::Other(String::new());
    };
    if cursor.eat(&["COLLATE"]).is_some() {
        cursor.name();
    }
    let using = cursor.eat(&["USING"]).map(|_| cursor.skip_to(&[]));
    ColumnAction::Type(new, using)
}
