//! `home-in-search-path`: a `~` in quotes in `PATH`.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "home-in-search-path",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("home_in_search_path.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for set in shell.index.variables.get("PATH").into_iter().flatten() {
        let Some(word) = set.word else {
            continue;
        };
        for part in &word.parts {
            if let Part::Double(range, _) | Part::Single(range) = part {
                let written = shell.slice(*range);
                if written.contains(":~/") || written.contains("\"~/") || written.contains("'~/") {
                    shell.find(
                        report,
                        *range,
                        "`~` in quotes is not replaced: write `$HOME`",
                    );
                }
            }
        }
    }
}
