//! What instances say: in the log, and as evidence.

use opswright_target::process::{Exit, InstanceState};

use crate::fixture::{Machine, until};

/// Processor time of a process in clock ticks, of which a second has 100.
fn ticks(pid: i32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("it runs");
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let of = |at: usize| fields[at].parse::<u64>().expect("a number");
    of(11) + of(12)
}

async fn evidence(machine: &Machine) -> Vec<String> {
    let lost = machine.target(1).watch().recv().await.expect("told");
    assert_eq!(lost.state, InstanceState::Exited(Exit::Code(3)));
    lost.evidence
}

#[tokio::test]
async fn both_outputs_are_in_the_log_to_their_last_byte() {
    let machine = Machine::new();
    let line = "echo one; echo two >&2; printf 'no line feed'; exit 3";
    machine
        .target(1)
        .start(&machine.spec(line))
        .await
        .expect("started");
    assert_eq!(evidence(&machine).await, ["one", "two", "no line feed"]);
    let log = std::fs::read_to_string(machine.log()).expect("a log");
    assert_eq!(log, "one\ntwo\nno line feed");
}

#[tokio::test]
async fn a_full_disk_neither_holds_an_instance_up_nor_hides_its_last_words() {
    let machine = Machine::new();
    // More than a pipe holds: an instance whose output nobody took would wait.
    let line = "i=0; while [ $i -lt 5000 ]; do echo line-number-$i-of-many; i=$((i+1)); done; echo last words; exit 3";
    let spec = opswright_target::process::InstanceSpec {
        log: "/dev/full".into(),
        ..machine.spec(line)
    };
    machine.target(1).start(&spec).await.expect("started");
    let evidence = evidence(&machine).await;
    assert_eq!(evidence.last().map(String::as_str), Some("last words"));
    assert!(evidence.contains(&"line-number-4999-of-many".to_owned()));
}

#[tokio::test]
async fn evidence_holds_no_secret() {
    let machine = Machine::new();
    let spec = machine.spec_with_secret(
        "echo \"cannot connect to $DB\"; exit 3",
        "DB",
        "postgres://shop:pa55word@db/shop",
    );
    machine.target(1).start(&spec).await.expect("started");
    assert_eq!(evidence(&machine).await, ["cannot connect to [secret]"]);
}

#[tokio::test]
async fn a_shim_rests_when_its_instance_has_closed_its_output() {
    let machine = Machine::new();
    let mark = machine.folder.path().join("mark");
    let line = format!(
        "echo ready; exec >/dev/null 2>&1; sleep 1; : >{}; exec sleep 1000",
        mark.display()
    );
    machine.start(1, &line).await;
    let shim = machine.observed().await.expect("observed").expect("known");
    let before = ticks(shim.shim.pid);
    until("a second is over", || mark.exists()).await;
    let used = ticks(shim.shim.pid) - before;
    assert!(used < 20, "{used} of about 100 ticks");
}
