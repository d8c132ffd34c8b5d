//! Every action fails in turn, with and without its effect; every instance is lost at every moment.

use opswright_rollout::{Event, InstanceId, Phase, Plan, Retry, Weights, Work};

use crate::driver::{Drive, Instead};
use crate::plans::{plan, shapes};
use crate::world::{World, failure};

/// Runs a plan once for each action of it; `at` decides what happens there.
fn at_each(plan: &Plan, mut run: impl FnMut(usize, &mut Drive)) -> usize {
    let mut at = 0;
    loop {
        at += 1;
        let mut drive = Drive::new(plan);
        drive.twice = true;
        run(at, &mut drive);
        if drive.performed < at {
            return at;
        }
    }
}

/// Whether the release was current already when the action was asked for.
fn is_clearing(work: &Work) -> bool {
    matches!(work, Work::StopInstance { instance, .. } if instance.0.starts_with("r0"))
        || matches!(work, Work::Contract { .. })
}

#[test]
fn a_failure_at_each_action() {
    for (name, plan) in shapes() {
        for (happened, retry) in [
            (false, Retry::Useless),
            (true, Retry::Useless),
            (false, Retry::MayHelp),
        ] {
            let actions = at_each(&plan, |at, drive| {
                let mut failed = None;
                drive.run(|number, action, world| {
                    // What may help helps here: the repetition passes.
                    if number != at {
                        return Instead::Perform;
                    }
                    failed = Some(action.work.clone());
                    if happened {
                        let _ = world.perform(&action.work);
                    }
                    Instead::Events(vec![Event::Failed {
                        action: action.id,
                        failure: failure("it broke", retry),
                    }])
                });
                if let Some(work) = failed {
                    assert_ended(name, &plan, drive, &work, retry);
                }
            });
            assert!(actions > 5, "{name}");
        }
    }
}

fn assert_ended(name: &str, plan: &Plan, drive: &Drive, work: &Work, retry: Retry) {
    let state = &drive.state;
    let what = format!("{name}: {work:?}: {:?}", state.outcome);
    let is_answer = matches!(work, Work::AwaitHealthy { .. } | Work::Verify { .. });
    let may_go_on = matches!(work, Work::Observe { .. }) || (retry == Retry::MayHelp && !is_answer);
    if is_clearing(work) && retry == Retry::Useless {
        assert_eq!(state.phase, Phase::Succeeded, "{what}");
        let note = state
            .notes
            .iter()
            .find(|note| note.text.contains("it broke"));
        assert!(
            note.is_some_and(|note| note.next.is_some()),
            "{what}: {:?}",
            state.notes
        );
    } else if may_go_on {
        assert_eq!(state.phase, Phase::Succeeded, "{what}");
        drive.world.assert_after(plan);
    } else {
        assert_eq!(state.phase, Phase::RolledBack, "{what}");
        drive.world.assert_as_before(plan);
        let outcome = state.outcome.as_ref().unwrap();
        assert_eq!(outcome.reason, "it broke", "{what}");
        assert_eq!(outcome.evidence[0], "evidence", "{what}");
        assert_eq!(outcome.next, "opswright logs", "{what}");
    }
}

#[test]
fn a_first_release_that_fails_says_that_nothing_ran_before() {
    let plan = Plan {
        stable: None,
        ..plan()
    };
    let mut drive = Drive::new(&plan);
    drive.run(|_, action, _| match action.work {
        Work::AwaitHealthy { .. } => Instead::Events(vec![Event::Failed {
            action: action.id,
            failure: failure("connection refused", Retry::Useless),
        }]),
        _ => Instead::Perform,
    });
    let outcome = drive.state.outcome.clone().unwrap();
    assert_eq!(
        outcome.evidence[1],
        "nothing ran before, and nothing runs now"
    );
    drive.world.assert_as_before(&plan);
}

#[test]
fn a_second_failure_on_the_way_back_calls_a_person() {
    let (_, plan) = shapes().swap_remove(2);
    let bad = |action, reason| {
        Instead::Events(vec![Event::Failed {
            action,
            failure: failure(reason, Retry::Useless),
        }])
    };
    // The verification through the route is the last action before the bake; each action of the way back follows it.
    let mut second = 0;
    loop {
        second += 1;
        let mut drive = Drive::new(&plan);
        let mut back = 0;
        let mut broke = None;
        drive.run(|_, action, _| {
            let is_route = matches!(&action.work, Work::Verify { through, .. } if *through == opswright_rollout::Through::Route);
            if is_route {
                back = 1;
                return bad(action.id, "it answers 500");
            }
            if back > 0 {
                if back == second {
                    broke = Some(action.work.clone());
                    back += 1;
                    return bad(action.id, "the proxy does not answer");
                }
                back += 1;
            }
            Instead::Perform
        });
        let Some(broke) = broke else { break };
        assert_eq!(drive.state.phase, Phase::RollbackFailed, "{broke:?}");
        let outcome = drive.state.outcome.clone().unwrap();
        assert_eq!(
            outcome.reason,
            "the rollback failed: the proxy does not answer"
        );
        let first = outcome
            .evidence
            .iter()
            .any(|line| line.contains("it answers 500"));
        assert!(first, "{outcome:?}");
        // Whatever has the traffic is still there to serve it.
        let routed: Vec<&InstanceId> = drive.world.routed.values().flatten().collect();
        assert!(
            !routed.is_empty() && routed.iter().all(|id| drive.world.is_healthy(id)),
            "{broke:?}"
        );
    }
    assert!(second > 4);
}

#[test]
fn what_may_help_is_tried_three_times_on_the_way_back() {
    let plan = plan();
    let mut tries = 0;
    let mut drive = Drive::new(&plan);
    drive.run(|_, action, _| match &action.work {
        Work::Verify { .. } => Instead::Events(vec![Event::Failed {
            action: action.id,
            failure: failure("it answers 500", Retry::MayHelp),
        }]),
        Work::StopInstance { .. } => {
            tries += 1;
            Instead::Events(vec![Event::Failed {
                action: action.id,
                failure: failure("busy", Retry::MayHelp),
            }])
        }
        _ => Instead::Perform,
    });
    assert_eq!((tries, &drive.state.phase), (3, &Phase::RollbackFailed));
}

/// Ends an instance, and tells it.
fn lose(world: &mut World, instance: &str) -> Vec<Event> {
    let instance = InstanceId::from(instance);
    let lost = world.alive.remove(&instance);
    let reason = "exit status 1\npanicked".to_owned();
    lost.map(|_| Event::InstanceLost { instance, reason })
        .into_iter()
        .collect()
}

#[test]
fn the_candidate_is_lost_at_each_action() {
    for (name, plan) in shapes() {
        at_each(&plan, |at, drive| {
            let mut lost = false;
            drive.run(|number, _, world| {
                if number != at {
                    return Instead::Perform;
                }
                lost = world.alive.contains_key(&InstanceId::from("r1-1"));
                Instead::Events(lose(world, "r1-1"))
            });
            let promoted = drive.world.current == Some(plan.candidate.clone());
            match (lost, promoted) {
                (true, false) => {
                    let what = format!("{name} at {at}: {:?}", drive.state.outcome);
                    assert_eq!(drive.state.phase, Phase::RolledBack, "{what}");
                    drive.world.assert_as_before(&plan);
                }
                (true, true) => {
                    let told = drive
                        .state
                        .notes
                        .iter()
                        .any(|note| note.text.contains("r1-1"));
                    assert!(told, "{name} at {at}: {:?}", drive.state.notes);
                }
                (false, _) => drive.world.assert_after(&plan),
            }
        });
    }
}

#[test]
fn the_old_release_is_lost_at_each_action() {
    for (name, plan) in shapes() {
        if plan.stable.is_none() {
            continue;
        }
        // Forward it does not matter, since nothing is asked of it any more.
        at_each(&plan, |at, drive| {
            drive.run(|number, _, world| {
                if number == at {
                    Instead::Events(lose(world, "r0-1"))
                } else {
                    Instead::Perform
                }
            });
            assert_eq!(drive.state.phase, Phase::Succeeded, "{name} at {at}");
            drive.world.assert_after(&plan);
        });
        // Back, it is started again before it gets traffic.
        at_each(&plan, |at, drive| {
            let mut lost = false;
            drive.run(|number, action, world| {
                lost |= number == at;
                let mut events = if number == at {
                    lose(world, "r0-1")
                } else {
                    Vec::new()
                };
                let new = Some("new".into());
                if action.work == (Work::RecordCurrent { release: new }) {
                    events.push(Event::Failed {
                        action: action.id,
                        failure: failure("it broke", Retry::Useless),
                    });
                }
                Instead::Events(events)
            });
            let what = format!("{name} at {at}: {:?}", drive.state.outcome);
            assert_eq!(drive.state.phase, Phase::RolledBack, "{what}");
            if lost {
                drive.world.assert_as_before(&plan);
            }
        });
    }
}

#[test]
fn the_old_release_comes_back_even_if_all_of_it_is_gone() {
    let plan = plan();
    let mut drive = Drive::new(&plan);
    drive.run(|_, action, world| match &action.work {
        Work::Observe { for_ms } if *for_ms > 0 => {
            let lost = ["r0-1", "r1-1"].map(|instance| lose(world, instance));
            Instead::Events(lost.concat())
        }
        _ => Instead::Perform,
    });
    assert_eq!(drive.state.phase, Phase::RolledBack);
    drive.world.assert_as_before(&plan);
    assert_eq!(drive.world.weights, Weights::all("old".into()));
}
