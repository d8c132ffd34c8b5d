//! `unconventional-record-name`: a recorded name that does not say what was done.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unconventional-record-name",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("unconventional_record_name.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for (_, rule) in file.rules().filter(|(_, rule)| !rule.is_alert()) {
        let name = rule.name();
        if name.split(':').count() != 3 && !name.is_empty() {
            report.find(
                rule.name.range(),
                format!("`{name}` is not `level:metric:operations`, by which a reader knows what it holds"),
            );
        }
    }
}
