//! The linters to compare, and how each is told to check the same files.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::corpus::Format;

/// A linter of one format. `{files}` and `{folder}` are filled in.
#[derive(Debug)]
struct Peer {
    /// Name of the program.
    program: &'static str,
    /// What it checks.
    format: Format,
    /// Its arguments.
    arguments: &'static [&'static str],
    /// What runs it.
    runs: Runs,
}

/// What runs a program.
#[derive(Debug, PartialEq, Eq)]
enum Runs {
    /// The processor.
    Natively,
    /// An interpreter that takes a second to start and much longer for a file.
    Interpreted,
}

/// All of them; one that is not installed is left out.
const PEERS: &[Peer] = &[
    Peer {
        program: "hadolint",
        format: Format::Dockerfile,
        arguments: &["--no-fail", "-f", "json", "{files}"],
        runs: Runs::Natively,
    },
    Peer {
        program: "checkov",
        format: Format::Dockerfile,
        arguments: &[
            "--framework",
            "dockerfile",
            "-o",
            "json",
            "--quiet",
            "--compact",
            "-d",
            "{folder}",
        ],
        runs: Runs::Interpreted,
    },
    Peer {
        program: "dclint",
        format: Format::Compose,
        arguments: &["-f", "json", "{files}"],
        runs: Runs::Interpreted,
    },
    Peer {
        program: "actionlint",
        format: Format::Workflow,
        arguments: &[
            "-shellcheck=",
            "-pyflakes=",
            "-format",
            "{{json .}}",
            "{files}",
        ],
        runs: Runs::Natively,
    },
    Peer {
        program: "zizmor",
        format: Format::Workflow,
        arguments: &[
            "--offline",
            "--no-progress",
            "-q",
            "--format",
            "json",
            "{files}",
        ],
        runs: Runs::Natively,
    },
    Peer {
        program: "kube-linter",
        format: Format::Kubernetes,
        arguments: &["lint", "--format", "json", "{folder}"],
        runs: Runs::Natively,
    },
    Peer {
        program: "checkov",
        format: Format::Kubernetes,
        arguments: &[
            "--framework",
            "kubernetes",
            "-o",
            "json",
            "--quiet",
            "--compact",
            "-d",
            "{folder}",
        ],
        runs: Runs::Interpreted,
    },
    Peer {
        program: "tflint",
        format: Format::Terraform,
        arguments: &["--recursive", "--format", "json", "--chdir", "{folder}"],
        runs: Runs::Natively,
    },
    Peer {
        program: "checkov",
        format: Format::Terraform,
        arguments: &[
            "--framework",
            "terraform",
            "-o",
            "json",
            "--quiet",
            "--compact",
            "-d",
            "{folder}",
        ],
        runs: Runs::Interpreted,
    },
    Peer {
        program: "promtool",
        format: Format::Rules,
        arguments: &["check", "rules", "{files}"],
        runs: Runs::Natively,
    },
    Peer {
        program: "pint",
        format: Format::Rules,
        arguments: &["--offline", "lint", "{files}"],
        runs: Runs::Natively,
    },
    Peer {
        program: "squawk",
        format: Format::Migration,
        arguments: &["--reporter", "json", "{files}"],
        runs: Runs::Natively,
    },
];

/// A command that checks files.
#[derive(Debug, Clone)]
pub(super) struct Command {
    /// Name in the table.
    pub(super) name: String,
    /// The program.
    pub(super) program: PathBuf,
    /// Its arguments, not yet filled in.
    pub(super) arguments: Vec<String>,
    /// Whether it is the command of this repository.
    pub(super) is_own: bool,
    /// Whether instructions of it can be counted.
    pub(super) is_native: bool,
    /// Whether it gets a part of the files only.
    pub(super) is_slow: bool,
}

/// The command of this repository, with all its rules.
pub(super) fn own(binary: &Path) -> Command {
    let arguments = [
        "check",
        "{folder}",
        "--profile",
        "style",
        "--no-baseline",
        "--format",
        "json",
    ];
    Command {
        name: "opswright".to_owned(),
        program: binary.to_owned(),
        arguments: arguments.map(str::to_owned).to_vec(),
        is_own: true,
        is_native: true,
        is_slow: false,
    }
}

/// Commands that were named as `FORMAT=NAME=COMMAND ...`.
pub(super) fn also(named: &[String]) -> anyhow::Result<Vec<(Format, Command)>> {
    named
        .iter()
        .map(|text| {
            let mut parts = text.splitn(3, '=');
            let format = Format::of(parts.next().unwrap_or(""))?;
            let name = parts.next().context("failed to find the name")?;
            let mut words = parts
                .next()
                .unwrap_or("")
                .split_whitespace()
                .map(str::to_owned);
            let program = words.next().context("failed to find the command")?;
            let command = Command {
                name: name.to_owned(),
                program: PathBuf::from(program),
                arguments: words.collect(),
                is_own: false,
                is_native: false,
                is_slow: false,
            };
            Ok((format, command))
        })
        .collect()
}

/// The linters of `format` that are here.
pub(super) fn commands(
    format: Format,
    folders: &[PathBuf],
    also: &[(Format, Command)],
) -> Vec<Command> {
    let installed = PEERS
        .iter()
        .filter(|peer| peer.format == format)
        .filter_map(|peer| {
            let Some(program) = find(peer.program, folders) else {
                eprintln!("  {} is not installed: left out", peer.program);
                return None;
            };
            Some(Command {
                name: peer.program.to_owned(),
                program,
                arguments: peer
                    .arguments
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect(),
                is_own: false,
                is_native: peer.runs == Runs::Natively,
                is_slow: peer.runs == Runs::Interpreted,
            })
        });
    let named = also
        .iter()
        .filter(|(other, _)| *other == format)
        .map(|(_, command)| command.clone());
    installed.chain(named).collect()
}

fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders
        .iter()
        .flat_map(|folder| [folder.join("bin"), folder.clone()])
        .chain(std::env::split_paths(&path))
        .map(|folder| folder.join(program))
        .find(|place| place.is_file())
}
