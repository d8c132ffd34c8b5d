//! Adding labels and annotations to a rule.

use opswright_source::{Edit, Range};
use opswright_yaml::{Node, edit};

/// Puts `key: value` into the map `under` of a rule, which is made where it is missing; `None` where there is no place.
pub(super) fn add_entry(
    text: &str,
    rule: Node<'_>,
    under: &str,
    key: &str,
    value: &str,
) -> Option<Edit> {
    let line = format!("{key}: {}", edit::scalar(value));
    match rule.get(under) {
        None => edit::append(text, rule, &format!("{under}:\n  {line}")),
        Some(map) if map.is_flow() && map.alias().is_none() => {
            let end = map.range().end.checked_sub(1)?;
            let comma = if map.entries().next().is_some() {
                ", "
            } else {
                ""
            };
            let last = map
                .entries()
                .next_back()
                .map_or(end, |entry| entry.range().end);
            Some(Edit {
                range: Range::at(last),
                text: format!("{comma}{line}"),
            })
        }
        Some(map) => edit::append(text, map, &line),
    }
}
