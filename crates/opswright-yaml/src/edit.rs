//! Edits that keep comments: text is spliced in, the tree is never printed.

use opswright_source::{Edit, Range};

use crate::node::{Entry, Kind, Node};

/// Puts `lines` after `entry` of a block mapping, indented as the entry is; `None` in brackets, where lines have no place.
///
/// `lines` are written as for indentation 0, without a line break at the end.
pub fn insert_after(text: &str, entry: &Entry<'_>, lines: &str) -> Option<Edit> {
    let indentation = indentation(text, entry)?;
    let end = entry.range().end;
    let rest = text.get(end..)?;
    let at = end + rest.find('\n').unwrap_or(rest.len());
    Some(Edit {
        range: Range::at(at),
        text: format!("\n{}", indented(lines, &indentation)),
    })
}

/// Puts `lines` before `entry` of a block mapping that starts its line; `None` elsewhere.
pub fn insert_before(text: &str, entry: &Entry<'_>, lines: &str) -> Option<Edit> {
    let indentation = indentation(text, entry)?;
    let start = entry.key.range().start;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let own_line = text.get(line..start)?.trim().is_empty();
    own_line.then(|| Edit {
        range: Range::at(line),
        text: format!("{}\n", indented(lines, &indentation)),
    })
}

/// Puts `lines` at the end of a block mapping.
pub fn append(text: &str, mapping: Node<'_>, lines: &str) -> Option<Edit> {
    if mapping.kind() != Kind::Mapping || mapping.is_flow() || mapping.alias().is_some() {
        return None;
    }
    insert_after(text, &mapping.entries().next_back()?, lines)
}

/// Takes the whole lines of `entry` out of a block mapping; `None` where it shares its lines with something else.
pub fn remove(text: &str, entry: &Entry<'_>) -> Option<Edit> {
    indentation(text, entry)?;
    let range = entry.range();
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |at| at + 1);
    let alone = text.get(start..range.start)?.trim().is_empty();
    let rest = text.get(range.end..)?;
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let tail = rest[..line].trim();
    (alone && (tail.is_empty() || tail.starts_with('#'))).then(|| Edit {
        range: Range::new(start, range.end + line),
        text: String::new(),
    })
}

/// Replaces a scalar by `value`, which is quoted where it must be.
pub fn set_scalar(node: Node<'_>, value: &str) -> Edit {
    Edit {
        range: node.range(),
        text: scalar(value),
    }
}

/// `value` as a YAML scalar on one line: plain where that is safe, else in double quotes.
pub fn scalar(value: &str) -> String {
    let first_is_plain = value.starts_with(|first: char| {
        first.is_ascii_alphanumeric() || matches!(first, '/' | '.' | '_' | '$')
    });
    let inside_is_plain = value.chars().all(|character| {
        character.is_ascii_alphanumeric() || " /._-$:@+=%~(){}".contains(character)
    });
    let ambiguous = value.contains(": ")
        || value.ends_with([':', ' '])
        || value.contains(['{', '}']) && !value.starts_with('$')
        || matches!(
            value.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off"
        );
    if first_is_plain && inside_is_plain && !ambiguous {
        return value.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in value.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// White space that puts text below `entry`'s key; `None` in brackets and for an explicit key.
pub fn indentation(text: &str, entry: &Entry<'_>) -> Option<String> {
    let mapping = entry.key.parent()?;
    let start = entry.key.range().start;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(line..start)?;
    let blank = before
        .chars()
        .all(|character| matches!(character, ' ' | '-'));
    (!mapping.is_flow() && blank).then(|| " ".repeat(before.len()))
}

fn indented(lines: &str, indentation: &str) -> String {
    let lines: Vec<String> = lines
        .lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!("{indentation}{line}")
            }
        })
        .collect();
    lines.join("\n")
}
