//! `unsigned-package`: a package that is installed without a look at its signature.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::shell::Shell;

pub(crate) static RULE: Rule = Rule {
    name: "unsigned-package",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unsigned_package.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for used in &shell.index.commands {
        let flags: &[&str] = match used.name {
            "apk" => &["--allow-untrusted"],
            "apt-get" | "apt" => &["--allow-unauthenticated", "--force-yes"],
            "yum" | "dnf" | "tdnf" | "microdnf" => &["--nogpgcheck", "--no-gpgchecks"],
            "zypper" => &["--no-gpg-checks"],
            "rpm" => &[
                "--nodigest",
                "--nosignature",
                "--noverify",
                "--nofiledigest",
            ],
            _ => continue,
        };
        let found = used.arguments.iter().find(|word| {
            shell
                .value(word)
                .is_some_and(|word| flags.contains(&word.as_str()))
        });
        if let Some(word) = found {
            let flag = shell.slice(word.range);
            let message = format!(
                "with `{flag}`, `{}` installs what nobody has signed",
                used.name
            );
            shell.find(report, word.range, message);
        }
    }
}
