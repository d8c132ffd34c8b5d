//! `bash-option-in-sh`: a builtin with an option of bash in a script that sh runs.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_sh, knows_more, sureness};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "bash-option-in-sh",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("bash_option_in_sh.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    if !is_sh(shell) || knows_more(shell) {
        return;
    }
    for used in &shell.index.commands {
        let wrong = used.arguments.iter().find(|word| {
            let Some(written) = word.literal(shell.text) else {
                return false;
            };
            match used.name {
                "set" => matches!(
                    written,
                    "pipefail" | "errtrace" | "functrace" | "posix" | "-E" | "-eE" | "-Ee" | "-eEu"
                ),
                "read" => {
                    written.starts_with('-')
                        && written.contains(['a', 'd', 'e', 'i', 'k', 'n', 'N', 'p', 's', 't', 'u'])
                }
                "trap" => matches!(written, "ERR" | "DEBUG" | "RETURN"),
                "printf" => written == "-v",
                "export" => matches!(written, "-f" | "-n"),
                "wait" => written == "-n",
                "type" => written.starts_with('-'),
                _ => false,
            }
        });
        if let Some(word) = wrong {
            let written = shell.slice(word.range);
            let message = format!("`{}` of sh does not know `{written}`", used.name);
            shell.find(report, word.range, message).confidence = sureness(shell);
        }
    }
}
