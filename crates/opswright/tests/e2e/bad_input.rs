//! Bad input is normal: each case ends with its exit code and a message that says reason and next.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use crate::support::{Project, Ran};

#[test]
fn an_empty_folder_is_told_what_was_looked_for() {
    let project = Project::empty();
    project
        .run(&["up", "--approve-local"])
        .expect(2)
        .says("nothing here is recognised")
        .says("package.json");
    project
        .run(&["survey"])
        .expect(2)
        .says("nothing here is recognised");
    project.run(&[]).expect(2);
}

#[test]
fn where_nothing_is_recognised_json_is_one_document_too() {
    let project = Project::empty();
    project.write("Cargo.toml", "[package\nname =");
    let ran = project.run(&["survey", "--format", "json"]).expect(2);
    let failure: serde_json::Value =
        serde_json::from_str(&ran.stdout).expect("one document on stdout");
    assert_eq!(failure["schema"], "opswright/failure@1");
    let evidence = failure["evidence"].to_string();
    assert!(evidence.contains("Cargo.toml"), "{evidence}");
}

#[test]
fn a_closed_file_is_named() {
    let project = Project::shop();
    project.write("web/package.json", "{}");
    let closed = project.root().join("web/package.json");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&closed).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    project
        .run(&["survey"])
        .expect(0)
        .says("web/package.json")
        .says("permission denied");
}

#[test]
fn a_folder_that_is_not_there() {
    let project = Project::empty();
    project
        .run(&["survey", "nowhere"])
        .expect(2)
        .says("nowhere cannot be read");
}

#[test]
fn broken_settings_name_their_fault() {
    let project = Project::shop();
    project.write("opswright.toml", "[design\nscale = 1\n");
    project
        .run(&["design"])
        .expect(2)
        .says("opswright.toml cannot be used");
}

#[test]
fn an_unknown_answer_names_what_is_accepted() {
    let project = Project::shop();
    project
        .run(&["design", "--scale", "huge"])
        .expect(2)
        .says("startup");
    project
        .run(&["design", "--answer", "colour=blue"])
        .expect(2)
        .says("colour");
}

#[test]
fn each_broken_file_is_a_finding_with_its_place_and_stops_nothing() {
    let broken = [
        ("compose.yaml", "services:\n  a: [\n", "compose.yaml:3"),
        ("fly.toml", "[env\n", "fly.toml:1"),
        ("Dockerfile", "FRM alpine\n\u{0}\n", "Dockerfile:1"),
        ("web/package.json", "{ \"name\": ", "web/package.json:1"),
    ];
    for (path, text, place) in broken {
        let project = Project::shop();
        project.write(path, text);
        project
            .run(&["survey"])
            .expect(0)
            .says("shop")
            .says(&format!("{path}: this file cannot be read"));
        project.run(&["check"]).expect(1).says(place);
        // A person's file is left alone, also where one of that name would be generated.
        project.up(&[]).expect(0);
        assert_eq!(project.read(path), text);
    }
}

#[test]
fn a_broken_manifest_alone_is_named_by_every_verb() {
    let project = Project::empty();
    project.write("Cargo.toml", "[package\n");
    for arguments in [
        &["survey"][..],
        &["design"],
        &["up", "--approve-local"],
        &[],
    ] {
        project
            .run(arguments)
            .expect(2)
            .says("nothing here is recognised")
            .says("Cargo.toml: this file cannot be read");
    }
    project.run(&["check"]).expect(1).says("Cargo.toml:1");
}

#[test]
fn bytes_that_are_not_text_are_a_finding() {
    let project = Project::shop();
    fs::write(
        project.root().join("Dockerfile"),
        b"FROM debian:\xff\xfe\nUSER 1000\n",
    )
    .unwrap();
    project.run(&["check"]).expect(1).says("Dockerfile");
    project.run(&["survey"]).expect(0);
}

#[test]
fn a_file_of_100_megabytes_is_not_read_whole() {
    let project = Project::shop();
    let file = fs::File::create(project.root().join("compose.yaml")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    project.run(&["check"]).expect(1).says("compose.yaml");
    project.run(&["survey"]).expect(0).says("shop");
}

#[test]
fn a_loop_of_links_is_survived() {
    let project = Project::shop();
    symlink(project.root(), project.root().join("loop")).unwrap();
    symlink("b", project.root().join("a")).unwrap();
    symlink("a", project.root().join("b")).unwrap();
    project
        .run(&["survey"])
        .expect(0)
        .says("shop")
        .says("a: survey could not look here: symbolic link loop");
    project.run(&["check"]).expect(1).says("symbolic link loop");
    project.up(&[]).expect(0);
}

#[test]
fn a_closed_folder_is_named_and_survived() {
    let project = Project::shop();
    let closed = project.root().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let survey = as_nobody(&project, &["survey"]);
    let check = as_nobody(&project, &["check"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    survey
        .expect(0)
        .says("shop")
        .says("closed: survey could not look here: permission denied");
    check.expect(1).says("permission denied");
}

/// The user whom permissions bind.
const NOBODY: u32 = 65_534;

/// Runs the binary as somebody whom permissions bind; who is not root already is.
fn as_nobody(project: &Project, arguments: &[&str]) -> Ran {
    if !rustix::process::getuid().is_root() {
        return project.run(arguments);
    }
    // The folders above the built one may be closed to others.
    let binary = project.folder().join("opswright");
    fs::copy(env!("CARGO_BIN_EXE_opswright"), &binary).unwrap();
    fs::set_permissions(project.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    let output = Command::new(binary)
        .args(arguments)
        .current_dir(project.root())
        .env_clear()
        .env("HOME", project.home())
        .uid(NOBODY)
        .gid(NOBODY)
        .output()
        .unwrap();
    Ran::new(&output)
}

#[test]
fn a_taken_port_is_named() {
    let project = Project::shop();
    let _taken = TcpListener::bind(("127.0.0.1", project.port)).unwrap();
    project
        .up(&[])
        .expect(2)
        .says(&project.port.to_string())
        .says("--port");
    assert_eq!(project.shops(), 0);
}

#[test]
fn a_missing_start_command_is_rolled_back_with_its_name() {
    let project = Project::shop();
    project.settings("");
    let text = project
        .read("opswright.toml")
        .replace("exec ", "exec /nowhere/");
    project.write("opswright.toml", &text);
    project.up(&[]).expect(5).says("/nowhere/");
    assert_eq!(project.shops(), 0);
}

#[test]
fn a_wrong_health_path_shows_the_probe_and_its_answer() {
    let project = Project::shop();
    project.settings("health_path = \"/nothing-here\"\n");
    project
        .up(&["--health-timeout", "5"])
        .expect(5)
        .says("/nothing-here")
        .says("404");
    assert_eq!(project.shops(), 0);
}

#[test]
fn a_build_that_fails_starts_nothing() {
    let project = Project::shop();
    let text = project.read("opswright.toml").replace(
        "build = \"true\"",
        "build = \"echo no compiler here; exit 3\"",
    );
    project.write("opswright.toml", &text);
    project
        .up(&[])
        .expect(1)
        .says("no compiler here")
        .says("nothing was started");
    assert_eq!(project.shops(), 0);
}

#[test]
fn a_build_that_finds_the_disk_full_loses_nothing() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let before = project.workload()["release"].clone();
    let text = project.read("opswright.toml").replace(
        "build = \"true\"",
        "build = \"head -c 100 /dev/zero > /dev/full\"",
    );
    project.write("opswright.toml", &text);
    project.up(&[]).expect(1).says("No space left on device");
    assert_eq!(project.workload()["release"], before);
    assert_eq!(project.get("/health").0, 200);
}

#[test]
fn a_resource_is_asked_for_by_name() {
    let project = Project::shop();
    project.write("src/database.rs", "pub fn url() -> String {\n    std::env::var(\"DATABASE_URL\").expect(\"DATABASE_URL is set\")\n}\n");
    let text = project.read("Cargo.toml");
    project.write(
        "Cargo.toml",
        &format!("{text}\n[dependencies]\ntokio-postgres = \"0.7\"\n"),
    );
    let ran = project.up(&[]).expect(2);
    assert!(ran.stderr.contains("--resource"), "{}", ran.stderr);
    project
        .up(&[
            "--resource",
            "db=postgresql://app:s3cret-word@127.0.0.1:5432/app",
        ])
        .expect(0);
    assert_eq!(project.get("/health").0, 200);
}

#[test]
fn help_touches_nothing_and_starts_with_an_example() {
    let project = Project::empty();
    for verb in [
        "survey", "design", "approve", "generate", "check", "explain", "up", "deploy", "rollback",
        "status", "logs", "releases", "doctor", "down", "audit",
    ] {
        project
            .run(&[verb, "--help"])
            .expect(0)
            .says("example: opswright");
    }
    project.run(&["rollback", "--no-such-flag"]).expect(2);
    assert!(
        !project.home().join(".local").exists(),
        "help made no state"
    );
}
