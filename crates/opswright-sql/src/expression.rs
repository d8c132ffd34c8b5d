//! What can be said of an expression without reading it in full.

use opswright_source::Range;

use crate::fold::fold;
use crate::parse::Sql;
use crate::token::{Token, TokenKind};

/// Whether an expression gives the same value for every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Volatility {
    /// It does: a constant, or a function that is stable within a statement.
    Stable,
    /// It calls a function that nothing is known of.
    Unknown,
    /// It does not.
    Volatile,
}

/// Functions that are evaluated for every row.
const VOLATILE: &[&str] = &[
    "clock_timestamp",
    "gen_random_bytes",
    "gen_random_uuid",
    "gen_salt",
    "nextval",
    "random",
    "random_normal",
    "setval",
    "statement_timestamp_volatile",
    "timeofday",
    "uuid_generate_v1",
    "uuid_generate_v1mc",
    "uuid_generate_v4",
    "uuidv4",
    "uuidv7",
    "uuid_generate_v7",
    "ulid",
    "gen_ulid",
    "nanoid",
    "gen_random_ulid",
    "uuid_v7",
    "uuid_v4",
];

/// Functions that are stable or immutable, and words that look like calls.
const STABLE: &[&str] = &[
    "abs",
    "age",
    "and",
    "any",
    "array",
    "array_agg",
    "cast",
    "ceil",
    "ceiling",
    "char_length",
    "coalesce",
    "concat",
    "concat_ws",
    "current_date",
    "current_setting",
    "current_time",
    "current_timestamp",
    "current_user",
    "date",
    "date_part",
    "date_trunc",
    "decode",
    "digest",
    "encode",
    "extract",
    "floor",
    "format",
    "greatest",
    "in",
    "int4range",
    "int8range",
    "interval",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "jsonb",
    "least",
    "left",
    "length",
    "localtime",
    "localtimestamp",
    "lower",
    "lpad",
    "make_interval",
    "md5",
    "mod",
    "not",
    "now",
    "nullif",
    "numeric",
    "numrange",
    "or",
    "power",
    "replace",
    "right",
    "round",
    "row",
    "row_to_json",
    "rpad",
    "session_user",
    "setweight",
    "sha256",
    "split_part",
    "statement_timestamp",
    "string_to_array",
    "substr",
    "substring",
    "text",
    "timestamp",
    "timestamptz",
    "timezone",
    "to_char",
    "to_date",
    "to_json",
    "to_jsonb",
    "to_timestamp",
    "to_tsvector",
    "transaction_timestamp",
    "trim",
    "trunc",
    "tsrange",
    "tstzrange",
    "upper",
    "user",
    "uuid_nil",
    "varchar",
    "char",
    "bit",
    "decimal",
    "time",
    "character",
    "varying",
    "float",
    "when",
    "then",
    "else",
    "values",
    "st_makepoint",
    "st_setsrid",
    "empty_blob",
    "utc_timestamp",
    "unix_timestamp",
    "json_array",
    "json_object",
    "uuid_to_bin",
    "uuid",
];

/// Names of what is called between two places, folded.
pub fn function_names(sql: &Sql, text: &str, range: Range) -> Vec<String> {
    let tokens = inside(&sql.tokens, range);
    tokens
        .windows(2)
        .filter(|pair| {
            matches!(pair, [name, open]
            if matches!(name.kind, TokenKind::Word | TokenKind::Quoted)
                && open.kind == TokenKind::Symbol(b'('))
        })
        .filter_map(|pair| pair.first())
        .map(|name| fold(name.range.slice(text), name.kind))
        .collect()
}

/// How a default behaves when a column is added with it.
pub fn volatility(sql: &Sql, text: &str, range: Range) -> Volatility {
    function_names(sql, text, range)
        .iter()
        .map(|name| {
            if VOLATILE.contains(&name.as_str()) {
                Volatility::Volatile
            } else if STABLE.contains(&name.as_str()) {
                Volatility::Stable
            } else {
                Volatility::Unknown
            }
        })
        .max()
        .unwrap_or(Volatility::Stable)
}

/// Columns that a check requires to be there: `a IS NOT NULL`, joined by `AND` only.
pub fn required_columns(sql: &Sql, text: &str, range: Range) -> Vec<String> {
    let tokens = inside(&sql.tokens, range);
    let word = |token: &Token| {
        (token.kind == TokenKind::Word).then(|| token.range.slice(text).to_ascii_uppercase())
    };
    if tokens
        .iter()
        .any(|token| word(token).as_deref() == Some("OR"))
    {
        return Vec::new();
    }
    tokens
        .windows(4)
        .filter_map(|four| {
            let [name, rest @ ..] = four else {
                return None;
            };
            let is = rest
                .iter()
                .zip(["IS", "NOT", "NULL"])
                .all(|(token, expected)| word(token).as_deref() == Some(expected));
            (is && matches!(name.kind, TokenKind::Word | TokenKind::Quoted))
                .then(|| fold(name.range.slice(text), name.kind))
        })
        .collect()
}

fn inside(tokens: &[Token], range: Range) -> &[Token] {
    let first = tokens.partition_point(|token| token.range.start < range.start);
    let end = tokens.partition_point(|token| token.range.start < range.end);
    tokens.get(first..end).unwrap_or_default()
}
