//! From a text to its statements.

mod alter;
mod column;
mod constraint;
mod create;
mod drop;
mod index;
mod kind;
mod other_action;
mod session;
mod write;

use opswright_source::Range;

use crate::cursor::Cursor;
use crate::dialect::Dialect;
use crate::section::{Annotation, Section, annotation};
use crate::split::{Raw, split};
use crate::statement::{Body, Statement, Transaction};
use crate::token::{Comment, Token, TokenKind};

/// A place where a text is no SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub range: Range,
    /// What is wrong, a lower-case fragment.
    pub message: String,
}

/// A text that was read.
#[derive(Debug, Clone)]
pub struct Sql {
    /// Whom it is written for.
    pub dialect: Dialect,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All comments, in order.
    pub comments: Vec<Comment>,
    /// All statements, in order.
    pub statements: Vec<Statement>,
    /// What comments say to the tool that runs the file, each with its comment.
    pub annotations: Vec<(Annotation, Range)>,
    /// Whether holes of a template were read over.
    pub templated: bool,
}

impl Sql {
    /// Which way the statement at `offset` migrates, as far as the file says.
    pub fn section(&self, offset: usize) -> Section {
        self.annotations
            .iter()
            .take_while(|(_, range)| range.start <= offset)
            .filter_map(|(annotation, _)| annotation.section)
            .last()
            .unwrap_or(Section::Up)
    }

    /// The tokens of a statement.
    pub fn tokens_of(&self, statement: &Statement) -> &[Token] {
        self.tokens
            .get(statement.tokens.clone())
            .unwrap_or_default()
    }
}

/// Reads `text` as written for `dialect`.
pub fn parse(text: &str, dialect: Dialect) -> (Sql, Vec<SyntaxError>) {
    let mut sql = Sql {
        dialect,
        tokens: Vec::new(),
        comments: Vec::new(),
        statements: Vec::new(),
        annotations: Vec::new(),
        templated: false,
    };
    if dialect == Dialect::Other {
        return (sql, Vec::new());
    }
    let pieces = split(text, dialect);
    let mut errors = pieces.errors;
    sql.annotations = pieces
        .comments
        .iter()
        .filter_map(|comment| Some((annotation(comment.inner.slice(text))?, comment.range)))
        .collect();
    for raw in &pieces.statements {
        let (statement, mut own) = statement(text, &pieces.tokens, raw, dialect);
        sql.statements.push(statement);
        errors.append(&mut own);
    }
    sql.tokens = pieces.tokens;
    sql.comments = pieces.comments;
    sql.templated = pieces.templated;
    errors.sort_by_key(|error| error.range);
    if dialect == Dialect::Sqlite {
        // Rules for it are few; so is what is known of its syntax.
        errors.clear();
    }
    (sql, errors)
}

fn statement(
    text: &str,
    tokens: &[Token],
    raw: &Raw,
    dialect: Dialect,
) -> (Statement, Vec<SyntaxError>) {
    if let Some(range) = raw.meta {
        let statement = Statement {
            range,
            tokens: raw.first..raw.end,
            body: Body::Meta,
        };
        return (statement, Vec::new());
    }
    let own = tokens.get(raw.first..raw.end).unwrap_or_default();
    let start = own.first().map_or(0, |token| token.range.start);
    let end = own.last().map_or(start, |token| token.range.end);
    let mut cursor = Cursor::new(text, own, dialect);
    let body = body(&mut cursor);
    let statement = Statement {
        range: Range::new(start, end),
        tokens: raw.first..raw.end,
        body,
    };
    (statement, cursor.errors)
}

/// First words of statements that no rule asks more of.
const OTHERS: &[&str] = &[
    "COMMENT",
    "ANALYZE",
    "ANALYSE",
    "EXPLAIN",
    "SHOW",
    "NOTIFY",
    "LISTEN",
    "UNLISTEN",
    "LOAD",
    "DISCARD",
    "PREPARE",
    "EXECUTE",
    "DEALLOCATE",
    "DECLARE",
    "FETCH",
    "MOVE",
    "CLOSE",
    "CHECKPOINT",
    "SECURITY",
    "IMPORT",
    "REASSIGN",
    "CALL",
    "USE",
    "FLUSH",
    "OPTIMIZE",
    "KILL",
    "HANDLER",
    "UNLOCK",
    "PRAGMA",
    "ATTACH",
    "DETACH",
    "SIGNAL",
    "INSTALL",
    "UNINSTALL",
    "PURGE",
    "CHANGE",
    "DESCRIBE",
    "DESC",
    "CHECK",
    "REPAIR",
    "RESIGNAL",
    "XA",
    "HELP",
    "SHUTDOWN",
    "REPACK",
    "WAIT",
];

fn body(cursor: &mut Cursor<'_>) -> Body {
    let Some(first) = cursor.peek() else {
        return Body::Select;
    };
    let word = cursor.slice(first).to_ascii_uppercase();
    if first.kind != TokenKind::Word {
        if !matches!(first.kind, TokenKind::Symbol(b'(') | TokenKind::Parameter) {
            cursor.expected("a statement");
        }
        return Body::Select;
    }
    if word.contains('{') || word.contains("<%") {
        return Body::Other(String::new());
    }
    match word.as_str() {
        "CREATE" => create::create(cursor),
        "ALTER" => alter::alter(cursor),
        "DROP" => drop::drop(cursor),
        "SELECT" => session::select(cursor),
        "VALUES" | "TABLE" => Body::Select,
        "WITH" | "INSERT" | "UPDATE" | "DELETE" | "TRUNCATE" | "MERGE" | "REPLACE" => {
            write::write(cursor)
        }
        "COPY" => write::copy(cursor),
        "SET" | "RESET" => session::set(cursor),
        "BEGIN" | "START" => transaction(Transaction::Begin),
        "COMMIT" | "END" => commit(cursor),
        "ROLLBACK" | "ABORT" => rollback(cursor),
        "SAVEPOINT" | "RELEASE" => transaction(Transaction::Other),
        "GRANT" | "REVOKE" => session::grant(cursor),
        "REFRESH" => session::refresh(cursor),
        "CLUSTER" => session::cluster(cursor),
        "VACUUM" => session::vacuum(cursor),
        "REINDEX" => session::reindex(cursor),
        "LOCK" => session::lock(cursor),
        "DO" => Body::Do,
        "RENAME" => drop::rename_table(cursor),
        other if OTHERS.contains(&other) => Body::Other(word),
        _ => {
            let shown: String = cursor.slice(first).chars().take(40).collect();
            cursor.errors.push(SyntaxError {
                range: first.range,
                message: format!("`{shown}` starts no SQL statement"),
            });
            Body::Other(word)
        }
    }
}

fn transaction(what: Transaction) -> Body {
    Body::Transaction(what)
}

fn commit(cursor: &Cursor<'_>) -> Body {
    // `COMMIT PREPARED` ends a transaction of someone else.
    transaction(if cursor.nth_is(1, "PREPARED") {
        Transaction::Other
    } else {
        Transaction::Commit
    })
}

fn rollback(cursor: &Cursor<'_>) -> Body {
    let partial =
        (1..4).any(|ahead| cursor.nth_is(ahead, "TO") || cursor.nth_is(ahead, "PREPARED"));
    transaction(if partial {
        Transaction::Other
    } else {
        Transaction::Rollback
    })
}
