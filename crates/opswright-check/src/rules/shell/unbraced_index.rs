//! `unbraced-index`: an element of an array without braces: `$list[0]`.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unbraced-index",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unbraced_index.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in &shell.index.values {
        let Some(parameter) = value.parameter().filter(|parameter| !parameter.braced) else {
            continue;
        };
        let name = shell.slice(parameter.name);
        let is_array = shell
            .index
            .variables
            .get(name)
            .is_some_and(|sets| sets.iter().any(|set| set.array));
        let rest = shell.text.get(parameter.range.end..).unwrap_or("");
        let index = rest
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .map(|(index, _)| index);
        let Some(index) = index.filter(|index| {
            matches!(*index, "@" | "*")
                || !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit())
        }) else {
            continue;
        };
        if !is_array {
            continue;
        }
        let range = Range::new(parameter.range.start, parameter.range.end + index.len() + 2);
        let fixed = format!("${{{name}[{index}]}}");
        let fix = shell.fix(
            report,
            format!("write `{fixed}`"),
            Safety::Safe,
            &[(range, &fixed)],
        );
        let message = format!("`${name}[{index}]` is the first element and the text `[{index}]`");
        shell.find(report, range, message).fix = fix;
    }
}
