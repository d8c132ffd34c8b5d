//! The stored format: what was written is read again, and what an earlier build wrote still is.

use std::collections::BTreeMap;

use opswright_rollout::{Event, Percent, Phase, ReleaseId, State, Weights, Work, step};

use crate::driver::{Drive, Instead};
use crate::plans::shapes;

#[test]
fn every_state_survives_storage() {
    for (name, plan) in shapes() {
        let mut drive = Drive::new(&plan);
        drive.run(|_, _, _| Instead::Perform);
        let text = serde_json::to_string(&drive.state).unwrap();
        let read: State = serde_json::from_str(&text).unwrap();
        assert_eq!(read, drive.state, "{name}");
    }
}

/// A state of format 1, in the middle of a bake, with an observation under way.
const FORMAT_1: &str = include_str!("../goldens/state-1.json");

#[test]
fn a_stored_rollout_of_format_1_goes_on() {
    let state: State = serde_json::from_str(FORMAT_1).unwrap();
    assert_eq!((state.version, &state.phase), (1, &Phase::Baking));
    let written = serde_json::to_string_pretty(&state).unwrap();
    assert_eq!(
        written.trim(),
        FORMAT_1.trim(),
        "format 1 is written as it was"
    );
    let action = state.pending.values().next().unwrap();
    assert!(matches!(action.work, Work::Observe { .. }));
    let sample = opswright_rollout::Sample {
        elapsed_ms: 5000,
        ..opswright_rollout::Sample::default()
    };
    let (state, actions) = step(
        &state,
        Event::Sample {
            action: action.id,
            sample,
        },
    );
    assert_eq!(state.phase, Phase::Promoting);
    assert!(matches!(actions[0].work, Work::RecordCurrent { .. }));
}

#[test]
fn weights_that_do_not_sum_to_a_hundred_are_refused() {
    let share = |name: &str, percent| (ReleaseId::from(name), Percent(percent));
    for (shares, good) in [
        (vec![], true),
        (vec![share("a", 100)], true),
        (vec![share("a", 95), share("b", 5)], true),
        (vec![share("a", 100), share("b", 0)], true),
        (vec![share("a", 99)], false),
        (vec![share("a", 99), share("b", 2)], false),
        (vec![share("a", 255), share("b", 255)], false),
    ] {
        let shares: BTreeMap<_, _> = shares.into_iter().collect();
        let text = serde_json::to_string(&shares).unwrap();
        assert_eq!(Weights::split(shares).is_ok(), good, "{text}");
        assert_eq!(
            serde_json::from_str::<Weights>(&text).is_ok(),
            good,
            "{text}"
        );
    }
}
