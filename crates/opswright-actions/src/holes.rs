//! `${{ … }}` in a text.

use opswright_source::Range;

/// One expression in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole<'t> {
    /// What stands between the braces.
    pub body: &'t str,
    /// Where that starts.
    pub start: usize,
    /// With the braces.
    pub range: Range,
    /// Whether the closing braces are there.
    pub closed: bool,
}

/// All expressions in `text`. Braces inside a quoted text do not close one.
pub fn holes(text: &str) -> Vec<Hole<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("${{")) {
        let from = at + open;
        let start = from + 3;
        let rest = text.get(start..).unwrap_or("");
        let Some(length) = closing(rest) else {
            found.push(Hole {
                body: rest,
                start,
                range: Range::new(from, text.len()),
                closed: false,
            });
            break;
        };
        let end = start + length + 2;
        found.push(Hole {
            body: rest.get(..length).unwrap_or(""),
            start,
            range: Range::new(from, end),
            closed: true,
        });
        at = end;
    }
    found
}

/// Where `}}` stands outside of quotes; where an odd quote hides it, the first one.
fn closing(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut quoted = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\'' => quoted = !quoted,
            b'}' if !quoted && bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
    }
    rest.find("}}")
}

/// The text with every expression taken out.
pub fn without_holes(text: &str) -> String {
    let mut left = String::new();
    let mut at = 0;
    for hole in holes(text) {
        left.push_str(text.get(at..hole.range.start).unwrap_or(""));
        at = hole.range.end;
    }
    left.push_str(text.get(at..).unwrap_or(""));
    left
}
