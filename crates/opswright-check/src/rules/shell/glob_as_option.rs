//! `glob-as-option`: a pattern at the start of an argument, where a file named `-rf` becomes an option.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Part;
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "glob-as-option",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("glob_as_option.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    const PROGRAMS: &[&str] = &[
        "rm",
        "chmod",
        "chown",
        "chgrp",
        "mv",
        "cp",
        "tar",
        "zip",
        "rsync",
        "ln",
        "touch",
        "cat",
        "rmdir",
        "sha256sum",
        "md5sum",
        "gzip",
        "install",
        "dpkg",
        "shred",
        "strip",
        "scp",
    ];
    for used in &shell.index.commands {
        if !PROGRAMS.contains(&used.name) || used.has(shell.text, "--") {
            continue;
        }
        for word in used.arguments {
            let Some(Part::Glob(range)) = word.parts.first() else {
                continue;
            };
            if shell.slice(*range).starts_with('[') {
                continue;
            }
            let written = shell.slice(word.range);
            let fix = shell.fix(
                report,
                format!("write `./{written}`"),
                Safety::Safe,
                &[(Range::at(word.range.start), "./")],
            );
            let message = format!(
                "a file whose name begins with `-` becomes an option of `{}`",
                used.name
            );
            shell.find(report, word.range, message).fix = fix;
        }
    }
}
