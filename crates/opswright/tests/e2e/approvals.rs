//! The gate of the design: who approves what, and what no longer counts.

use std::fs;
use std::process::Command;

use crate::support::Project;

/// A signing key of seed 7 in the project's home folder.
pub(crate) fn key(project: &Project) {
    let ssh = project.home().join(".ssh");
    fs::create_dir_all(&ssh).unwrap();
    let key = opswright_approval::SigningKey::from_seed(&[7; 32], "test");
    fs::write(ssh.join("id_ed25519"), key.to_openssh().unwrap()).unwrap();
}

pub(crate) fn git(project: &Project, arguments: &[&str]) {
    let done = Command::new("git")
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.com",
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(project.root())
        .env("HOME", project.home())
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

/// The digest that `design` stops with.
pub(crate) fn digest(project: &Project) -> String {
    let ran = project.run(&["design", "--format", "json"]);
    assert!([0, 3, 4].contains(&ran.code), "{ran:?}");
    ran.json()["digest"].as_str().unwrap().to_owned()
}

/// A shop whose first signer is Ann, committed to main.
fn signed_shop() -> Project {
    let project = Project::shop();
    key(&project);
    project
        .run(&["approve", "--init", "--as", "ann@example.com"])
        .expect(0);
    git(&project, &["init", "-q"]);
    git(&project, &["add", "-A"]);
    git(&project, &["commit", "-qm", "first"]);
    project
}

#[test]
fn design_stops_with_digest_questions_and_the_command() {
    let project = Project::shop();
    project
        .run(&["design"])
        .expect(3)
        .says("sha256:")
        .says("opswright approve sha256:");
    assert!(project.read(".opswright/design.md").contains("sha256:"));
    assert!(
        project
            .read(".opswright/design.json")
            .contains("opswright/design@1")
    );
}

#[test]
fn generate_and_deploy_wait_for_approval() {
    let project = Project::shop();
    project
        .run(&["generate"])
        .expect(3)
        .says("opswright approve");
    project.run(&["deploy"]).expect(3).says("opswright approve");
    project
        .run(&["deploy", "--env", "production"])
        .expect(3)
        .says("opswright approve");
    project.run(&["up"]).expect(3).says("--approve-local");
    assert!(!project.root().join("Dockerfile").exists());
}

#[test]
fn a_signature_opens_the_gate_for_every_environment() {
    let project = signed_shop();
    let digest = digest(&project);
    project
        .run(&["approve", &digest[..19], "--as", "ann@example.com"])
        .expect(0)
        .says("ssh-keygen -Y verify");
    project
        .run(&["generate"])
        .expect(0)
        .says("create")
        .says("Dockerfile");
    // The gate is open; there is only no machine behind it.
    project
        .run(&["deploy", "--env", "production"])
        .expect(9)
        .says("no target is configured for production");
    project
        .run(&["audit", "--format", "json"])
        .expect(0)
        .says("\"class\": \"signed\"");
}

#[test]
fn a_local_approval_is_for_local_alone_and_says_so() {
    let project = Project::shop();
    project.up(&[]).expect(0).says("locally, without a key");
    project.run(&["deploy", "--env", "production"]).expect(3);
    project
        .run(&["audit", "--lines", "500", "--format", "json"])
        .expect(0)
        .says("locally, without a key");
}

#[test]
fn a_changed_input_makes_the_approval_stale_and_says_what_changed() {
    let project = signed_shop();
    let digest = digest(&project);
    project
        .run(&["approve", &digest, "--as", "ann@example.com"])
        .expect(0);
    project.run(&["generate"]).expect(0);
    let text = project.read("opswright.toml").replace("hobby", "startup");
    project.write("opswright.toml", &text);
    project
        .run(&["generate"])
        .expect(4)
        .says("changed: ")
        .says("startup");
    project.run(&["deploy", "--env", "production"]).expect(4);
}

#[test]
fn an_approval_edited_by_one_byte_is_refused() {
    let project = signed_shop();
    let digest = digest(&project);
    project
        .run(&["approve", &digest, "--as", "ann@example.com"])
        .expect(0);
    let folder = project
        .root()
        .join(".opswright/approvals")
        .join(digest.trim_start_matches("sha256:"));
    for name in ["ann@example.com.json", "ann@example.com.sig"] {
        let path = folder.join(name);
        let right = fs::read(&path).unwrap();
        let mut edited = right.clone();
        let at = edited.len() / 2;
        edited[at] ^= 1;
        fs::write(&path, &edited).unwrap();
        project.run(&["generate"]).expect(4);
        fs::write(&path, &right).unwrap();
        project.run(&["generate"]).expect(0);
    }
}

#[test]
fn signers_come_from_the_base_branch_and_not_from_the_change() {
    let project = signed_shop();
    let digest = digest(&project);
    let eve = opswright_approval::SigningKey::from_seed(&[9; 32], "eve");
    fs::write(project.home().join("eve"), eve.to_openssh().unwrap()).unwrap();
    let signers = project.read(".opswright/allowed_signers");
    project.write(
        ".opswright/allowed_signers",
        &format!("{signers}eve@example.com {}\n", eve.public_key()),
    );
    let key = project.home().join("eve").display().to_string();
    project
        .run(&["approve", &digest, "--as", "eve@example.com", "--key", &key])
        .expect(4)
        .says("eve@example.com");
    project.run(&["generate"]).expect(3);
    git(&project, &["checkout", "-q", "-b", "change"]);
    git(&project, &["commit", "-qam", "eve signs"]);
    project
        .run(&["approve", &digest, "--as", "eve@example.com", "--key", &key])
        .expect(4);
}

#[test]
fn a_wrong_digest_is_refused() {
    let project = signed_shop();
    project
        .run(&[
            "approve",
            "sha256:0123456789abcdef",
            "--as",
            "ann@example.com",
        ])
        .expect(4)
        .says("the present design is");
    project
        .run(&["approve", "abc", "--as", "ann@example.com"])
        .expect(2)
        .says("too short");
}

#[test]
fn without_a_key_or_a_signer_the_message_says_how_to_get_one() {
    let project = Project::shop();
    let digest = digest(&project);
    project
        .run(&["approve", &digest])
        .expect(3)
        .says("approve --init");
    project
        .run(&["approve", "--init"])
        .expect(2)
        .says("ssh-keygen -t ed25519");
}

#[test]
fn who_approves_is_whom_git_would_name() {
    let project = Project::shop();
    key(&project);
    git(&project, &["init", "-q"]);
    git(&project, &["config", "user.email", "bea@example.com"]);
    project
        .run(&["approve", "--init"])
        .expect(0)
        .says("first signer bea@example.com");
}

#[test]
fn without_any_name_the_message_says_that_nobody_is_named() {
    let project = Project::shop();
    key(&project);
    let output = project
        .command(&["approve", "--init"])
        .env_remove("USER")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("git has no user.email here"), "{text}");
    assert!(text.contains("--as you@example.com"), "{text}");
}

#[test]
fn the_first_policy_is_made_once() {
    let project = signed_shop();
    project
        .run(&["approve", "--init", "--as", "bob@example.com"])
        .expect(2)
        .says("there is a policy already");
}

#[test]
fn the_pipeline_is_signed_byte_by_byte() {
    let project = signed_shop();
    let sign = |digest: &str| {
        project
            .run(&["approve", digest, "--as", "ann@example.com"])
            .expect(0);
    };
    sign(&digest(&project));
    project
        .run(&["gate", "pipeline"])
        .expect(3)
        .says("files of the pipeline are not there");
    project.run(&["generate"]).expect(0);
    let unsigned = project
        .run(&["gate", "pipeline"])
        .expect(3)
        .says("+++ b/.github/workflows/ci.yml");
    let line = unsigned
        .stderr
        .lines()
        .find(|line| line.starts_with("pipeline  "))
        .unwrap();
    sign(line.split_whitespace().nth(1).unwrap());
    let gate = project
        .run(&["gate", "pipeline", "--format", "json"])
        .expect(0);
    assert_eq!(gate.json()["schema"], "opswright/gate@1");

    let ci = project.read(".github/workflows/ci.yml");
    project.write(".github/workflows/ci.yml", &format!("{ci}#\n"));
    project
        .run(&["gate", "pipeline"])
        .expect(4)
        .says("the pipeline changed after it was approved")
        .says("changed: .github/workflows/ci.yml");
    project.write(
        ".github/workflows/ci.yml",
        &format!("{ci}  more:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@main\n"),
    );
    project
        .run(&["gate", "pipeline"])
        .expect(1)
        .says("unpinned-action");
}
