//! From a statement to what it changes.

use opswright_source::Range;
use opswright_sql::{
    Body, Column, ColumnAction, Constraint, ConstraintKind, Generated, Sql, Statement, TableAction,
    TokenKind, Write, WriteKind, required_columns,
};

use super::change::{Change, Noun, Verb};

/// What `statement` changes, each with its place.
pub(super) fn of_statement(sql: &Sql, text: &str, statement: &Statement) -> Vec<(Change, Range)> {
    let mut sink = Sink {
        changes: Vec::new(),
        range: statement.range,
        table: String::new(),
    };
    match &statement.body {
        Body::CreateTable(table) => {
            sink.at(&table.name.last, table.name.range);
            sink.note(Verb::Create, Noun::Table, "", "");
            for column in &table.columns {
                sink.column(column);
            }
        }
        Body::AlterTable(table) => {
            for (action, range) in &table.actions {
                sink.at(&table.table.last, *range);
                sink.action(sql, text, action);
            }
        }
        Body::CreateIndex(index) => {
            sink.at(&index.table.last, statement.range);
            let name = index.name.as_ref().map_or("", |name| &name.last);
            sink.note(Verb::Create, Noun::Index, name, "");
        }
        Body::CreateFunction(function) => {
            // What is replaced was perhaps there before.
            let verb = if function.or_replace {
                Verb::Alter
            } else {
                Verb::Create
            };
            sink.note(verb, Noun::Function, &function.name.last, "");
        }
        Body::Create(object) => {
            let table = object.on.as_ref().map_or("", |table| &table.last);
            sink.at(table, statement.range);
            let verb = if object.or_replace {
                Verb::Alter
            } else {
                Verb::Create
            };
            sink.note(verb, noun(object.kind), &object.name.last, "");
        }
        Body::Drop(drop) => {
            for name in &drop.names {
                let noun = noun(drop.kind);
                if noun == Noun::Table {
                    sink.at(&name.last, name.range);
                    sink.note(Verb::Drop, noun, "", "");
                } else {
                    let table = drop.on.as_ref().map_or("", |table| &table.last);
                    sink.at(table, name.range);
                    sink.note(Verb::Drop, noun, &name.last, "");
                }
            }
        }
        Body::Alter(alter) => {
            let words: Vec<&str> = alter.words.iter().map(String::as_str).collect();
            if let ["RENAME", "TO", new] = words[..] {
                let new = new.trim_matches(['"', '`']).to_ascii_lowercase();
                sink.note(Verb::Rename, noun(alter.kind), &alter.name.last, &new);
            }
        }
        Body::Write(write) => sink.write(write, &words(sql, text, statement)),
        Body::RenameTable(pairs) => {
            for (from, to) in pairs {
                sink.at(&from.last, from.range);
                sink.note(Verb::Rename, Noun::Table, "", &to.last);
            }
        }
        _ => {}
    }
    sink.changes
}

fn noun(kind: opswright_sql::ObjectKind) -> Noun {
    use opswright_sql::ObjectKind as Kind;
    match kind {
        Kind::Table | Kind::ForeignTable => Noun::Table,
        Kind::Index => Noun::Index,
        Kind::View | Kind::MaterializedView => Noun::View,
        Kind::Type | Kind::Domain => Noun::Type,
        Kind::Function => Noun::Function,
        Kind::Trigger => Noun::Trigger,
        Kind::Schema => Noun::Schema,
        _ => Noun::Other,
    }
}

/// A type as it is compared: its name, and its numbers.
fn type_text(column: &Column) -> String {
    let Some(kind) = &column.kind else {
        return String::new();
    };
    type_of(kind)
}

fn type_of(kind: &opswright_sql::Type) -> String {
    let numbers: Vec<String> = kind.arguments.iter().map(u32::to_string).collect();
    let numbers = if numbers.is_empty() {
        String::new()
    } else {
        format!("({})", numbers.join(","))
    };
    format!(
        "{}{numbers}{}",
        kind.name,
        if kind.array { "[]" } else { "" }
    )
}

/// The names in a statement, folded, with blanks between; no more than tell which columns it reads.
fn words(sql: &Sql, text: &str, statement: &Statement) -> String {
    let names: Vec<String> = sql
        .tokens_of(statement)
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted))
        .take(MOST_WORDS)
        .map(|token| {
            let name = token.range.slice(text).trim_matches(['"', '`']);
            name.to_ascii_lowercase()
        })
        .collect();
    names.join(" ")
}

/// Words of a statement that are kept.
const MOST_WORDS: usize = 60;

/// Where changes are gathered: of one table, at one place.
struct Sink {
    changes: Vec<(Change, Range)>,
    range: Range,
    table: String,
}

impl Sink {
    fn at(&mut self, table: &str, range: Range) {
        table.clone_into(&mut self.table);
        self.range = range;
    }

    fn note(&mut self, verb: Verb, noun: Noun, object: &str, detail: &str) {
        let change = Change {
            verb,
            noun,
            table: self.table.clone(),
            object: object.to_owned(),
            detail: detail.to_owned(),
        };
        self.changes.push((change, self.range));
    }

    fn write(&mut self, write: &Write, words: &str) {
        if !matches!(
            write.kind,
            WriteKind::Update | WriteKind::InsertSelect | WriteKind::Merge
        ) {
            return;
        }
        let range = self.range;
        self.at(write.tables.first().map_or("", |table| &table.last), range);
        self.note(Verb::Fill, Noun::Table, "", "");
        for column in &write.columns {
            self.note(Verb::Fill, Noun::Column, &column.last, words);
        }
    }

    fn column(&mut self, column: &Column) {
        let name = column.name.last.as_str();
        let mut kind = type_text(column);
        if column.generated == Some(Generated::Identity) {
            kind.push_str(" identity");
        }
        self.note(Verb::Create, Noun::Column, name, &kind);
        if column.not_null.is_some() || column.primary_key.is_some() {
            self.note(Verb::Create, Noun::NotNull, name, "");
        }
    }

    fn action(&mut self, sql: &Sql, text: &str, action: &TableAction) {
        use TableAction as Action;
        match action {
            Action::AddColumn { column, .. } => self.column(column),
            Action::DropColumn { column, .. } => {
                self.note(Verb::Drop, Noun::Column, &column.last, "");
            }
            Action::AlterColumn(column, action) => self.alter_column(&column.last, action),
            Action::ModifyColumn(old, column) => {
                let name = old.as_ref().unwrap_or(&column.name);
                self.note(Verb::Alter, Noun::Column, &name.last, &type_text(column));
                if *name != column.name {
                    self.note(Verb::Rename, Noun::Column, &name.last, &column.name.last);
                }
            }
            Action::AddConstraint(constraint) => self.constraint(sql, text, constraint),
            Action::DropConstraint { name, .. } => {
                self.note(Verb::Drop, Noun::Constraint, &name.last, "");
            }
            Action::ValidateConstraint(name) => {
                self.note(Verb::Validate, Noun::Constraint, &name.last, "");
            }
            Action::AddIndex(name, _) => {
                let name = name.as_ref().map_or("", |name| &name.last);
                self.note(Verb::Create, Noun::Index, name, "");
            }
            Action::DropIndex(name) => self.note(Verb::Drop, Noun::Index, &name.last, ""),
            Action::RenameColumn(from, to) => {
                self.note(Verb::Rename, Noun::Column, &from.last, &to.last);
            }
            Action::RenameTable(to) => self.note(Verb::Rename, Noun::Table, "", &to.last),
            Action::RenameConstraint(from, to) => {
                self.note(Verb::Rename, Noun::Constraint, &from.last, &to.last);
            }
            Action::RenameIndex(from, to) => {
                self.note(Verb::Rename, Noun::Index, &from.last, &to.last);
            }
            _ => {}
        }
    }

    fn alter_column(&mut self, column: &str, action: &ColumnAction) {
        let (verb, noun, detail) = match action {
            ColumnAction::SetNotNull => (Verb::Create, Noun::NotNull, String::new()),
            ColumnAction::DropNotNull => (Verb::Drop, Noun::NotNull, String::new()),
            ColumnAction::SetDefault(_) => (Verb::Create, Noun::Default, String::new()),
            ColumnAction::DropDefault => (Verb::Drop, Noun::Default, String::new()),
            ColumnAction::Type(kind, _) => (Verb::Alter, Noun::Column, type_of(kind)),
            _ => return,
        };
        self.note(verb, noun, column, &detail);
    }

    fn constraint(&mut self, sql: &Sql, text: &str, constraint: &Constraint) {
        let name = constraint.name.as_ref().map_or("", |name| &name.last);
        let required = match constraint.kind {
            ConstraintKind::Check => required_columns(sql, text, constraint.expression).join(" "),
            _ => String::new(),
        };
        let noun = if constraint.not_valid {
            Noun::UnprovenConstraint
        } else {
            Noun::Constraint
        };
        self.note(Verb::Create, noun, name, &required);
    }
}
