//! `misplaced-shebang`: a line `#!` that is not the first thing in its file.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::{Place, Shell};

pub(crate) static RULE: Rule = Rule {
    name: "misplaced-shebang",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("misplaced_shebang.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if shell.setting.place != Place::File || shell.text.starts_with("#!") {
        return;
    }
    let mut at = 0;
    for line in shell.text.split_inclusive('\n') {
        let content = line.trim_start_matches('\u{feff}').trim_start();
        if content.starts_with("#!/") || content.starts_with("# !/") {
            let start = at + line.len() - content.len();
            shell.find(
                report,
                Range::new(start, start + content.trim_end().len()),
                "this names no interpreter: `#!` is not at the start of the file",
            );
            return;
        }
        if !content.is_empty() && !content.starts_with('#') {
            return;
        }
        at += line.len();
    }
}
