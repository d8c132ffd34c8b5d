//! The control socket of a shim: several connections at once, leases, malformed requests.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::UnixStream;

use opswright_target::process::{ErrorKind, Exit, HowStopped, InstanceState};

use crate::fixture::{Machine, WEB};

const READY: &str = "echo ready; exec sleep 1000";
const STATUS: &str = "{\"version\":1,\"epoch\":1,\"command\":\"status\"}\n";

fn connect(machine: &Machine) -> UnixStream {
    UnixStream::connect(machine.control()).expect("connected")
}

fn reply(stream: &mut UnixStream) -> String {
    let mut reply = String::new();
    let _ = BufReader::new(stream).read_line(&mut reply);
    reply
}

fn ask(machine: &Machine, request: &str) -> String {
    let mut stream = connect(machine);
    stream.write_all(request.as_bytes()).expect("sent");
    reply(&mut stream)
}

#[tokio::test]
async fn half_a_request_keeps_nobody_waiting() {
    let machine = Machine::new();
    machine.start(1, READY).await;
    let silent = connect(&machine);
    let mut slow = connect(&machine);
    let (first, rest) = STATUS.split_at(20);
    slow.write_all(first.as_bytes()).expect("sent");
    let other = ask(&machine, STATUS);
    assert!(other.starts_with("{\"status\":{\"exit\":null,"), "{other}");
    slow.write_all(rest.as_bytes()).expect("sent");
    assert_eq!(reply(&mut slow), other);
    let stopped = machine.target(1).stop(WEB, 20_000).await.expect("stopped");
    assert_eq!(stopped.how, HowStopped::Within(Exit::Signal(15)));
    let mut nothing = Vec::new();
    let _ = (&silent).read_to_end(&mut nothing);
    assert_eq!(nothing, [0_u8; 0]);
}

#[tokio::test]
async fn everybody_who_asked_for_the_end_is_told_and_the_shorter_grace_counts() {
    let machine = Machine::new();
    machine
        .start(1, "trap '' TERM; echo ready; while :; do sleep 1; done")
        .await;
    let stop = |grace_ms: u32| {
        let command = format!("{{\"stop\":{{\"grace_ms\":{grace_ms}}}}}");
        let mut stream = connect(&machine);
        let request = STATUS.replace("\"status\"", &command);
        stream.write_all(request.as_bytes()).expect("sent");
        stream
    };
    for mut stream in [stop(3_600_000), stop(0), stop(3_600_000)] {
        let reply = reply(&mut stream);
        let record =
            "{\"stopped\":{\"version\":1,\"exit\":{\"signal\":9},\"asked\":true,\"killed\":true,";
        assert!(reply.starts_with(record), "{reply}");
    }
    assert_eq!(machine.processes(), [0; 0]);
}

#[tokio::test]
async fn a_lower_epoch_is_refused() {
    let machine = Machine::new();
    machine.start(5, READY).await;
    let higher = ask(&machine, &STATUS.replace(":1,\"c", ":7,\"c"));
    assert!(higher.starts_with("{\"status\""), "{higher}");
    for epoch in [4, 6] {
        let refusal = machine
            .target(epoch)
            .stop(WEB, 0)
            .await
            .expect_err("fenced");
        assert_eq!(refusal.kind, ErrorKind::Fenced);
        let said = format!("stop web-1: epoch 7 is in charge, not {epoch}");
        assert_eq!(refusal.reason, said);
    }
    let seen = machine.observed().await.expect("observed").expect("known");
    assert_eq!(seen.state, InstanceState::Running);
    machine.target(7).stop(WEB, 20_000).await.expect("stopped");
    assert_eq!(machine.processes(), [0; 0]);
}

#[tokio::test]
async fn what_is_no_request_is_refused_and_the_next_is_heard() {
    let machine = Machine::new();
    machine.start(1, READY).await;
    let long = format!("{}\n", "x".repeat(8192));
    for (request, expected) in [
        ("nonsense\n", "a message is broken at byte"),
        ("{}\n", "a message is broken at byte"),
        ("\u{0}\n", "a message is broken at byte"),
        (long.as_str(), "the request is too long"),
        (
            &STATUS.replace("\"version\":1", "\"version\":2"),
            "this shim speaks version 1, not 2",
        ),
    ] {
        let reply = ask(&machine, request);
        let start = format!("{{\"failed\":{{\"reason\":\"{expected}");
        assert!(reply.starts_with(&start), "{request:?}: {reply}");
    }
    assert!(ask(&machine, STATUS).starts_with("{\"status\""));
}
