//! `check` as people and machines call it: fixes, patches, baselines, changed lines, standard input, settings.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support::Project;

const DOCKERFILE: &str = "FROM debian\nADD a /a\nUSER 1000:1000\n";

fn project() -> Project {
    let project = Project::empty();
    project.write("Dockerfile", DOCKERFILE);
    project
}

/// A commit of everything; `false` where there is no git.
fn commit(project: &Project) -> bool {
    let git = |arguments: &[&str]| {
        Command::new("git")
            .current_dir(project.root())
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(arguments)
            .output()
            .is_ok_and(|output| output.status.success())
    };
    git(&["init", "-q", "-b", "main"]) && git(&["add", "-A"]) && git(&["commit", "-q", "-m", "a"])
}

fn rules(ran: &crate::support::Ran) -> Vec<String> {
    let document = ran.json();
    assert_eq!(document["schema"], "opswright/check@1");
    let findings = document["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_patch_changes_nothing_and_a_fix_does_what_it_says() {
    let project = project();
    project
        .run(&["check", "--diff"])
        .expect(1)
        .says("-ADD a /a\n+COPY a /a\n");
    assert_eq!(project.read("Dockerfile"), DOCKERFILE);
    project
        .run(&["check", "--fix"])
        .expect(1)
        .says("fixed     Dockerfile");
    assert!(project.read("Dockerfile").contains("COPY a /a"));
}

#[test]
fn what_the_baseline_holds_is_not_reported_wherever_it_moves() {
    let project = project();
    project
        .run(&["check", "--write-baseline"])
        .expect(0)
        .says(".opswright/check-baseline.json");
    project.write("Dockerfile", &format!("# moved\n\n{DOCKERFILE}"));
    project
        .run(&["check"])
        .expect(0)
        .says("more are in the baseline");
    project.write(
        "Dockerfile",
        &format!("{DOCKERFILE}ENV A_TOKEN=hunter2hunter2\n"),
    );
    let ran = project.run(&["check", "--format", "json"]).expect(1);
    assert_eq!(rules(&ran), ["secret-in-image"]);
    let all = project
        .run(&["check", "--no-baseline", "--format", "json"])
        .expect(1);
    assert!(rules(&all).len() > 2);
    project.write(".opswright/check-baseline.json", "{");
    project
        .run(&["check"])
        .expect(2)
        .says("the baseline .opswright/check-baseline.json cannot be used");
}

#[test]
fn only_changed_lines_count_since_a_commit() {
    let project = project();
    if !commit(&project) {
        eprintln!("skipped: git is not here");
        return;
    }
    project.run(&["check", "--since", "main"]).expect(0);
    project.write(
        "Dockerfile",
        &format!("{DOCKERFILE}ENV A_TOKEN=hunter2hunter2\n"),
    );
    let ran = project
        .run(&["check", "--since", "HEAD", "--format", "json"])
        .expect(1);
    assert_eq!(rules(&ran), ["secret-in-image"]);
    project
        .run(&["check", "--since", "nowhere"])
        .expect(2)
        .says("nothing can be compared with `nowhere`");
}

#[test]
fn standard_input_stands_for_a_file() {
    let project = project();
    let mut child = project
        .command(&["check", "--stdin", "Dockerfile", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = "FROM debian:13.6-slim\nUSER 1000:1000\nADD b /b\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found: Vec<_> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            (
                finding["rule"].as_str().unwrap(),
                finding["start"]["line"].as_u64().unwrap(),
            )
        })
        .collect();
    assert!(found.contains(&("add-for-copy", 3)), "{found:?}");
    assert_eq!(project.read("Dockerfile"), DOCKERFILE);
    project
        .run(&["check", "nowhere"])
        .expect(2)
        .says("nowhere cannot be checked");
}

#[test]
fn settings_choose_edition_profile_and_rules() {
    let project = project();
    project.write(
        "opswright.toml",
        "edition = \"2026.1\"\n[check]\nignore = [\"unpinned-base-image\", \"missing-dockerignore\"]\n",
    );
    let ran = project.run(&["check", "--format", "json"]);
    assert!(!rules(&ran).contains(&"unpinned-base-image".to_owned()));
    assert!(rules(&ran).contains(&"add-for-copy".to_owned()));
    for (text, says) in [
        ("edition = \"1999\"\n", "`1999` is no edition"),
        ("[check]\nprofile = \"wild\"\n", "`wild` is no profile"),
        (
            "[check]\nselect = [\"no-such-rule\"]\n",
            "there is no rule `no-such-rule`",
        ),
    ] {
        project.write("opswright.toml", text);
        project.run(&["check"]).expect(2).says(says);
    }
}

#[test]
fn findings_are_counted_by_rule() {
    let ran = project()
        .run(&["check", "--stats", "--format", "json"])
        .expect(1);
    let document = ran.json();
    assert_eq!(document["schema"], "opswright/check-stats@1");
    assert!(
        document["rules"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["rule"] == "add-for-copy" && row["findings"] == 1)
    );
}
