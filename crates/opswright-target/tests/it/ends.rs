//! How instances end, and that nothing of them is left.

use opswright_target::process::{ErrorKind, Exit, HowStopped, InstanceSpec, InstanceState};
use rustix::process::Signal;

use crate::fixture::{Machine, WEB, until};

/// Runs until it is ended.
const FOREVER: &str = "while :; do sleep 0.05; done";

#[tokio::test]
async fn one_that_heeds_its_signal_ends_within_its_grace() {
    let machine = Machine::new();
    let identity = machine
        .start(1, &format!("trap 'exit 7' TERM; echo ready; {FOREVER}"))
        .await;
    let seen = machine.observed().await.expect("observed").expect("known");
    assert_eq!(seen.state, InstanceState::Running);
    assert_eq!(seen.identity, identity);
    let stopped = machine.target(1).stop(WEB, 20_000).await.expect("stopped");
    assert_eq!(stopped.how, HowStopped::Within(Exit::Code(7)));
    assert_eq!(machine.observed().await, Ok(None));
    assert!(!identity.is_alive());
    assert_eq!(machine.processes(), [0; 0]);
}

#[tokio::test]
async fn one_that_ignores_its_signal_is_killed_with_all_it_started() {
    let machine = Machine::new();
    let line = "trap '' TERM; (setsid sleep 1000 &); sleep 1000 & echo ready; wait";
    machine.start(1, line).await;
    let stopped = machine.target(1).stop(WEB, 50).await.expect("stopped");
    assert_eq!(stopped.how, HowStopped::Killed(Exit::Signal(9)));
    assert_eq!(machine.processes(), [0; 0]);
}

#[tokio::test]
async fn what_the_main_process_leaves_behind_ends_with_it() {
    let machine = Machine::new();
    machine
        .start(1, "(setsid sleep 1000 &); sleep 1000 & echo ready; exit 3")
        .await;
    assert_eq!(machine.ended().await, InstanceState::Exited(Exit::Code(3)));
    until("nothing is left", || machine.processes().is_empty()).await;
    let stopped = machine.target(1).stop(WEB, 20_000).await.expect("stopped");
    assert_eq!(stopped.how, HowStopped::Before(Exit::Code(3)));
    assert_eq!(machine.observed().await, Ok(None));
}

#[tokio::test]
async fn what_lost_its_shim_is_found_and_ended() {
    let machine = Machine::new();
    let identity = machine
        .start(1, "sleep 1000 & echo ready; exec sleep 1000")
        .await;
    let seen = machine.observed().await.expect("observed").expect("known");
    assert!(seen.shim.signal(Signal::KILL));
    assert_eq!(machine.ended().await, InstanceState::ShimLost);
    until("the main process has gone with its shim", || {
        !identity.is_alive()
    })
    .await;
    let stopped = machine.target(1).stop(WEB, 20_000).await.expect("stopped");
    assert_eq!(stopped.how, HowStopped::ShimLost);
    assert_eq!(machine.processes(), [0; 0]);
    let again = machine.target(1).stop(WEB, 20_000).await.expect("stopped");
    assert_eq!(again.how, HowStopped::Gone);
}

#[tokio::test]
async fn a_shim_that_is_asked_to_end_gives_its_instance_the_grace() {
    let machine = Machine::new();
    let line = format!("trap 'echo heard; exit 7' TERM; echo ready; {FOREVER}");
    let spec = InstanceSpec {
        grace_ms: 20_000,
        ..machine.spec(&line)
    };
    machine.target(1).start(&spec).await.expect("started");
    machine.said("ready").await;
    let seen = machine.observed().await.expect("observed").expect("known");
    assert!(seen.shim.signal(Signal::TERM));
    assert_eq!(machine.ended().await, InstanceState::Exited(Exit::Code(7)));
    machine.said("heard").await;
    assert_eq!(machine.processes(), [0; 0]);
}

#[tokio::test]
async fn what_lost_its_shim_shows_no_secret() {
    let machine = Machine::new();
    let line = format!("echo \"key $KEY\"; echo ready; {FOREVER}");
    let spec = machine.spec_with_secret(&line, "KEY", "hunter22hunter22");
    let (starter, other) = (machine.target(1), machine.target(1));
    starter.start(&spec).await.expect("started");
    machine.said("ready").await;
    let seen = machine.observed().await.expect("observed").expect("known");
    assert!(seen.shim.signal(Signal::KILL));
    for (target, expected) in [
        (starter, "key [secret]"),
        (other, "its log may hold secrets"),
    ] {
        let lost = target.watch().recv().await.expect("told");
        assert_eq!(lost.state, InstanceState::ShimLost);
        let evidence = lost.evidence.join("\n");
        assert!(evidence.contains(expected), "{evidence}");
        assert!(!evidence.contains("hunter22"), "{evidence}");
    }
}

#[tokio::test]
async fn nothing_is_left_of_an_instance_that_could_not_be_started() {
    let machine = Machine::new();
    let command = || machine.spec("exit 0");
    let missing = opswright_target::process::CommandLine::Arguments(vec!["no-such-program".into()]);
    for (spec, kind, reason) in [
        (
            InstanceSpec {
                command: missing,
                ..command()
            },
            ErrorKind::CommandNotFound,
            "execute `no-such-program`: there is no such program",
        ),
        (
            InstanceSpec {
                directory: "/no/such/folder".into(),
                ..command()
            },
            ErrorKind::CommandNotFound,
            "enter /no/such/folder",
        ),
        (
            InstanceSpec {
                log: machine.folder.path().to_owned(),
                ..command()
            },
            ErrorKind::Unreachable,
            "open ",
        ),
    ] {
        let failure = machine.target(1).start(&spec).await.expect_err(reason);
        assert_eq!(failure.kind, kind, "{failure}");
        assert!(failure.reason.starts_with(reason), "{failure}");
        assert_eq!(machine.observed().await, Ok(None));
        assert!(!machine.control().exists(), "{reason}");
        assert_eq!(machine.processes(), [0; 0]);
    }
}
