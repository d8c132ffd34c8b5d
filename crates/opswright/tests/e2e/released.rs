//! Migrations against what a real git repository has released.

use std::process::Command;

use crate::support::Project;

const FIRST: &str = "CREATE TABLE users (id bigint PRIMARY KEY, name text);\n";

/// A repository whose main branch has two migrations and a query; nothing where git is not here.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn project() -> Option<Project> {
    let project = Project::empty();
    project.write("migrations/1_users.up.sql", FIRST);
    project.write("migrations/1_users.down.sql", "DROP TABLE users;\n");
    project.write(
        "migrations/3_teams.up.sql",
        "CREATE TABLE teams (id bigint PRIMARY KEY);\n",
    );
    project.write("migrations/3_teams.down.sql", "DROP TABLE teams;\n");
    project.write("queries/users.sql", "SELECT id, name FROM users;\n");
    let made = git(&project, &["init", "-q", "-b", "main"]) && commit(&project);
    if !made {
        eprintln!("skipped: git is not here");
    }
    made.then_some(project)
}

fn git(project: &Project, arguments: &[&str]) -> bool {
    Command::new("git")
        .current_dir(project.root())
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success())
}

fn commit(project: &Project) -> bool {
    git(project, &["add", "-A"]) && git(project, &["commit", "-q", "-m", "a"])
}

/// `path rule` of the findings of rules that compare with what has been released.
fn compared(project: &Project, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["check", "--format", "json"];
    all.extend(arguments);
    let ran = project.run(&all);
    let document = ran.json();
    document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            format!(
                "{} {}",
                finding["path"].as_str().unwrap(),
                finding["rule"].as_str().unwrap()
            )
        })
        .filter(|line| {
            [
                "edited-migration",
                "out-of-order-migration",
                "dropped-while-in-use",
            ]
            .iter()
            .any(|rule| line.ends_with(rule))
        })
        .collect()
}

/// A change that has each of the three faults.
fn change(project: &Project) {
    project.write(
        "migrations/1_users.up.sql",
        &FIRST.replace("name text", "name varchar(20)"),
    );
    project.write(
        "migrations/2_roles.up.sql",
        "CREATE TABLE roles (id bigint PRIMARY KEY);\n",
    );
    project.write(
        "migrations/4_names.up.sql",
        "ALTER TABLE users DROP COLUMN name;\n",
    );
    project.write("queries/users.sql", "SELECT id FROM users;\n");
}

const FAULTS: [&str; 3] = [
    "migrations/1_users.up.sql edited-migration",
    "migrations/2_roles.up.sql out-of-order-migration",
    "migrations/4_names.up.sql dropped-while-in-use",
];

#[test]
fn a_branch_is_compared_with_where_it_left_the_main_one() {
    let Some(project) = project() else {
        return;
    };
    assert_eq!(compared(&project, &[]), [""; 0]);
    assert!(git(&project, &["checkout", "-q", "-b", "change"]));
    change(&project);
    assert_eq!(compared(&project, &[]), FAULTS, "before the commit");
    assert!(commit(&project));
    assert_eq!(compared(&project, &[]), FAULTS, "after the commit");

    // What is merged meanwhile was not there when the branch began.
    assert!(git(&project, &["checkout", "-q", "main"]));
    project.write(
        "migrations/9_late.up.sql",
        "CREATE TABLE late (id bigint PRIMARY KEY);\n",
    );
    assert!(commit(&project) && git(&project, &["checkout", "-q", "change"]));
    assert_eq!(compared(&project, &[]), FAULTS, "after main went on");
    assert!(git(&project, &["checkout", "-q", "main"]));
    assert_eq!(compared(&project, &[]), [""; 0], "main is as released");
}

#[test]
fn a_commit_that_is_named_is_what_has_been_released() {
    let Some(project) = project() else {
        return;
    };
    change(&project);
    assert!(commit(&project));
    assert_eq!(compared(&project, &[]), [""; 0], "committed on main");
    assert_eq!(compared(&project, &["--since", "HEAD~1"]), FAULTS);
    assert_eq!(compared(&project, &["--since", "HEAD"]), [""; 0]);
}

#[test]
fn without_a_repository_that_can_be_read_the_rest_is_checked() {
    let Some(project) = project() else {
        return;
    };
    change(&project);
    std::fs::remove_dir_all(project.root().join(".git/objects")).unwrap();
    assert_eq!(compared(&project, &[]), [""; 0]);
    std::fs::remove_dir_all(project.root().join(".git")).unwrap();
    assert_eq!(compared(&project, &[]), [""; 0]);
}
