//! How far a comment reaches: the item, the block, the file.

use opswright_hcl::{Body, Item};
use opswright_source::Range;

use super::line::Line;
use crate::kind::Kind;
use crate::parsed::Syntax;

/// The line at `index` with what belongs to it: an instruction over several lines, a text below its key, a statement.
pub(super) fn item(lines: &[Line<'_>], index: usize, kind: Kind, syntax: &Syntax) -> Range {
    let Some(line) = lines.get(index) else {
        return Range::at(0);
    };
    let here = line.range;
    let end = match syntax {
        Syntax::Dockerfile(file) => file
            .instructions
            .iter()
            .find(|instruction| here.touches(instruction.range.start))
            .map(|instruction| instruction.range.end),
        Syntax::Yaml(yaml) => yaml
            .documents()
            .flat_map(|root| root.descend())
            .filter(|node| here.touches(node.range().start) && node.as_str().is_some())
            .map(|node| node.range().end)
            .max(),
        Syntax::Hcl(hcl) => attribute_end(&hcl.body, here),
        _ if kind == Kind::Sql => lines
            .iter()
            .skip(index)
            .find(|line| line.text.ends_with(';'))
            .map(|line| line.range.end),
        _ => None,
    };
    Range::new(here.start, end.unwrap_or(here.end).max(here.end))
}

/// End of the attribute that starts on the line `here`.
fn attribute_end(body: &Body, here: Range) -> Option<usize> {
    body.items.iter().find_map(|item| match item {
        Item::Attribute(attribute) => here
            .touches(attribute.range.start)
            .then_some(attribute.range.end),
        Item::Block(block) if block.range.touches(here.start) => attribute_end(&block.body, here),
        Item::Block(_) => None,
    })
}

/// The block that begins on the line at `index`: what is indented below it, with the bracket that closes it; in a Dockerfile
/// the stage that a FROM begins.
pub(super) fn block(lines: &[Line<'_>], index: usize, kind: Kind) -> Range {
    let Some(first) = lines.get(index) else {
        return Range::at(0);
    };
    let is_from = |line: &Line<'_>| {
        line.text
            .get(..5)
            .is_some_and(|word| word.eq_ignore_ascii_case("from "))
    };
    let mut end = first.range.end;
    for line in lines.iter().skip(index + 1) {
        if kind == Kind::Dockerfile && is_from(first) {
            if is_from(line) {
                break;
            }
        } else if !line.is_blank() && !belongs(first, line) {
            break;
        }
        if !line.is_blank() {
            end = line.range.end;
        }
    }
    Range::new(first.range.start, end)
}

/// The block around the line at `index`: from the nearest line above that is indented less; the whole file at the margin.
pub(super) fn enclosing(lines: &[Line<'_>], index: usize, kind: Kind) -> Range {
    let depth = lines.get(index).map_or(0, Line::indentation);
    let head = lines
        .iter()
        .take(index)
        .rposition(|line| !line.is_blank() && line.indentation() < depth);
    match head {
        Some(head) => block(lines, head, kind),
        None => file(lines),
    }
}

/// Everything.
pub(super) fn file(lines: &[Line<'_>]) -> Range {
    Range::new(0, lines.last().map_or(0, |line| line.range.end))
}

/// The first line after `index` that is no comment and not blank.
pub(super) fn next_item(lines: &[Line<'_>], index: usize) -> Option<usize> {
    let after = lines.iter().skip(index + 1);
    after
        .clone()
        .position(|line| !line.is_blank() && !line.is_comment())
        .map(|distance| index + 1 + distance)
}

fn belongs(first: &Line<'_>, line: &Line<'_>) -> bool {
    let (margin, depth) = (first.indentation(), line.indentation());
    let text = line.text.trim_start();
    let first_text = first.text.trim_start();
    depth > margin
        || depth == margin
            && (text.starts_with(['}', ']', ')'])
                || text.starts_with("- ")
                    && first_text.ends_with(':')
                    && !first_text.starts_with('-'))
}
