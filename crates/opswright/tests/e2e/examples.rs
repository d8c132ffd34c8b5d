//! The examples of this repository: surveyed, designed, approved and generated, then read by our rules and by other linters.

use std::process::Command;

use opswright_testkit::peers::{PEERS, Peer};

use crate::approvals::{digest, git, key};
use crate::support::{Project, copy, repository};

const EXAMPLES: &[&str] = &["shop", "node-api", "python-api", "go-api"];

/// What `generate` writes for each example.
const WRITTEN: &[&str] = &[
    ".dockerignore",
    ".github/dependabot.yml",
    ".github/workflows/ci.yml",
    ".github/workflows/deploy.yml",
    "Dockerfile",
    "compose.yaml",
];

/// A copy of `example` with all that is generated for it.
fn generated(example: &str) -> Project {
    let project = Project::empty();
    copy(
        &repository().join("examples").join(example),
        &project.root(),
    );
    key(&project);
    git(&project, &["init", "-q"]);
    git(&project, &["config", "user.email", "ann@example.com"]);
    project
        .run(&["approve", "--init"])
        .expect(0)
        .says("first signer ann@example.com");
    git(&project, &["add", "-A"]);
    git(&project, &["commit", "-qm", "first"]);
    let digest = digest(&project);
    project.run(&["generate"]).expect(3);
    project.run(&["approve", &digest]).expect(0);
    let ran = project.run(&["generate"]).expect(0);
    for path in WRITTEN {
        assert!(project.root().join(path).is_file(), "{path}: {ran:?}");
    }
    project
}

#[test]
fn what_is_generated_for_the_examples_has_no_finding() {
    let peers: Vec<(&str, &Peer)> = PEERS.iter().filter_map(installed).collect();
    for example in EXAMPLES {
        let project = generated(example);
        let found = project.run(&["check", "--format", "json"]).expect(0).json();
        let findings = found["findings"].as_array().unwrap();
        let above: Vec<_> = findings
            .iter()
            .filter(|finding| finding["severity"] != "info")
            .collect();
        assert!(above.is_empty(), "check on {example}: {above:?}");
        for (program, peer) in &peers {
            let output = Command::new(program)
                .args(peer.arguments)
                .args(peer.reads(WRITTEN.iter().copied()))
                .current_dir(project.root())
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{program} on {example}:\n{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn an_example_is_copied_as_it_was_before_anything_was_generated_in_it() {
    let used = generated("shop");
    let project = Project::empty();
    copy(&used.root(), &project.root());
    for path in WRITTEN {
        assert!(used.root().join(path).is_file(), "{path}");
        assert!(!project.root().join(path).exists(), "{path}");
    }
    assert!(!project.root().join(".opswright").exists());
    assert!(project.root().join("src/main.rs").is_file());
}

/// The program of `peer` that is here; says in one line that it is skipped where none is.
#[expect(clippy::print_stdout, reason = "a skipped linter says so")]
fn installed(peer: &'static Peer) -> Option<(&'static str, &'static Peer)> {
    let starts = |program: &&&str| Command::new(program).arg("--help").output().is_ok();
    let found = peer.programs.iter().find(starts);
    if found.is_none() {
        println!("skipped: {} is not installed", peer.programs.join(" or "));
    }
    found.map(|program| (*program, peer))
}
