//! Edits that are spliced into the text, so that all else stays as it is.

use opswright_source::{Edit, Range};

use crate::structure::Block;

/// White space before the first byte of the line that holds `offset`.
pub fn indentation(text: &str, offset: usize) -> &str {
    let before = text.get(..offset).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or("");
    let length = line.len() - line.trim_start_matches([' ', '\t']).len();
    &line[..length]
}

/// Adds `lines` at the end of a block, indented as its content.
pub fn append(text: &str, block: &Block, lines: &str) -> Option<Edit> {
    let close = block.body.range.end;
    if text.get(close..close + 1) != Some("}") {
        return None;
    }
    let outer = indentation(text, block.range.start);
    let inner = format!("{outer}  ");
    let mut added = String::new();
    for line in lines.lines() {
        if !line.is_empty() {
            added.push_str(&inner);
            added.push_str(line);
        }
        added.push('\n');
    }
    let body = block.body.range.slice(text);
    if let Some(line_break) = body.rfind('\n') {
        // The brace stands alone on its line.
        if body.get(line_break + 1..)?.trim().is_empty() {
            let at = block.body.range.start + line_break + 1;
            return Some(Edit {
                range: Range::at(at),
                text: added,
            });
        }
        return None;
    }
    let content = body.trim();
    let first = if content.is_empty() {
        String::new()
    } else {
        format!("{inner}{content}\n")
    };
    Some(Edit {
        range: block.body.range,
        text: format!("\n{first}{added}{outer}"),
    })
}

/// Removes what stands at `range` with its whole lines, where nothing else stands on them.
pub fn remove_lines(text: &str, range: Range) -> Edit {
    let start = text
        .get(..range.start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let rest = text.get(range.end..).unwrap_or("");
    let end = rest.find('\n').map_or(text.len(), |at| range.end + at + 1);
    let before = text.get(start..range.start).unwrap_or("");
    let after = text.get(range.end..end).unwrap_or("");
    let alone = before.trim().is_empty() && after.trim().is_empty();
    Edit {
        range: if alone { Range::new(start, end) } else { range },
        text: String::new(),
    }
}
