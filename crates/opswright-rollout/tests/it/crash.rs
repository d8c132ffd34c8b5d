//! The driver is ended at each action, and started again in several worlds.

use opswright_rollout::{Event, InstanceId, Phase, Plan, Through, Traffic, Weights, Work};

use crate::driver::{Drive, Instead};
use crate::plans::shapes;
use crate::world::World;

/// What happens to the world between the end of one driver and the start of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meanwhile {
    /// Nothing: the action under way never happened.
    Nothing,
    /// The action under way happened.
    Effect,
    /// The machine was started anew: no instance is left.
    Reboot,
    /// The candidate's instances are gone.
    CandidateGone,
    /// The old instances are gone.
    StableGone,
    /// One instance of the candidate is gone.
    OneGone,
}

const ALL: [Meanwhile; 6] = [
    Meanwhile::Nothing,
    Meanwhile::Effect,
    Meanwhile::Reboot,
    Meanwhile::CandidateGone,
    Meanwhile::StableGone,
    Meanwhile::OneGone,
];

fn happen(meanwhile: Meanwhile, work: &Work, world: &mut World) {
    match meanwhile {
        Meanwhile::Nothing => {}
        Meanwhile::Effect => {
            let _ = world.perform(work);
        }
        Meanwhile::Reboot => world.alive.clear(),
        Meanwhile::CandidateGone => world.alive.retain(|_, running| running.release.0 != "new"),
        Meanwhile::StableGone => world.alive.retain(|_, running| running.release.0 != "old"),
        Meanwhile::OneGone => {
            world.alive.remove(&InstanceId::from("r1-1"));
        }
    }
}

/// Whether the swap had been acknowledged before this action was asked for.
fn is_beyond_the_swap(plan: &Plan, work: &Work) -> bool {
    match work {
        Work::Verify { through, .. } => *through == Through::Route,
        Work::Observe { for_ms } => *for_ms > 0,
        Work::RecordCurrent { .. } | Work::Contract { .. } => true,
        Work::StopInstance { instance, .. } => instance.0.starts_with("r0"),
        _ => {
            assert_eq!(plan.strategy, opswright_rollout::Strategy::BlueGreen);
            false
        }
    }
}

#[test]
fn a_crash_at_each_action() {
    for (name, plan) in shapes() {
        for meanwhile in ALL {
            for at in 1.. {
                let mut drive = Drive::new(&plan);
                let mut under_way = None;
                drive.run(|number, action, world| {
                    if number != at {
                        return Instead::Perform;
                    }
                    under_way = Some(action.work.clone());
                    happen(meanwhile, &action.work, world);
                    Instead::Crash
                });
                let Some(work) = under_way else { break };
                assert_converged(
                    &format!("{name}, {meanwhile:?}, {work:?}"),
                    &plan,
                    &drive,
                    &work,
                    meanwhile,
                );
            }
        }
    }
}

fn assert_converged(what: &str, plan: &Plan, drive: &Drive, work: &Work, meanwhile: Meanwhile) {
    let phase = &drive.state.phase;
    let what = format!("{what}: {phase}: {:?}", drive.state.outcome);
    match phase {
        Phase::Succeeded => drive.world.assert_after(plan),
        Phase::RolledBack => assert_back(plan, drive, &what),
        _ => panic!("{what}"),
    }
    if meanwhile == Meanwhile::Nothing || meanwhile == Meanwhile::Effect {
        let forward = is_beyond_the_swap(plan, work);
        assert_eq!(*phase == Phase::Succeeded, forward, "{what}");
    }
    let promoted = matches!(work, Work::StopInstance { .. } | Work::Contract { .. });
    assert!(
        !promoted || *phase == Phase::Succeeded,
        "what is current stays current: {what}"
    );
    let old_only = meanwhile == Meanwhile::CandidateGone && plan.stable.is_some();
    if old_only && !promoted {
        assert_eq!(
            *phase,
            Phase::RolledBack,
            "the one that lives gets the traffic: {what}"
        );
    }
}

/// As before; but what a restart of the machine ended before anything was begun is not the rollout's to start.
fn assert_back(plan: &Plan, drive: &Drive, what: &str) {
    let untouched = drive.state.steps.is_empty();
    if untouched && drive.world.alive.is_empty() {
        assert!(!drive.state.trail.contains(&Phase::Starting), "{what}");
        return;
    }
    drive.world.assert_as_before(plan);
}

#[test]
fn a_crash_on_the_way_back_goes_on_back() {
    for (name, plan) in shapes() {
        for meanwhile in ALL {
            for at in 1.. {
                let mut drive = Drive::new(&plan);
                let mut back = 0;
                let mut under_way = false;
                drive.run(|_, action, world| {
                    if matches!(action.work, Work::RecordCurrent { .. }) && back == 0 {
                        back = 1;
                        return Instead::Events(vec![Event::Abort {
                            reason: "no".to_owned(),
                            by: "ada".to_owned(),
                        }]);
                    }
                    back += usize::from(back > 0);
                    if back == at + 1 {
                        under_way = true;
                        happen(meanwhile, &action.work, world);
                        return Instead::Crash;
                    }
                    Instead::Perform
                });
                if !under_way {
                    break;
                }
                let what = format!("{name}, {meanwhile:?}, {at}: {:?}", drive.state.outcome);
                assert_eq!(drive.state.phase, Phase::RolledBack, "{what}");
                drive.world.assert_as_before(&plan);
                let reason = drive.state.outcome.unwrap().reason;
                assert_eq!(reason, "ada ended the rollout: no", "{what}");
            }
        }
    }
}

#[test]
fn weights_that_are_unknown_or_wrong_are_put_right() {
    for (_, plan) in shapes() {
        if plan.traffic == Traffic::Unrouted || plan.stable.is_none() {
            continue;
        }
        for at in 1.. {
            let mut drive = Drive::new(&plan);
            let mut under_way = false;
            drive.run(|number, _, world| {
                if number != at {
                    return Instead::Perform;
                }
                under_way = true;
                // A proxy that lost its routes.
                world.weights = Weights::none();
                world.routed.clear();
                Instead::Crash
            });
            if !under_way {
                break;
            }
            match drive.state.phase {
                Phase::Succeeded => drive.world.assert_after(&plan),
                Phase::RolledBack => drive.world.assert_as_before(&plan),
                phase => panic!("{phase}"),
            }
        }
    }
}

#[test]
fn the_record_says_what_was_under_way() {
    let (_, plan) = shapes().swap_remove(0);
    let mut drive = Drive::new(&plan);
    drive.run(|_, action, _| match action.work {
        Work::Shift { ref weights, .. } if *weights == Weights::all("new".into()) => Instead::Crash,
        _ => Instead::Perform,
    });
    let note = &drive.state.notes[0].text;
    assert_eq!(
        note,
        "opswright was ended while it did this: shift to 100 % new"
    );
}
