//! `unquoted-port`: a port without quotes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::Style;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-port",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("unquoted_port.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for key in ["ports", "expose"] {
            for item in service.get(key).into_iter().flat_map(|list| list.items()) {
                let plain = item.style() == Some(Style::Plain) && item.alias().is_none();
                if !plain || item.as_str().is_none_or(str::is_empty) || report.has(item.range()) {
                    continue;
                }
                let written = item.range().slice(report.text);
                let edit = replace(item.range(), format!("\"{written}\""));
                let fix = report.fix("put it in quotes", Safety::Safe, vec![edit]);
                report
                    .find(item.range(), format!("`{written}` stands without quotes"))
                    .fix = Some(fix);
            }
        }
    }
}
