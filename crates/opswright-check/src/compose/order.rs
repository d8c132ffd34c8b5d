//! Putting the entries of a block into another order, with the comments above them.

use opswright_source::{Edit, Range};
use opswright_yaml::{Entry, Node};

use super::sort::natural;

/// One block: its bytes from the first to the last, and what it holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'a> {
    range: Range,
    value: Node<'a>,
}

impl<'a> Block<'a> {
    pub(crate) fn of_entry(entry: &Entry<'a>) -> Self {
        Self {
            range: entry.range(),
            value: entry.value,
        }
    }

    pub(crate) fn of_item(item: Node<'a>) -> Self {
        Self {
            range: item.range(),
            value: item,
        }
    }

    /// Whether it holds an anchor or an alias: where it stands then matters.
    fn is_tied(&self) -> bool {
        self.value
            .descend()
            .iter()
            .any(|node| node.anchor().is_some() || node.alias().is_some())
    }
}

/// The edit that puts `blocks` into `order`; `None` where one shares its lines with another, or is tied to its place.
pub(crate) fn reordered(text: &str, blocks: &[Block<'_>], order: &[usize]) -> Option<Edit> {
    if blocks.len() != order.len() || blocks.iter().any(Block::is_tied) {
        return None;
    }
    let mut starts = Vec::new();
    for block in blocks {
        let start = line_start(text, block.range.start)?;
        let floor = starts.last().copied().unwrap_or(start);
        starts.push(with_comments(text, start, floor));
    }
    let last = blocks.last()?.range.end;
    let end = text
        .get(last..)?
        .find('\n')
        .map_or(text.len(), |at| last + at + 1);
    let rising = starts.windows(2).all(|pair| pair[0] < pair[1]);
    if !rising || end <= *starts.last()? {
        return None;
    }
    let mut joined = String::new();
    for at in order {
        let next = starts.get(at + 1).copied().unwrap_or(end);
        joined.push_str(text.get(*starts.get(*at)?..next)?);
        if !joined.ends_with('\n') {
            joined.push('\n');
        }
    }
    let range = Range::new(*starts.first()?, end);
    if !range.slice(text).ends_with('\n') {
        joined.pop();
    }
    Some(Edit {
        range,
        text: joined,
    })
}

/// The places of `names` in the order that `natural` gives them.
pub(crate) fn sorted(names: &[&str]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| natural(names[*a], names[*b]));
    order
}

/// Offset of the line, if only blanks and dashes stand before `offset` on it.
fn line_start(text: &str, offset: usize) -> Option<usize> {
    let before = text.get(..offset)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let lead = before.get(start..)?;
    lead.chars()
        .all(|character| matches!(character, ' ' | '-'))
        .then_some(start)
}

/// The start of the comment lines directly above a line, down to `floor`.
fn with_comments(text: &str, start: usize, floor: usize) -> usize {
    let mut at = start;
    while at > floor {
        let before = text.get(floor..at).unwrap_or("").trim_end_matches('\n');
        let line = before.rfind('\n').map_or(floor, |place| floor + place + 1);
        let is_comment = text
            .get(line..at)
            .is_some_and(|line| line.trim_start().starts_with('#'));
        if !is_comment || line <= floor {
            break;
        }
        at = line;
    }
    at
}
