//! The edits that pin a `uses` to a commit, with the version as comment.

use opswright_project::workflow::ActionReference;
use opswright_source::{Edit, Range};
use opswright_yaml::Node;

use crate::catalogue::Pin;
use crate::report::replace;

/// Puts the commit in the place of the reference, and the version behind it.
pub(super) fn pin_edits(
    uses: Node<'_>,
    action: &ActionReference<'_>,
    pin: &Pin,
    text: &str,
) -> Vec<Edit> {
    let range = uses.range();
    let Some(at) = range.slice(text).find('@') else {
        return Vec::new();
    };
    let start = range.start + at + 1;
    let mut edits = vec![replace(
        Range::new(start, start + action.reference.len()),
        pin.commit,
    )];
    let rest = text.get(range.end..).unwrap_or("");
    let line = rest.find('\n').map_or(rest, |length| &rest[..length]);
    let comment = line.trim();
    if comment.is_empty() {
        edits.push(replace(Range::at(range.end), format!(" # {}", pin.version)));
    } else if is_version_comment(comment) {
        let from = range.end + line.find('#').unwrap_or(0);
        edits.push(replace(
            Range::new(from, range.end + line.trim_end().len()),
            format!("# {}", pin.version),
        ));
    }
    edits
}

fn is_version_comment(comment: &str) -> bool {
    comment.strip_prefix('#').is_some_and(|words| {
        let word = words.trim().trim_start_matches('v');
        !word.contains(' ') && word.starts_with(|first: char| first.is_ascii_digit())
    })
}
