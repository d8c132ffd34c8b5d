//! `kill -9` of another process at a chosen write of the supervisor's journal.

use std::process::{Child, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Project, kill, wait_until};

/// Replaces the idle supervisor by one that ends or stops at `place`.
fn armed(project: &Project, place: &str) -> Child {
    let root = project.root().display().to_string();
    for _ in 0..20 {
        kill(project.status()["supervisor"].as_u64().unwrap());
        let mut child = project
            .command(&["supervise", &root])
            .env("OPSWRIGHT_CRASH_AT", place)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The killed one may still hold the lock, and a status that finds no supervisor starts one itself.
        while child.try_wait().unwrap().is_none() {
            if project.status()["supervisor"] == child.id() {
                return child;
            }
        }
    }
    panic!("no armed supervisor answers");
}

/// The state of a process in `/proc`; `Z` where there is none.
fn standing(pid: u64) -> char {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = text
        .rsplit_once(") ")
        .and_then(|(_, rest)| rest.chars().next());
    state.unwrap_or('Z')
}

fn deploy(release: &str) -> [&str; 5] {
    ["deploy", "--bake", "0.3", "--release", release]
}

/// Which write of a rollout's supervisor records the release, counted from 1.
fn write_of_current(project: &Project) -> usize {
    let audit = project.run(&["audit", "--lines", "200", "--format", "json"]);
    let json = audit.expect(0).json();
    let entries = json["entries"].as_array().unwrap();
    let kinds: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["kind"].as_str())
        .collect();
    let opened = kinds
        .iter()
        .rposition(|kind| *kind == "rollout-opened")
        .unwrap();
    let current = kinds.iter().rposition(|kind| *kind == "current").unwrap();
    current - opened + 1
}

#[test]
fn a_proxy_killed_while_the_release_is_recorded_costs_no_instance() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let first = project.workload()["release"].as_str().unwrap().to_owned();
    project.write("NOTE.md", "changed\n");
    project.up(&[]).expect(0);
    let second = project.workload()["release"].as_str().unwrap().to_owned();
    project.run(&deploy(&first)).expect(0);
    let current = write_of_current(&project);
    // How often it looks while it bakes differs by one or two.
    for (write, release) in (current - 3..=current).zip([&second, &first].into_iter().cycle()) {
        let mut supervisor = armed(&project, &format!("stop-after:{write}"));
        let pid = u64::from(supervisor.id());
        let proxy = project.status()["proxy"].as_u64().unwrap();
        let mut caller = project.command(&deploy(release)).spawn().unwrap();
        wait_until("the supervisor stops", || standing(pid) == 'T');
        kill(proxy);
        wait_until("the proxy has ended", || standing(proxy) == 'Z');
        let process = Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
        kill_process(process, Signal::CONT).unwrap();
        let ended = caller.wait().unwrap();
        assert!(ended.success(), "write {write}: {ended}");
        let before = project.workload()["instances"].clone();
        kill(pid);
        supervisor.wait().unwrap();
        // The next one ends what it does not know.
        assert_eq!(project.workload()["instances"], before, "write {write}");
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(project.get("/").0, 200);
        assert_eq!(project.shops(), 1, "write {write}");
    }
}

#[test]
fn a_supervisor_killed_at_each_write_of_down_leaves_nothing() {
    let project = Project::shop();
    for moment in ["before", "after"] {
        for write in 1.. {
            project.up(&[]).expect(0);
            let mut supervisor = armed(&project, &format!("{moment}:{write}"));
            project.run(&["down"]).expect(0);
            project.expect_nothing();
            let ended = supervisor.wait().unwrap();
            if ended.success() {
                assert!(write > 3, "down has only {write} writes");
                break;
            }
        }
    }
}
