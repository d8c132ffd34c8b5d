//! `search-path-replaced`: `PATH` set to one folder, so that no other program is found.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "search-path-replaced",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("search_path_replaced.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for set in shell.index.variables.get("PATH").into_iter().flatten() {
        let Some(word) = set.word.filter(|_| !set.appends) else {
            continue;
        };
        let written = shell.slice(word.range);
        let value = written.split_once('=').map_or("", |(_, value)| value);
        let whole = value.contains(':')
            || value.contains("$PATH")
            || value.contains("${PATH")
            || value.contains("bin")
            || value.contains("$(");
        if !whole && value.contains('/') && !shell.has_hole(word.range) {
            shell.find(
                report,
                word.range,
                "no program is found any more: `PATH` is where the shell looks for them",
            );
        }
    }
}
