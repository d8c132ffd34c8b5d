//! `several-shebang-arguments`: a first line with two arguments, which Linux passes as one.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Place, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "several-shebang-arguments",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("several_shebang_arguments.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    let Some(line) = shell
        .text
        .strip_prefix("#!")
        .and_then(|rest| rest.lines().next())
    else {
        return;
    };
    let words: Vec<&str> = line.split_whitespace().collect();
    if shell.setting.place == Place::File
        && words.len() > 2
        && words[1] != "-S"
        && !words[1].starts_with("-S")
    {
        let message = format!("Linux passes `{}` as one argument", words[1..].join(" "));
        shell.find(report, Range::new(0, line.trim_end().len() + 2), message);
    }
}
