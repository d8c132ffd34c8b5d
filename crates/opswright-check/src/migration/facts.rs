//! How long the work on a table takes, by its size.

use opswright_project::TableFacts;
use opswright_project::migration::Work;

/// Rows a second that a server gets through, slow and fast.
///
/// Measured with a table of one million rows of about 90 bytes on PostgreSQL 15 (two busy cores; scan 0.5 s, index 3-8 s, rewrite
/// 9-22 s, update in one transaction 51 s); the fast end is ten times that but for scans, which disks bound.
fn pace(work: Work) -> Option<(u64, u64)> {
    match work {
        Work::None => None,
        Work::Scan => Some((700_000, 5_000_000)),
        Work::Index => Some((120_000, 1_200_000)),
        Work::Rewrite => Some((45_000, 450_000)),
        Work::Rows => Some((20_000, 200_000)),
    }
}

/// The number of rows, from bytes where it is not said.
fn rows(facts: TableFacts) -> Option<u64> {
    facts.rows.or(facts.bytes.map(|bytes| bytes / 100))
}

/// The longest that the work may take, in seconds.
pub(super) fn longest(facts: TableFacts, work: Work) -> Option<u64> {
    let (slow, _) = pace(work)?;
    Some(rows(facts)? / slow)
}

/// ``about 9 s to 90 s for 4,000,000 rows, 400 MB (at 45,000 to 450,000 rows/s)``.
pub(super) fn estimate(facts: TableFacts, work: Work) -> Option<String> {
    let (slow, fast) = pace(work)?;
    let count = rows(facts)?;
    let size = facts
        .bytes
        .map(|bytes| format!(", {}", megabytes(bytes)))
        .unwrap_or_default();
    Some(format!(
        "about {} to {} for {} rows{size} (assumed: {} to {} rows/s)",
        seconds(count, fast),
        seconds(count, slow),
        grouped(count),
        grouped(slow),
        grouped(fast)
    ))
}

fn seconds(rows: u64, pace: u64) -> String {
    let tenths = rows.saturating_mul(10) / pace.max(1);
    match tenths {
        0 => "0.1 s".to_owned(),
        1..100 => format!("{}.{} s", tenths / 10, tenths % 10),
        100..1200 => format!("{} s", tenths / 10),
        1200..72_000 => format!("{} min", tenths / 600),
        _ => format!("{} h", tenths / 36_000),
    }
}

fn megabytes(bytes: u64) -> String {
    if bytes >= 10_000_000_000 {
        format!("{} GB", bytes / 1_000_000_000)
    } else {
        format!("{} MB", bytes / 1_000_000)
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_name_rows_bytes_and_what_is_assumed() {
        let facts = TableFacts {
            rows: Some(4_000_000),
            bytes: Some(400_000_000),
        };
        assert_eq!(
            estimate(facts, Work::Rewrite).as_deref(),
            Some(
                "about 8.8 s to 88 s for 4,000,000 rows, 400 MB (assumed: 45,000 to 450,000 rows/s)"
            )
        );
        assert_eq!(longest(facts, Work::Rewrite), Some(88));
        assert_eq!(estimate(facts, Work::None), None);
        assert_eq!(estimate(TableFacts::default(), Work::Scan), None);
    }
}
