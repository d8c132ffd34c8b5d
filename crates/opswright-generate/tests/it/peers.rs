//! Other people's linters on what is generated: hadolint, zizmor, actionlint and dclint, each where it is installed.
#![expect(
    clippy::disallowed_methods,
    reason = "the linters are programs that read files: the test writes them to a temporary folder"
)]

use std::process::Command;

use opswright_generate::generate;
use opswright_testkit::peers::PEERS;

use crate::designs;

#[test]
fn peers_find_nothing() {
    for peer in PEERS {
        let Some(program) = peer.programs.iter().find(|program| starts(program)) else {
            println!("skipped: {} is not installed", peer.programs.join(" or "));
            continue;
        };
        for (name, design) in designs::all() {
            let folder = tempfile::tempdir().expect("a temporary folder can be made");
            let files = generate(&design);
            for file in &files {
                let path = folder.path().join(&file.path);
                let parent = path.parent().expect("every file lies in a folder");
                std::fs::create_dir_all(parent).expect("the folder can be made");
                std::fs::write(&path, &file.text).expect("the file can be written");
            }
            let output = Command::new(program)
                .args(peer.arguments)
                .args(peer.reads(files.iter().map(|file| file.path.as_str())))
                .current_dir(folder.path())
                .output()
                .expect("a program that started once starts again");
            assert!(
                output.status.success(),
                "{program} on {name}:\n{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

/// Whether `program` is there to run.
fn starts(program: &str) -> bool {
    Command::new(program).arg("--help").output().is_ok()
}
