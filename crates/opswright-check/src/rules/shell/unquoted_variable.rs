//! `unquoted-variable`: a variable without quotes where its value may break into several words.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::Part;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_data, quote};
use crate::shell::{Known, Place, Shell, Spot, Used, Value};

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-variable",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Mixed,
    profile: Profile::Default,
    docs: include_str!("unquoted_variable.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in &shell.index.values {
        let Some(parameter) = value.parameter() else {
            continue;
        };
        if value.nested || !value.is_split() || !matters(shell, value) {
            continue;
        }
        let name = shell.slice(parameter.name);
        if parameter.is_number(shell.text)
            || matches!(name, "@" | "*" | "")
            || is_list(name)
            || is_word(shell, name)
            || parameter
                .operator
                .is_some_and(|operator| matches!(shell.slice(operator), "+" | ":+"))
        {
            continue;
        }
        let written = shell.slice(parameter.range);
        let (safe, why) = one_word(shell, value);
        let safety = if safe { Safety::Safe } else { Safety::Unsafe };
        let fix = shell.fix(
            report,
            format!("write `{}`", quote(written)),
            safety,
            &[(parameter.range, &quote(written))],
        );
        shell
            .find(report, parameter.range, format!("`{written}` {why}"))
            .fix = fix;
    }
}

/// Whether only one word can stand there, and what several would do.
fn one_word(shell: &Shell<'_>, value: &Value<'_>) -> (bool, &'static str) {
    let program = value
        .command
        .and_then(|at| shell.index.commands.get(at))
        .map_or("", |used| used.name);
    match (value.spot, program) {
        (Spot::Target, _) => (true, "breaks the redirection if it holds white space"),
        (_, "[" | "test") => (true, "breaks the test if it is empty or holds white space"),
        (_, "cd" | "source" | ".") => (true, "becomes several words if it holds white space"),
        _ => (false, "becomes several words if it holds white space"),
    }
}

/// Whether several words instead of one would do harm.
fn matters(shell: &Shell<'_>, value: &Value<'_>) -> bool {
    if value.spot == Spot::Target {
        return true;
    }
    let (Spot::Argument, Some(used)) = (
        value.spot,
        value.command.and_then(|at| shell.index.commands.get(at)),
    ) else {
        return false;
    };
    let Some(word) = value.word else {
        return false;
    };
    // A program in a variable comes with its arguments.
    if used.name.is_empty()
        || used
            .program
            .is_some_and(|program| program.range == word.range)
    {
        return false;
    }
    // `"a"$b"c"` is another fault.
    if word.parts.len() >= 3
        && matches!(
            (word.parts.first(), word.parts.last()),
            (Some(Part::Double(..)), Some(Part::Double(..)))
        )
    {
        return false;
    }
    match used.name {
        "exit" | "return" | "shift" | "kill" | "sleep" | "seq" | "set" | "unset" | "wait"
        | "trap" | "break" | "continue" | "umask" | "ulimit" | "eval" | "expr" | "let"
        | "local" | "export" | "declare" | "readonly" | "typeset" | "shopt" | "read" => false,
        // What a person reads may have one space less.
        "echo" | "printf" => is_data(shell, used),
        "[" | "test" => !compares_numbers(shell, used) && !is_lone(shell, used),
        _ => true,
    }
}

fn compares_numbers(shell: &Shell<'_>, used: &Used<'_>) -> bool {
    ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]
        .iter()
        .any(|sign| used.has(shell.text, sign))
}

/// `[ -n $x ]`, which is another fault.
fn is_lone(shell: &Shell<'_>, used: &Used<'_>) -> bool {
    used.has(shell.text, "-n") && used.arguments.len() <= 3
}

/// Whether the name says that its value is meant to be several words.
fn is_list(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "flags",
        "opts",
        "opt",
        "options",
        "args",
        "arg",
        "params",
        "deps",
        "dep",
        "packages",
        "pkgs",
        "modules",
        "extra",
        "libs",
        "files",
        "list",
        "features",
        "extensions",
        "targets",
        "tags",
        "cmd",
        "command",
        "requirements",
        "plugins",
        "services",
        "hosts",
        "dirs",
        "paths",
        "names",
        "versions",
        "platforms",
        "labels",
        "envs",
        "images",
        "ids",
        "pids",
        "tools",
        "tests",
        "conf",
        "config",
        "configure",
        "dependencies",
        "with",
        "components",
        "prefix_cmd",
        "sudo",
        "runner",
    ];
    let lower = name.to_ascii_lowercase();
    ENDS.iter().any(|end| lower.ends_with(end))
}

/// Whether the value is known to be one plain word.
fn is_word(shell: &Shell<'_>, name: &str) -> bool {
    const FIXED: &[&str] = &[
        "UID",
        "EUID",
        "PPID",
        "RANDOM",
        "SECONDS",
        "LINENO",
        "SHLVL",
        "BASHPID",
        "HOSTNAME",
        "USER",
        "OSTYPE",
        "HOSTTYPE",
        "OPTIND",
        "COLUMNS",
        "LINES",
        "TARGETARCH",
        "TARGETOS",
        "TARGETPLATFORM",
        "TARGETVARIANT",
        "BUILDPLATFORM",
        "BUILDARCH",
        "BUILDOS",
        "RUNNER_OS",
        "RUNNER_ARCH",
        "CI",
        "0",
    ];
    if FIXED.contains(&name)
        || name.starts_with("GITHUB_") && name != "GITHUB_WORKSPACE"
        || name == "HOME" && shell.setting.place != Place::File
    {
        return true;
    }
    let mut known = shell
        .setting
        .given
        .iter()
        .filter(|(given, _)| given == name)
        .map(|(_, known)| *known)
        .chain(
            shell
                .index
                .variables
                .get(name)
                .into_iter()
                .flatten()
                .map(|set| set.known),
        )
        .peekable();
    known.peek().is_some() && known.all(|known| known == Known::Word)
}
