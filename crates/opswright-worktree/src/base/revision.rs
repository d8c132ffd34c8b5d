//! From a name to a commit.

use super::{BaseError, chain};

/// The commit that `name` means, or its ancestor so many first parents back; `None` where there is none.
pub(super) fn commit(
    repository: &gix::Repository,
    name: &str,
    parents: u32,
) -> Result<Option<gix::ObjectId>, BaseError> {
    let failed = |reason: String| BaseError::Read {
        what: name.to_owned(),
        reason,
    };
    let named = match repository.try_find_reference(name) {
        Ok(Some(mut reference)) => reference
            .peel_to_id()
            .map(gix::Id::detach)
            .map_err(|error| failed(chain(&error)))?,
        _ => match gix::ObjectId::from_hex(name.as_bytes()) {
            Ok(id) => id,
            Err(_) => return Ok(None),
        },
    };
    let mut id = named;
    for _ in 0..parents {
        let Ok(commit) = repository.find_commit(id) else {
            return Ok(None);
        };
        let Some(parent) = commit.parent_ids().next() else {
            return Ok(None);
        };
        id = parent.detach();
    }
    Ok(repository.find_commit(id).is_ok().then_some(id))
}
