//! The ways that a rollout goes when the world does as it is asked: to its end, held, aborted, not at all.

use std::collections::BTreeMap;

use opswright_rollout::{
    Action, Event, Instance, Life, Phase, Plan, ReleaseId, Verdict, Weights, Work, begin, step,
    steps,
};

use crate::driver::{Drive, Instead};
use crate::plans::{plan, shapes};

fn line(phase: &Phase, action: &Action) -> String {
    let work = match &action.work {
        Work::Preflight { release, .. } => format!("check {release}"),
        Work::Expand { .. } => "expand".to_owned(),
        Work::StartInstance { instance, release } => format!("start {instance} of {release}"),
        Work::AwaitHealthy { instance, .. } => format!("await {instance}"),
        Work::Verify { release, .. } => format!("verify {release}"),
        Work::Shift { weights, .. } => format!("shift to {weights}"),
        Work::Observe { for_ms } => format!("observe for {for_ms} ms"),
        Work::RecordCurrent { release } => format!("record {release:?}"),
        Work::StopInstance { instance, .. } => format!("stop {instance}"),
        Work::Contract { .. } => "contract".to_owned(),
    };
    format!("{phase}: {work}")
}

/// The actions of a rollout in order, with the phase each one belongs to.
fn story(plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    let mut state = begin(plan.clone());
    let mut drive = Drive::new(plan);
    let mut event = Event::Begin;
    loop {
        let (next, actions) = step(&state, event);
        state = next;
        lines.extend(actions.iter().map(|action| line(&state.phase, action)));
        let Some(action) = state.pending.values().next().cloned() else {
            return lines;
        };
        event = match (&action.work, drive.world.perform(&action.work)) {
            (Work::Observe { for_ms }, _) => Event::Sample {
                action: action.id,
                sample: drive.world.sample(*for_ms),
            },
            (_, done) => Event::Done {
                action: action.id,
                detail: done.unwrap(),
            },
        };
    }
}

#[test]
fn blue_green_in_full() {
    let (_, plan) = shapes().swap_remove(2);
    assert_eq!(
        story(&plan),
        [
            "preflight: check new",
            "migrating: expand",
            "starting: start r1-1 of new",
            "starting: start r1-2 of new",
            "starting: start r1-3 of new",
            "health gate: await r1-1",
            "health gate: await r1-2",
            "health gate: await r1-3",
            "health gate: verify new",
            "shifting 1: observe for 0 ms",
            "shifting 1: shift to 100 % new",
            "analysing 1: verify new",
            "baking: observe for 1000 ms",
            "baking: observe for 1000 ms",
            "baking: observe for 500 ms",
            "promoting: record Some(ReleaseId(\"new\"))",
            "draining: stop r0-1",
            "draining: stop r0-2",
            "contracting: contract",
        ]
    );
}

#[test]
fn every_shape_ends_with_the_candidate() {
    for (name, plan) in shapes() {
        let mut drive = Drive::new(&plan);
        drive.twice = true;
        drive.finish();
        assert_eq!(
            drive.state.phase,
            Phase::Succeeded,
            "{name}: {:?}",
            drive.state
        );
        drive.world.assert_after(&plan);
        let first = &drive.state.trail[..3];
        assert_eq!(
            first,
            [Phase::Planned, Phase::Locked, Phase::Preflight],
            "{name}"
        );
    }
}

#[test]
fn nothing_is_done_for_the_release_that_runs() {
    let plan = Plan {
        candidate: ReleaseId::from("old"),
        ..plan()
    };
    let mut drive = Drive::new(&plan);
    drive.finish();
    assert_eq!(drive.performed, 0);
    assert_eq!(drive.state.phase, Phase::Succeeded);
    let reason = drive.state.outcome.unwrap().reason;
    assert_eq!(
        reason,
        "release old is current already, so nothing was changed"
    );
}

#[test]
fn without_traffic_it_says_so() {
    let mut drive = Drive::new(&plan());
    drive.finish();
    let judgements = &drive.state.judgements;
    assert_eq!(
        judgements.len(),
        1,
        "looks that say the same are one: {judgements:?}"
    );
    assert_eq!(
        (judgements[0].verdict, judgements[0].looks),
        (Verdict::NoData, 3)
    );
    let note = &drive.state.notes[0].text;
    assert!(
        note.starts_with("no traffic was seen; synthetic requests"),
        "{note}"
    );
}

#[test]
fn a_hold_keeps_everything_and_ends_by_a_word() {
    let held = Event::Pause {
        reason: "lunch".to_owned(),
        by: "ada".to_owned(),
    };
    let mut at = 0;
    loop {
        at += 1;
        let mut drive = Drive::new(&plan());
        drive.twice = true;
        drive.run(|number, _, _| {
            if number == at {
                Instead::Events(vec![held.clone()])
            } else {
                Instead::Perform
            }
        });
        if drive.performed < at {
            break;
        }
        if drive.state.phase == Phase::Succeeded {
            // After the promotion there is nothing left to hold.
            assert!(drive.state.recorded == Some(ReleaseId::from("new")));
            continue;
        }
        assert_eq!(
            drive.state.phase,
            Phase::Paused("lunch".to_owned()),
            "at {at}"
        );
        let world = drive.world.clone();
        drive.crash();
        let moved = drive.state.weights == Weights::all(ReleaseId::from("new"));
        if moved {
            assert!(
                matches!(drive.state.phase, Phase::Paused(_)),
                "at {at}: a restart ends no hold"
            );
            assert_eq!(drive.world, world);
            drive.feed(Event::Resume {
                by: "ada".to_owned(),
            });
        }
        drive.finish();
        if moved {
            drive.world.assert_after(&plan());
        } else {
            drive.world.assert_as_before(&plan());
        }
    }
    assert!(at > 10);
}

#[test]
fn an_abort_puts_everything_back() {
    for (name, plan) in shapes() {
        let abort = Event::Abort {
            reason: "wrong one".to_owned(),
            by: "ada".to_owned(),
        };
        let mut at = 0;
        loop {
            at += 1;
            let mut drive = Drive::new(&plan);
            drive.twice = true;
            drive.run(|number, _, _| {
                if number == at {
                    Instead::Events(vec![abort.clone()])
                } else {
                    Instead::Perform
                }
            });
            if drive.performed < at {
                break;
            }
            match drive.state.phase {
                Phase::RolledBack => {
                    drive.world.assert_as_before(&plan);
                    let reason = drive.state.outcome.unwrap().reason;
                    assert_eq!(reason, "ada ended the rollout: wrong one", "{name} at {at}");
                }
                Phase::Succeeded => {
                    drive.world.assert_after(&plan);
                    let late = drive
                        .state
                        .notes
                        .iter()
                        .any(|note| note.text.contains("already"));
                    assert!(late, "{name} at {at}: an abort that came too late is noted");
                }
                phase => panic!("{name} at {at}: {phase}"),
            }
        }
        assert!(at > 5, "{name}");
    }
}

#[test]
fn an_abort_waits_for_the_start_that_is_under_way() {
    let (state, _) = step(&begin(plan()), Event::Begin);
    let done = |id: &Action| Event::Done {
        action: id.id,
        detail: opswright_rollout::Detail::Nothing,
    };
    let first = |actions: &[Action]| actions.first().cloned().unwrap();
    let (state, actions) = step(
        &state,
        done(&state.pending.values().next().cloned().unwrap()),
    );
    let start = first(&actions);
    let abort = Event::Abort {
        reason: "stop".to_owned(),
        by: "ada".to_owned(),
    };
    let (state, actions) = step(&state, abort);
    assert_eq!((&state.phase, actions.len()), (&Phase::Aborting, 0));
    assert!(state.pending.contains_key(&start.id));
    let (state, actions) = step(&state, done(&start));
    assert_eq!(state.phase, Phase::RollingBack);
    assert!(
        matches!(first(&actions).work, Work::StopInstance { .. }),
        "{actions:?}"
    );
}

#[test]
fn the_steps_are_known_before_anything_happens() {
    for (name, plan) in shapes() {
        let planned = steps(&plan);
        let mut drive = Drive::new(&plan);
        drive.finish();
        let mut phases: Vec<Phase> = planned.iter().map(|step| step.phase.clone()).collect();
        phases.dedup();
        let ends = [Phase::Planned, Phase::Locked, Phase::Succeeded];
        let trail: Vec<Phase> = drive
            .state
            .trail
            .iter()
            .filter(|phase| !ends.contains(phase))
            .cloned()
            .collect();
        assert_eq!(trail, phases, "{name}");
    }
}

#[test]
fn old_instances_live_until_the_new_release_is_recorded() {
    let plan = plan();
    let mut drive = Drive::new(&plan);
    let mut lives = BTreeMap::new();
    drive.run(|_, action, world| {
        if matches!(
            action.work,
            Work::Observe { .. } | Work::RecordCurrent { .. }
        ) {
            lives.insert(action.id, world.count("old"));
        }
        Instead::Perform
    });
    assert!(
        lives.len() >= 4 && lives.values().all(|count| *count == 1),
        "{lives:?}"
    );
    let expected = Instance {
        release: plan.candidate.clone(),
        life: Life::Healthy,
    };
    let left: Vec<_> = drive.state.instances.values().collect();
    assert_eq!(left, [&expected]);
}
