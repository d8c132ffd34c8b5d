//! `kill -9` of Opswright before and after each write of its journal: the next command converges, and nothing is lost.

use std::process::Output;

use opswright_journal::Journal;

use crate::load::Load;
use crate::support::{Project, kill};

/// Tests that share the writes of a rollout among them, so that each is short.
const SHARES: u32 = 3;

/// More writes than any rollout has.
const MOST_WRITES: u32 = 500;

/// The places of one share, `before:1`, `before:4` and so on, until `reaches` finds one that no longer exists.
fn each(moment: &str, share: u32, mut reaches: impl FnMut(&str) -> bool) {
    for write in (share..).step_by(SHARES as usize) {
        assert!(write < MOST_WRITES, "the writes have no end");
        if !reaches(&format!("{moment}:{write}")) {
            assert!(write > 10, "a rollout has only {write} writes");
            return;
        }
    }
}

/// `up` by processes that end themselves at their write `place`, each of them: also those that recover.
fn armed_up(project: &Project, place: &str) -> Output {
    let arguments = [
        "up",
        "--approve-local",
        "--bake",
        "0.2",
        "--health-timeout",
        "60",
    ];
    project
        .command(&arguments)
        .env("OPSWRIGHT_CRASH_AT", place)
        .output()
        .unwrap()
}

/// How many supervisors there have been.
fn supervisors(project: &Project) -> u64 {
    let journal = Journal::open_read_only(&project.state().join("journal.sqlite")).unwrap();
    let lease = journal.holder("supervisor").unwrap();
    lease.map_or(0, |lease| lease.epoch)
}

/// One healthy release with one instance, and nothing else.
#[track_caller]
fn expect_one(project: &Project, place: &str, armed: &Output) {
    let said = String::from_utf8_lossy(&armed.stderr);
    let workload = project.workload();
    let instances = workload["instances"].as_array().unwrap();
    assert_eq!(instances.len(), 1, "{place}: {instances:?}\n{said}");
    assert_eq!(
        instances[0]["state"], "running",
        "{place}: {instances:?}\n{said}"
    );
    let processes = project.processes();
    assert_eq!(project.shops(), 1, "{place}: {processes:?}\n{said}");
    // Supervisor, proxy, shim and shop.
    assert_eq!(processes.len(), 4, "{place}: {processes:?}\n{said}");
    assert_eq!(project.get("/").0, 200);
    assert!(workload["rollout"].is_null());
}

/// A rollover: supervisors are killed while the old release has the traffic.
fn second_up(moment: &str, share: u32) {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let load = Load::on(project.port);
    each(moment, share, |place| {
        // The next supervisor is one that is armed.
        kill(project.status()["supervisor"].as_u64().unwrap());
        let before = supervisors(&project);
        project.write("NOTE.md", &format!("{place}\n"));
        let armed = armed_up(&project, place);
        let reached = supervisors(&project) > before + 1;
        assert!(reached || armed.status.success(), "{place}: {armed:?}");
        project.up(&[]).expect(0);
        expect_one(&project, place, &armed);
        reached
    });
    load.ends_without_loss(50);
    project
        .run(&["audit", "--verify", "--lines", "1"])
        .expect(0);
}

/// From nothing: no supervisor, no instance, no approval, so that the command itself writes too.
fn first_up(moment: &str, share: u32) {
    let mut own = 0;
    each(moment, share, |place| {
        let project = Project::shop();
        let armed = armed_up(&project, place);
        // Killed at a write of its own, it has left no answer.
        let killed = armed.status.code().is_none();
        own += u32::from(killed);
        let reached = killed || supervisors(&project) > 1;
        assert!(reached || armed.status.success(), "{place}: {armed:?}");
        project.up(&[]).expect(0);
        expect_one(&project, place, &armed);
        project
            .run(&["audit", "--verify", "--lines", "1"])
            .expect(0);
        reached
    });
    assert!(share > 1 || own > 0, "the command writes nothing itself");
}

#[test]
fn a_second_up_before_each_write_1() {
    second_up("before", 1);
}

#[test]
fn a_second_up_before_each_write_2() {
    second_up("before", 2);
}

#[test]
fn a_second_up_before_each_write_3() {
    second_up("before", 3);
}

#[test]
fn a_second_up_after_each_write_1() {
    second_up("after", 1);
}

#[test]
fn a_second_up_after_each_write_2() {
    second_up("after", 2);
}

#[test]
fn a_second_up_after_each_write_3() {
    second_up("after", 3);
}

#[test]
fn a_first_up_before_each_write_1() {
    first_up("before", 1);
}

#[test]
fn a_first_up_before_each_write_2() {
    first_up("before", 2);
}

#[test]
fn a_first_up_before_each_write_3() {
    first_up("before", 3);
}

#[test]
fn a_first_up_after_each_write_1() {
    first_up("after", 1);
}

#[test]
fn a_first_up_after_each_write_2() {
    first_up("after", 2);
}

#[test]
fn a_first_up_after_each_write_3() {
    first_up("after", 3);
}
