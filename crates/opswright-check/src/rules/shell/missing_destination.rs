//! `missing-destination`: `cp` or `mv` with one name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "missing-destination",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_destination.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in shell
        .index
        .commands
        .iter()
        .filter(|used| matches!(used.name, "cp" | "mv"))
    {
        let [.., name] = used.arguments else {
            continue;
        };
        let names = used
            .arguments
            .iter()
            .filter(|word| !shell.slice(word.range).starts_with('-'))
            .count();
        let targeted = used.has_flag(shell.text, 't')
            || used
                .arguments
                .iter()
                .any(|word| shell.slice(word.range).starts_with("--"));
        let known = shell.value(name).is_some()
            && !name.parts.iter().any(|part| matches!(part, Part::Glob(_)));
        let braces = shell.slice(name.range).contains('{');
        if names == 1 && known && !targeted && !braces {
            let message = format!("`{}` has no destination", used.name);
            shell.find(report, used.range(), message);
        }
    }
}
