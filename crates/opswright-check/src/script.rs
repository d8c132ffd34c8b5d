//! Scripts in YAML: their commands, with places in the file.

use opswright_dockerfile::{JoinedText, ShellCommand, split_commands};
use opswright_yaml::{Node, Style};

/// The text of a scalar such that each byte knows its place in the file; text whose quotes or folds change it stands as written.
pub(crate) fn script(node: Node<'_>, text: &str) -> JoinedText {
    let range = node.range();
    let source = range.slice(text);
    match node.style() {
        Some(Style::Literal | Style::Folded) => block(source, range.start),
        Some(Style::DoubleQuoted | Style::SingleQuoted) => {
            let inside = source.get(1..source.len().saturating_sub(1)).unwrap_or("");
            JoinedText::at(inside, range.start + 1)
        }
        _ => JoinedText::at(source, range.start),
    }
}

/// The simple commands of a script.
pub(crate) fn script_commands(node: Node<'_>, text: &str) -> Vec<ShellCommand> {
    split_commands(&script(node, text))
}

/// Lines below the header of a block scalar, without their indentation.
fn block(source: &str, start: usize) -> JoinedText {
    let mut joined = JoinedText::default();
    let mut lines = source.split_inclusive('\n');
    let mut at = start + lines.next().map_or(0, str::len);
    let body: Vec<&str> = lines.collect();
    let indentation = body
        .iter()
        .find(|line| !line.trim().is_empty())
        .map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
    for line in body {
        let cut = indentation.min(line.len() - line.trim_start_matches(' ').len());
        joined.push(&line[cut..], at + cut);
        at += line.len();
    }
    joined
}
