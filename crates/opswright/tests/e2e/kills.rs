//! `kill -9` of another process at a chosen write of the supervisor's journal.

use std::time::Duration;

use crate::armed::{armed, go_on, standing};
use crate::support::{Project, kill, wait_until};

/// A release that is not `first`.
fn second(project: &Project, first: &str) -> String {
    let all = project.run(&["releases"]).expect(0).stdout;
    let mut names = all
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    names.find(|name| *name != first).unwrap().to_owned()
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
        go_on(pid);
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
fn a_shim_of_the_new_release_killed_at_any_write_leaves_one_release_and_no_orphan() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let first = project.workload()["release"].as_str().unwrap().to_owned();
    project.write("NOTE.md", "changed\n");
    project.up(&[]).expect(0);
    let current = write_of_current(&project);
    let mut ended = Vec::new();
    // From the write that says that the instance has started.
    for write in (5..=current + 1).step_by(2) {
        let wanted = project.workload()["release"].as_str().unwrap().to_owned();
        let wanted = if wanted == first {
            second(&project, &first)
        } else {
            first.clone()
        };
        let mut supervisor = armed(&project, &format!("stop-after:{write}"));
        let pid = u64::from(supervisor.id());
        let old = project.workload()["instances"][0]["shim"].clone();
        let mut caller = project.command(&deploy(&wanted)).spawn().unwrap();
        wait_until("the supervisor stops", || standing(pid) == 'T');
        let shims = project.processes().into_iter();
        let shims = shims.filter(|(_, command)| command.trim().ends_with(" shim"));
        for (shim, _) in shims.filter(|(shim, _)| u64::from(*shim) != old) {
            kill(shim.into());
        }
        go_on(pid);
        let code = caller.wait().unwrap().code();
        assert!(
            [Some(0), Some(5)].contains(&code),
            "write {write}: {code:?}"
        );
        ended.push(code);
        wait_until("one instance runs", || {
            let workload = project.workload();
            let instances = workload["instances"].as_array().unwrap();
            instances.len() == 1 && instances[0]["state"] == "running" && project.shops() == 1
        });
        assert_eq!(project.get("/").0, 200, "write {write}");
        kill(pid);
        supervisor.wait().unwrap();
    }
    // Until it is recorded it is taken back; afterwards it is replaced.
    assert_eq!(
        (ended.first(), ended.last()),
        (Some(&Some(5)), Some(&Some(0)))
    );
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
