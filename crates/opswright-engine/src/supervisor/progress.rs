//! Tells whoever listens how a rollout goes.

use std::time::Instant;

use opswright_rollout::{Action, Detail, Event, State, Work};
use tokio::sync::mpsc;

use crate::wire::Progress;

/// The listener of one request; a listener that went away is no loss.
#[derive(Debug, Clone)]
pub(crate) struct Reporter {
    began: Instant,
    listener: mpsc::UnboundedSender<Progress>,
}

impl Reporter {
    /// A reporter and its listening end.
    pub(crate) fn new() -> (Self, mpsc::UnboundedReceiver<Progress>) {
        let (listener, receiver) = mpsc::unbounded_channel();
        (
            Self {
                began: Instant::now(),
                listener,
            },
            receiver,
        )
    }

    /// Says one thing.
    pub(crate) fn say(&self, step: &str, text: impl Into<String>) {
        let elapsed_ms = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let _ = self.listener.send(Progress {
            step: step.to_owned(),
            text: text.into(),
            elapsed_ms,
        });
    }

    /// A new phase.
    pub(crate) fn phase(&self, state: &State) {
        self.say("phase", state.phase.to_string());
        if let Some(failure) = state
            .failure
            .as_ref()
            .filter(|_| state.phase.is_going_back())
        {
            self.say("reason", failure.reason.clone());
        }
    }

    /// An action that is begun.
    pub(crate) fn action(&self, action: &Action) {
        let (step, text) = match &action.work {
            Work::Preflight { release, .. } => ("preflight", format!("checking release {release}")),
            Work::Expand { command, .. } => ("migrate", format!("running `{command}`")),
            Work::StartInstance { instance, release } => {
                ("start", format!("{instance} of release {release}"))
            }
            Work::AwaitHealthy { instance, gate } => (
                "health",
                format!(
                    "{instance} at {}",
                    gate.path.as_deref().unwrap_or("its port")
                ),
            ),
            Work::Verify { release, .. } => ("verify", format!("release {release} answers")),
            Work::Shift { weights, .. } => ("shift", weights.to_string()),
            Work::Observe { for_ms: 0 } => return,
            Work::Observe { for_ms } => ("watch", format!("{for_ms} ms")),
            Work::RecordCurrent { release } => (
                "record",
                release
                    .as_ref()
                    .map_or("nothing runs".to_owned(), |release| {
                        format!("{release} is current")
                    }),
            ),
            Work::StopInstance { instance, .. } => ("stop", instance.to_string()),
            Work::Contract { command, .. } => ("contract", format!("running `{command}`")),
        };
        self.say(step, text);
    }

    /// Something that came of an action.
    pub(crate) fn event(&self, event: &Event) {
        match event {
            Event::Done {
                detail:
                    Detail::Drained {
                        left_in_flight,
                        drained_ms,
                    },
                ..
            } => {
                self.say(
                    "drained",
                    format!("{left_in_flight} left in flight after {drained_ms} ms"),
                );
            }
            Event::Failed { failure, .. } => self.say("failed", failure.reason.clone()),
            Event::InstanceLost { instance, reason } => {
                self.say("lost", format!("{instance}: {reason}"));
            }
            _ => {}
        }
    }
}
