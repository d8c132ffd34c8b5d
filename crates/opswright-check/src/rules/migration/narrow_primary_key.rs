//! `narrow-primary-key`: a primary key that ends at two thousand million.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_sql::{Body, ConstraintKind};

use crate::migration::MigrationFile;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "narrow-primary-key",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("narrow_primary_key.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::CreateTable(table) = &step.statement.body else {
            continue;
        };
        if table.temporary {
            continue;
        }
        for column in &table.columns {
            let alone = table.constraints.iter().any(|constraint| {
                matches!(constraint.kind, ConstraintKind::PrimaryKey)
                    && matches!(constraint.columns.as_slice(), [one] if one.last == column.name.last)
            });
            let Some(kind) = column
                .kind
                .as_ref()
                .filter(|_| column.primary_key.is_some() || alone)
            else {
                continue;
            };
            // A number that is also a foreign key is as wide as what it points to.
            let wide = match kind.name.as_str() {
                "int" | "integer" | "int4" | "smallint" | "int2" => "bigint",
                "serial" | "serial4" | "smallserial" | "serial2" => "bigserial",
                _ => continue,
            };
            if column.references.is_some() || kind.unsigned {
                continue;
            }
            let edit = replace(kind.range, wide);
            let fix = report.fix(format!("use `{wide}`"), Safety::Unsafe, vec![edit]);
            let message = format!(
                "`{}.{}` ends at 2,147,483,647",
                table.name.last, column.name.last
            );
            report.find(kind.range, message).fix = Some(fix);
        }
    }
}
