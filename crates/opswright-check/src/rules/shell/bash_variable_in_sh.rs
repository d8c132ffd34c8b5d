//! `bash-variable-in-sh`: a variable of bash in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "bash-variable-in-sh",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("bash_variable_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) {
        return;
    }
    for value in &shell.index.values {
        let Some(parameter) = value.parameter() else {
            continue;
        };
        let name = shell.slice(parameter.name);
        let bash = name.starts_with("BASH")
            || matches!(
                name,
                "PIPESTATUS" | "FUNCNAME" | "DIRSTACK" | "EUID" | "SHLVL"
            )
            || matches!(name, "RANDOM" | "SECONDS" | "UID" | "HOSTNAME" | "OSTYPE")
                && !knows_more(shell);
        let fallback = parameter
            .operator
            .is_some_and(|sign| shell.slice(sign).contains(['-', '=', '+']));
        let given = shell.setting.given.iter().any(|(given, _)| given == name);
        if bash
            && !fallback
            && !given
            && parameter.index.is_none()
            && !shell.index.variables.contains_key(name)
        {
            let message = format!("`{name}` is empty in sh");
            shell.find(report, parameter.range, message).confidence = sureness(shell);
        }
    }
}
