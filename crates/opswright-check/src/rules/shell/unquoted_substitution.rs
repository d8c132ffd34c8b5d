//! `unquoted-substitution`: the output of a command as arguments, without quotes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_shell::{Command, CommandKind, Form, Part, Statement, Substitution};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::shell::words::{is_data, quote};
use crate::shell::{Shell, Spot, Value};

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-substitution",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unquoted_substitution.md"),
    run: &[Run::Shell(run)],
};

fn run(shell: &Shell<'_>, report: &mut Report<'_>) {
    for value in &shell.index.values {
        let Part::Substitution(substitution) = value.part else {
            continue;
        };
        if value.nested || !value.is_split() || substitution.form == Form::Process {
            continue;
        }
        if !matches!(value.spot, Spot::Argument | Spot::Target) || !matters(shell, value) {
            continue;
        }
        if is_list(shell, substitution) {
            continue;
        }
        let written = shell.slice(substitution.range);
        let fix = shell.fix(
            report,
            "put it in double quotes",
            Safety::Unsafe,
            &[(substitution.range, &quote(written))],
        );
        let first = first_program(shell, substitution);
        let message =
            format!("what `{first}` prints becomes several words if it holds white space");
        shell.find(report, substitution.range, message).fix = fix;
    }
}

fn matters(shell: &Shell<'_>, value: &Value<'_>) -> bool {
    let Some(used) = value.command.and_then(|at| shell.index.commands.get(at)) else {
        return value.spot == Spot::Target;
    };
    let is_program = used
        .program
        .is_none_or(|program| value.word.is_some_and(|word| word.range == program.range));
    match used.name {
        _ if is_program => false,
        "echo" | "printf" => is_data(shell, used),
        "exit" | "return" | "sleep" | "kill" | "set" | "wait" | "eval" | "expr" | "let"
        | "export" | "local" | "declare" | "readonly" | "apt-get" | "apt" | "apk" | "yum"
        | "dnf" | "pip" | "xargs" => false,
        _ => true,
    }
}

/// The program whose output it is.
fn first_program<'t>(shell: &Shell<'t>, substitution: &Substitution) -> &'t str {
    let last = substitution
        .block
        .statements
        .first()
        .and_then(|statement| statement.first.commands.last());
    match last.map(|command| &command.kind) {
        Some(CommandKind::Simple(simple)) => simple
            .words
            .first()
            .map_or("", |word| shell.slice(word.range)),
        _ => "the command",
    }
}

/// Whether the output is one plain word, or several that are meant to be.
fn is_list(shell: &Shell<'_>, substitution: &Substitution) -> bool {
    const PROGRAMS: &[&str] = &[
        "nproc",
        "id",
        "uname",
        "arch",
        "getconf",
        "pgrep",
        "pidof",
        "lsof",
        "seq",
        "jobs",
        "wc",
        "whoami",
        "hostname",
        "dpkg",
        "pkg-config",
        "docker",
        "podman",
        "stat",
        "date",
        "xargs",
        "tput",
        "mktemp",
        "lsb_release",
        "go",
        "rustc",
        "fuser",
        "kubectl",
        "nvcc",
        "opam",
    ];
    let pipelines = || {
        substitution
            .block
            .statements
            .iter()
            .flat_map(Statement::pipelines)
            .flat_map(|pipeline| &pipeline.commands)
    };
    let name = |command: &Command| match &command.kind {
        CommandKind::Simple(simple) => simple
            .words
            .first()
            .map_or("", |word| shell.slice(word.range)),
        _ => "",
    };
    // A file alone: `$(< list)`.
    pipelines().all(|command| name(command).is_empty())
        || pipelines().any(|command| {
            let name = name(command);
            let name = name.rsplit('/').next().unwrap_or(name);
            PROGRAMS.contains(&name) || name.ends_with("-config")
        })
        || shell
            .slice(substitution.range)
            .contains("git rev-parse --short")
}
