//! SQL statements of migrations with byte spans: PostgreSQL, MySQL and `MariaDB`.
//!
//! Invariants: parsing never panics and never fails, it returns what could be read and the syntax errors; every range is in
//! bytes of the text that was given; expressions are skipped, not read; template holes are tolerated, never expanded.

mod cursor;
mod dialect;
mod expression;
mod fold;
mod lexer;
mod name;
mod parse;
mod section;
mod split;
mod statement;
mod table;
mod token;

pub use dialect::Dialect;
pub use expression::{Volatility, function_names, required_columns, volatility};
pub use name::Name;
pub use parse::{Sql, SyntaxError, parse};
pub use section::{Annotation, Section, annotation};
pub use statement::{
    AlterObject, Body, Copy, CreateFunction, CreateIndex, CreateObject, Drop, Grant, Index,
    ObjectKind, Setting, Statement, Transaction, Write, WriteKind,
};
pub use table::{
    AlterTable, Column, ColumnAction, Constraint, ConstraintKind, CreateTable, Generated, Position,
    Reference, TableAction, Type,
};
pub use token::{Comment, Token, TokenKind};
