//! `kill -9` of the supervisor before and after each write of its journal: the next command converges.

use crate::support::{Project, try_get};

/// Ends the supervisor at each write of a second rollout in turn; after one more `up` there must be one healthy release,
/// one instance, and nothing else.
fn converges(moment: &str, writes: std::ops::RangeInclusive<u32>) {
    let project = Project::shop();
    project.up(&[]).expect(0);
    for write in writes {
        project.run(&["down"]).expect(0);
        project.up(&[]).expect(0);
        // The next supervisor is the one that is armed.
        let supervisor = project.status()["supervisor"].as_u64().unwrap();
        crate::support::kill(supervisor);
        project.write("NOTE.md", &format!("{moment} {write}\n"));
        let armed = project
            .command(&[
                "up",
                "--approve-local",
                "--bake",
                "0.3",
                "--health-timeout",
                "5",
            ])
            .env("OPSWRIGHT_CRASH_AT", format!("{moment}:{write}"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&armed.stderr).into_owned();
        assert!(
            try_get(project.port, "/").is_ok(),
            "{moment} {write}: the service does not answer after the crash:\n{said}"
        );
        project.up(&[]).expect(0);
        let workload = project.workload();
        let instances = workload["instances"].as_array().unwrap().clone();
        let running = instances
            .iter()
            .filter(|instance| instance["state"] == "running")
            .count();
        assert_eq!(running, 1, "{moment} {write}: {instances:?}\n{said}");
        assert_eq!(
            project.shops(),
            1,
            "{moment} {write}: orphans\n{:?}",
            project.processes()
        );
        assert_eq!(project.get("/").0, 200);
        assert!(workload["rollout"].is_null());
    }
    project
        .run(&["audit", "--verify", "--lines", "1"])
        .expect(0);
}

#[test]
fn before_each_of_the_first_writes() {
    converges("before", 1..=8);
}

#[test]
fn before_each_of_the_middle_writes() {
    converges("before", 9..=16);
}

#[test]
fn before_each_of_the_last_writes() {
    converges("before", 17..=26);
}

#[test]
fn after_each_of_the_first_writes() {
    converges("after", 1..=8);
}

#[test]
fn after_each_of_the_middle_writes() {
    converges("after", 9..=16);
}

#[test]
fn after_each_of_the_last_writes() {
    converges("after", 17..=26);
}
