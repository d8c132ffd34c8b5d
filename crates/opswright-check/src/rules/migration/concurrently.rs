//! Turning a blocking statement on an index into one that blocks nothing.

use opswright_diagnostic::{Fix, Safety};
use opswright_source::{Edit, Range};

use crate::migration::{MigrationFile, Step};
use crate::report::{Report, advice, replace};

/// `CONCURRENTLY` behind `keyword`, and outside the transaction of the tool.
pub(super) fn make_concurrent(
    file: &MigrationFile<'_>,
    step: &Step<'_>,
    keyword: Range,
    report: &Report<'_>,
) -> Fix {
    let mut edits = match step.transaction {
        None => Vec::new(),
        Some(around) if around.by_tool && file.steps.len() == 1 => match leave(file) {
            Some(edit) => vec![edit],
            None => return advice(ADVICE),
        },
        Some(_) => return advice(ADVICE),
    };
    edits.push(replace(Range::at(keyword.end), " CONCURRENTLY"));
    report.fix("do it `CONCURRENTLY`", Safety::Unsafe, edits)
}

const ADVICE: &str = "do it `CONCURRENTLY`, in a file of its own that runs without a transaction";

/// The comment by which the tool leaves its transaction out.
fn leave(file: &MigrationFile<'_>) -> Option<Edit> {
    let top = |text: &str| Some(replace(Range::at(0), text));
    match file.migration.tool {
        "sqlx" => top("-- no-transaction\n"),
        "goose" => top("-- +goose NO TRANSACTION\n"),
        "dbmate" => {
            let (_, comment) = file.sql.annotations.first()?;
            Some(replace(Range::at(comment.end), " transaction:false"))
        }
        _ => None,
    }
}
