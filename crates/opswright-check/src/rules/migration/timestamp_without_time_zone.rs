//! `timestamp-without-time-zone`: a moment without its time zone.

use opswright_diagnostic::{Confidence, Safety, Severity};

use super::types::declared;
use crate::migration::MigrationFile;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "timestamp-without-time-zone",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("timestamp_without_time_zone.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for (column, kind) in declared(file) {
        if !kind.name.starts_with("timestamp")
            || kind.name.contains("tz")
            || kind.name.contains("zone")
            || kind.array
        {
            continue;
        }
        let fix = report.fix(
            "use `timestamptz`",
            Safety::Unsafe,
            vec![replace(kind.range, "timestamptz")],
        );
        let message = format!("`{}` does not say which moment it is", column.name.last);
        report.find(kind.range, message).fix = Some(fix);
    }
}
