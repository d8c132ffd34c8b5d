//! `bash-keyword-in-sh`: a word of bash in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_shell::CommandKind;
use opswright_source::Range;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "bash-keyword-in-sh",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("bash_keyword_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) {
        return;
    }
    for (command, _) in &shell.index.compounds {
        let word = match &command.kind {
            CommandKind::Function(function) if function.keyword && !knows_more(shell) => "function",
            CommandKind::For(inner) if inner.select => "select",
            CommandKind::Arithmetic(_) => "((",
            CommandKind::ArithmeticFor(..) => "for ((",
            _ => continue,
        };
        let range = Range::new(command.range.start, command.range.start + word.len());
        shell
            .find(report, range, format!("`{word}` is no word of sh"))
            .confidence = sureness(shell);
    }
    for used in &shell.index.commands {
        let missing = matches!(
            used.name,
            "declare"
                | "typeset"
                | "shopt"
                | "pushd"
                | "popd"
                | "dirs"
                | "disown"
                | "mapfile"
                | "readarray"
                | "caller"
                | "compgen"
                | "complete"
                | "suspend"
        ) || used.name == "let" && !knows_more(shell);
        if let Some(program) = used
            .program
            .filter(|_| missing && !is_defined(shell, used.name))
        {
            let message = format!("`{}` is no command of sh", used.name);
            shell.find(report, program.range, message).confidence = sureness(shell);
        }
    }
}

/// Whether the script has a function of this name.
fn is_defined(shell: &Shell<'_>, name: &str) -> bool {
    shell
        .index
        .compounds
        .iter()
        .any(|(command, _)| match &command.kind {
            CommandKind::Function(function) => shell.slice(function.name) == name,
            _ => false,
        })
}
