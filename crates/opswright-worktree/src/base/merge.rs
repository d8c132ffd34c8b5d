//! Where two lines of commits parted.

use std::collections::{BTreeMap, BTreeSet};

/// Commits that are looked at before the search is given up.
const MOST_COMMITS: usize = 20_000;

const OURS: u8 = 1;
const THEIRS: u8 = 2;

/// The newest commit that both `ours` and `theirs` descend from, or are; `None` where there is none, also because the clone
/// ends before it.
pub(super) fn base(
    repository: &gix::Repository,
    ours: gix::ObjectId,
    theirs: gix::ObjectId,
) -> Option<gix::ObjectId> {
    let mut sides: BTreeMap<gix::ObjectId, u8> = BTreeMap::new();
    // Newest first: a commit is reached from both sides before anything older is looked at.
    let mut open: BTreeSet<(i64, gix::ObjectId)> = BTreeSet::new();
    for (id, side) in [(ours, OURS), (theirs, THEIRS)] {
        *sides.entry(id).or_default() |= side;
        open.insert((time(repository, id)?, id));
    }
    for _ in 0..MOST_COMMITS {
        let (_, id) = open.pop_last()?;
        let side = sides.get(&id).copied().unwrap_or_default();
        if side == OURS | THEIRS {
            return Some(id);
        }
        let Ok(commit) = repository.find_commit(id) else {
            continue;
        };
        for parent in commit.parent_ids() {
            let parent = parent.detach();
            let known = sides.entry(parent).or_default();
            if *known | side == *known {
                continue;
            }
            *known |= side;
            // A shallow clone names parents that it has not.
            if let Some(time) = time(repository, parent) {
                open.insert((time, parent));
            }
        }
    }
    None
}

fn time(repository: &gix::Repository, id: gix::ObjectId) -> Option<i64> {
    Some(repository.find_commit(id).ok()?.time().ok()?.seconds)
}
