//! The instances of one release, and which of them is next.

use std::sync::Arc;
use std::time::Instant;

use crate::target::Target;

/// A release in the table.
#[derive(Debug)]
pub(crate) struct Lane {
    /// Its share in percent.
    pub(crate) weight: u8,
    /// Its targets that take requests.
    pub(crate) targets: Vec<Arc<Target>>,
    /// Where the next choice begins.
    pub(crate) turn: usize,
}

/// What one request has tried so far, so that it goes on within the same release.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    /// The table's generation, and the release's place in it.
    pub(crate) lane: Option<(u64, usize)>,
    first: Option<usize>,
    /// Those after the first, so that the usual request allocates nothing.
    more: Vec<usize>,
}

impl Attempts {
    /// Forgets what was tried: the next choice starts from the weights again.
    pub(crate) fn restart(&mut self) {
        self.lane = None;
        self.first = None;
        self.more.clear();
    }

    fn has_tried(&self, index: usize) -> bool {
        self.first == Some(index) || self.more.contains(&index)
    }

    fn try_now(&mut self, index: usize) {
        match self.first {
            None => self.first = Some(index),
            Some(_) => self.more.push(index),
        }
    }
}

impl Lane {
    /// The target with the fewest requests in flight, from the one whose turn it is; one that has just refused a
    /// connection only when no other is left, so that the last target is never given up.
    pub(crate) fn choose(&mut self, attempts: &mut Attempts, now: Instant) -> Option<&Arc<Target>> {
        let count = self.targets.len();
        let index = if count == 1 {
            (!attempts.has_tried(0)).then_some(0)
        } else {
            (0..count)
                .map(|step| (self.turn + step) % count)
                .filter(|index| !attempts.has_tried(*index))
                .min_by_key(|index| {
                    let target = &self.targets[*index];
                    (target.is_suspect(now), target.in_flight())
                })
        };
        let index = index?;
        self.turn = index + 1;
        attempts.try_now(index);
        self.targets.get(index)
    }
}
