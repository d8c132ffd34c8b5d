//! Releases that go well, releases that do not, and what is left behind.

use crate::load::Load;
use crate::support::{Project, kill, wait_until};

#[test]
fn up_ends_with_an_address_that_answers() {
    let project = Project::shop();
    let ran = project.up(&[]).expect(0).says("locally, without a key");
    assert_eq!(
        ran.stdout.trim(),
        format!("http://127.0.0.1:{}", project.port)
    );
    assert_eq!(project.get("/health").0, 200);
    let workload = project.workload();
    assert_eq!(workload["workload"], "shop");
    assert_eq!(workload["instances"].as_array().unwrap().len(), 1);
    project.run(&["logs"]).expect(0).says("listens on");
    project.run(&["down"]).expect(0);
    project.expect_nothing();
}

#[test]
fn a_second_up_without_a_change_says_so_and_changes_nothing() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let before = project.workload()["instances"].clone();
    project.up(&[]).expect(0).says("already");
    assert_eq!(project.workload()["instances"], before);
}

#[test]
fn a_second_up_after_a_change_rolls_over_without_a_lost_request_and_rollback_returns() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let first = project.workload()["release"].clone();
    let load = Load::on(project.port);
    project.write("NOTE.md", "changed\n");
    project.up(&[]).expect(0);
    let second = project.workload()["release"].clone();
    assert_ne!(first, second);
    project.run(&["rollback", "--bake", "0.3"]).expect(0);
    assert_eq!(project.workload()["release"], first);
    let wanted = second.as_str().unwrap();
    project
        .run(&["deploy", "--release", wanted, "--bake", "0.3"])
        .expect(0);
    assert_eq!(project.workload()["release"], second);
    load.ends_without_loss(50);
    assert_eq!(project.shops(), 1, "only the current release runs");
    project
        .run(&["releases"])
        .expect(0)
        .says(wanted)
        .says(first.as_str().unwrap());
}

#[test]
fn a_release_that_never_becomes_healthy_is_rolled_back() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let first = project.workload()["release"].clone();
    let load = Load::on(project.port);
    let ran = project
        .up(&["--variable", "SHOP_BROKEN=health", "--health-timeout", "2"])
        .expect(5);
    for part in ["reason", "evidence", "next"] {
        assert!(
            ran.stderr.contains(part),
            "{part} is missing:\n{}",
            ran.stderr
        );
    }
    load.ends_without_loss(20);
    assert_eq!(project.workload()["release"], first);
    assert_eq!(project.shops(), 1);
}

#[test]
fn a_release_that_answers_5xx_before_the_swap_never_gets_traffic() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let load = Load::on(project.port);
    project
        .up(&["--variable", "SHOP_BROKEN=errors", "--health-timeout", "5"])
        .expect(5)
        .says("answered 500");
    load.ends_without_loss(20);
    assert_eq!(project.get("/").0, 200);
}

#[test]
fn a_release_that_answers_5xx_after_the_swap_is_rolled_back() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let first = project.workload()["release"].clone();
    let load = Load::on(project.port);
    let ran = project
        .up(&["--variable", "SHOP_BROKEN=late", "--bake", "60"])
        .expect(5);
    assert!(ran.stderr.contains("next"), "{}", ran.stderr);
    load.stop();
    assert_eq!(project.workload()["release"], first);
    assert_eq!(project.get("/").0, 200);
    assert_eq!(project.shops(), 1);
}

#[test]
fn a_first_release_that_crashes_leaves_nothing() {
    let project = Project::shop();
    project
        .up(&["--variable", "SHOP_BROKEN=crash"])
        .expect(5)
        .says("prices.json does not exist");
    assert_eq!(project.shops(), 0);
    project
        .run(&["status"])
        .expect(0)
        .says("last rollout failed");
}

#[test]
fn a_killed_instance_is_replaced_and_requests_wait() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let before = project.workload()["instances"][0].clone();
    kill(before["pid"].as_u64().unwrap());
    wait_until("the process has ended", || {
        !project
            .processes()
            .iter()
            .any(|(pid, _)| u64::from(*pid) == before["pid"])
    });
    // The proxy holds what comes in between: nothing is refused, nothing is answered with an error.
    assert_eq!(project.get("/health").0, 200);
    wait_until("replaced", || {
        project.workload()["instances"][0]["pid"] != before["pid"]
    });
    assert_eq!(project.shops(), 1);
}

#[test]
fn a_killed_shim_is_replaced_without_an_orphan() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let before = project.workload()["instances"][0].clone();
    kill(before["shim"].as_u64().unwrap());
    wait_until("replaced", || {
        let now = project.workload()["instances"].clone();
        now.as_array().is_some_and(|all| {
            all.len() == 1 && all[0]["state"] == "running" && all[0]["pid"] != before["pid"]
        })
    });
    assert_eq!(project.get("/health").0, 200);
    assert_eq!(project.shops(), 1);
}

#[test]
fn a_killed_proxy_refuses_nothing_and_comes_back() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let proxy = project.status()["proxy"].as_u64().unwrap();
    kill(proxy);
    for _ in 0..20 {
        assert_eq!(
            project.get("/health").0,
            200,
            "the listening socket outlives the proxy"
        );
    }
    wait_until("another proxy", || {
        project.status()["proxy"]
            .as_u64()
            .is_some_and(|pid| pid != proxy)
    });
}

#[test]
fn a_killed_supervisor_stops_no_traffic_and_the_next_command_goes_on() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let before = project.status();
    kill(before["supervisor"].as_u64().unwrap());
    assert_eq!(project.get("/health").0, 200);
    let after = project.status();
    assert_ne!(after["supervisor"], before["supervisor"]);
    assert_eq!(after["proxy"], before["proxy"], "the proxy was adopted");
    assert_eq!(
        after["workloads"][0]["instances"], before["workloads"][0]["instances"],
        "the instance was adopted"
    );
}

#[test]
fn everything_done_is_in_the_journal() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let ran = project
        .run(&["audit", "--verify", "--lines", "500", "--format", "json"])
        .expect(0);
    let kinds: Vec<String> = ran.json()["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap().to_owned())
        .collect();
    for kind in [
        "approval",
        "generate",
        "release",
        "rollout-opened",
        "rollout-step",
        "rollout-outcome",
        "current",
        "rollout-closed",
    ] {
        assert!(
            kinds.iter().any(|found| found == kind),
            "no {kind} in {kinds:?}"
        );
    }
    let opened = kinds
        .iter()
        .position(|kind| kind == "rollout-opened")
        .unwrap();
    let closed = kinds
        .iter()
        .position(|kind| kind == "rollout-closed")
        .unwrap();
    assert!(opened < closed);
}

#[test]
fn two_rollouts_at_once_are_one_and_a_refusal() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let gate = project.hold_start();
    let mut first = project
        .command(&[
            "up",
            "--approve-local",
            "--bake",
            "0.3",
            "--health-timeout",
            "120",
        ])
        .spawn()
        .unwrap();
    wait_until("the first rollout runs", || {
        !project.workload()["rollout"].is_null()
    });
    project
        .up(&[])
        .expect(8)
        .says("opswright up")
        .says("process");
    std::fs::write(gate, "").unwrap();
    assert!(first.wait().unwrap().success());
}

#[test]
fn a_killed_command_does_not_end_its_rollout() {
    let project = Project::shop();
    project.up(&[]).expect(0);
    let first = project.workload()["release"].clone();
    let gate = project.hold_start();
    let mut command = project
        .command(&[
            "up",
            "--approve-local",
            "--bake",
            "0.3",
            "--health-timeout",
            "120",
        ])
        .spawn()
        .unwrap();
    wait_until("the rollout runs", || {
        !project.workload()["rollout"].is_null()
    });
    command.kill().unwrap();
    command.wait().unwrap();
    std::fs::write(gate, "").unwrap();
    wait_until("the new release is current", || {
        project.workload()["release"] != first
    });
    assert_eq!(project.get("/").0, 200);
}

#[test]
fn secrets_are_in_no_output_and_no_journal() {
    let project = Project::shop();
    let secret = "hunter2-and-more";
    let ran = project
        .up(&["--variable", &format!("SHOP_TOKEN={secret}")])
        .expect(0);
    assert!(!format!("{}{}", ran.stdout, ran.stderr).contains(secret));
    let audit = project
        .run(&["audit", "--lines", "1000", "--format", "json"])
        .expect(0);
    assert!(
        !audit.stdout.contains(secret),
        "the journal holds the secret"
    );
    for (_, command) in project.processes() {
        assert!(!command.contains(secret), "in the arguments of {command}");
    }
}
