//! A rollout in which somebody is killed exactly at one write of the journal.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use super::opswright::{Opswright, Running};
use super::processes::{self, Standing};
use super::report::{self, Round};
use super::status;
use super::victim::Victim;
use crate::traffic::Gauge;

/// Longest wait for an armed supervisor to answer, and for a rollout to reach its write.
const PATIENCE: Duration = Duration::from_mins(1);

/// Time between two looks.
const LOOK_TIME: Duration = Duration::from_millis(1);

/// More writes than any rollout has.
const MOST_WRITES: u32 = 500;

/// A place of the supervisor's journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Write {
    /// `before` or `after`.
    pub(crate) moment: &'static str,
    /// Which write of the supervisor, from 1.
    pub(crate) number: u32,
}

/// Every place, until a rollout has been seen that has no such write; the rollouts of `round` return whether theirs had.
pub(crate) fn each(mut round: impl FnMut(Write) -> anyhow::Result<bool>) -> anyhow::Result<()> {
    for moment in ["before", "after"] {
        let mut number = 1;
        while round(Write { moment, number })
            .with_context(|| format!("{moment} write {number} of the journal"))?
        {
            number += 1;
            if number > MOST_WRITES {
                bail!("a rollout has more than {MOST_WRITES} writes");
            }
        }
    }
    Ok(())
}

/// Kills `victim` at `write` of a rollout to `release`; nobody is hit when the rollout has no such write.
pub(crate) fn roll_out(
    command: &Opswright,
    gauge: &Gauge,
    victim: Victim,
    (release, write): (&str, Write),
) -> anyhow::Result<Round> {
    let before = gauge.failures();
    let armed = arm(command, write)?;
    let status = status::ask(command)?;
    let begin = Instant::now();
    let mut caller = command.start(&["deploy", "--release", release, "--bake", "0.5"])?;
    let doomed = victim.find(&status, caller.id()?)?;
    let hit = if is_reached(armed, &mut caller)? {
        let hit = doomed.kill(gauge, begin);
        // Whatever came of the kill, a stopped supervisor must not be left behind.
        if victim != Victim::Supervisor {
            processes::go_on(armed)?;
        }
        Some(hit?.context("the victim had ended by itself")?)
    } else {
        // It would stop at the next thing it is asked for.
        end(armed)?;
        None
    };
    let ended = caller.finish();
    if hit.is_none() || victim != Victim::Command {
        ended?;
    }
    if let Err(left) = status::converged(command, Some(release))? {
        bail!("{left}");
    }
    Ok(Round {
        release: release.to_owned(),
        took: begin.elapsed(),
        lost: report::since(&before, &gauge.failures()),
        hit,
    })
}

/// Replaces the idle supervisor by one that stops at `write`.
fn arm(command: &Opswright, write: Write) -> anyhow::Result<i32> {
    let place = format!("stop-{}:{}", write.moment, write.number);
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        end(status::ask(command)?.supervisor)?;
        let armed = command.supervise(&place)?;
        while processes::standing(armed) == Standing::Alive {
            if status::ask(command).is_ok_and(|status| status.supervisor == armed) {
                return Ok(armed);
            }
            std::thread::sleep(LOOK_TIME);
        }
        // A status that found no supervisor may have started one a moment earlier.
    }
    bail!("the armed supervisor does not answer");
}

/// Ends an idle supervisor.
fn end(supervisor: i32) -> anyhow::Result<()> {
    if supervisor != 0 {
        processes::kill(supervisor)?;
        processes::wait_until_gone(supervisor)?;
    }
    Ok(())
}

/// Whether the armed supervisor stops before `caller` has its answer.
fn is_reached(armed: i32, caller: &mut Running) -> anyhow::Result<bool> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if processes::standing(armed) == Standing::Stopped {
            return Ok(true);
        }
        if caller.has_ended()? {
            // It may have stopped at its last write, after the answer.
            std::thread::sleep(Duration::from_millis(100));
            return Ok(processes::standing(armed) == Standing::Stopped);
        }
        if Instant::now() >= deadline {
            bail!("the rollout neither ends nor reaches the write");
        }
        std::thread::sleep(LOOK_TIME);
    }
}
