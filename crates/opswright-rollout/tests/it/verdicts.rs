//! What traffic does to a rollout: the judge's verdicts, and what follows them.

use opswright_rollout::{Analysis, Event, Phase, Plan, ReleaseId, Retry, Unclear, Verdict, Work};

use crate::driver::{Drive, Instead};
use crate::plans::plan;
use crate::world::failure;

/// Requests per look and errors in a thousand.
type Traffic = (u64, u64);

fn drive(unclear: Unclear, old: Traffic, new: Traffic) -> Drive {
    let analysis = Analysis {
        unclear,
        ..plan().analysis
    };
    let mut drive = Drive::new(&Plan { analysis, ..plan() });
    drive.world.traffic = [(ReleaseId::from("old"), old), (ReleaseId::from("new"), new)].into();
    drive.finish();
    drive
}

#[test]
fn verdicts_and_policies() {
    use Unclear::{Pause, ProceedIfVerified, RollBack};
    let held = |reason: &str| Phase::Paused(reason.to_owned());
    for (unclear, old, new, phase, verdict) in [
        (
            RollBack,
            (500, 0),
            (500, 0),
            Phase::Succeeded,
            Verdict::Pass,
        ),
        (
            RollBack,
            (500, 0),
            (500, 300),
            Phase::RolledBack,
            Verdict::Fail,
        ),
        (
            RollBack,
            (500, 50),
            (500, 50),
            Phase::Succeeded,
            Verdict::Pass,
        ),
        (
            RollBack,
            (0, 0),
            (500, 300),
            Phase::RolledBack,
            Verdict::Fail,
        ),
        (RollBack, (0, 0), (0, 0), Phase::RolledBack, Verdict::NoData),
        (
            RollBack,
            (0, 0),
            (3, 0),
            Phase::RolledBack,
            Verdict::Inconclusive,
        ),
        (
            ProceedIfVerified,
            (0, 0),
            (0, 0),
            Phase::Succeeded,
            Verdict::NoData,
        ),
        (
            ProceedIfVerified,
            (0, 0),
            (3, 0),
            Phase::Succeeded,
            Verdict::Inconclusive,
        ),
        (
            ProceedIfVerified,
            (20, 0),
            (400, 100),
            Phase::RolledBack,
            Verdict::Inconclusive,
        ),
        (
            Pause,
            (0, 0),
            (0, 0),
            held("no traffic was seen"),
            Verdict::NoData,
        ),
    ] {
        let drive = drive(unclear, old, new);
        let what = format!("{unclear:?}, {old:?} -> {new:?}: {:?}", drive.state.outcome);
        assert_eq!(drive.state.phase, phase, "{what}");
        assert_eq!(
            drive.state.judgements.last().unwrap().verdict,
            verdict,
            "{what}"
        );
        if phase == Phase::RolledBack {
            drive.world.assert_as_before(&plan());
        }
    }
}

#[test]
fn a_bad_release_is_seen_at_the_first_look() {
    let drive = drive(Unclear::ProceedIfVerified, (500, 0), (500, 300));
    assert_eq!(drive.state.judgements.len(), 1);
    assert_eq!(drive.state.judgements[0].looks, 1);
    let outcome = drive.state.outcome.unwrap();
    assert_eq!(
        outcome.reason,
        "150 of 500 requests failed; the objective is at most 2.00 %"
    );
    assert_eq!(
        outcome.evidence[0],
        "new release: 500 requests, 150 errors, half within 5000 us"
    );
    assert_eq!(outcome.next, "opswright logs");
}

#[test]
fn traffic_that_cannot_be_seen_proves_nothing() {
    for (unclear, phase) in [
        (Unclear::RollBack, Phase::RolledBack),
        (Unclear::ProceedIfVerified, Phase::Succeeded),
    ] {
        let analysis = Analysis {
            unclear,
            ..plan().analysis
        };
        let mut drive = Drive::new(&Plan { analysis, ..plan() });
        let mut looks = 0;
        drive.run(|_, action, _| match action.work {
            Work::Observe { .. } => {
                looks += 1;
                Instead::Events(vec![Event::Failed {
                    action: action.id,
                    failure: failure("the proxy does not answer", Retry::MayHelp),
                }])
            }
            _ => Instead::Perform,
        });
        assert_eq!(drive.state.phase, phase);
        assert_eq!(looks, 4, "the baseline, and three looks of the bake");
    }
}

#[test]
fn a_restart_goes_on_with_the_bake_where_it_was() {
    let mut waited = 0;
    let mut drive = Drive::new(&plan());
    let mut crashed = false;
    drive.run(|_, action, _| match action.work {
        Work::Observe { for_ms } if for_ms > 0 => {
            if waited >= 1000 && !crashed {
                crashed = true;
                return Instead::Crash;
            }
            waited += for_ms;
            Instead::Perform
        }
        _ => Instead::Perform,
    });
    assert_eq!((drive.state.phase, waited), (Phase::Succeeded, 2500));
}
