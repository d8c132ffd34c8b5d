//! Holes of template engines in YAML, masked so that the rest can be read at the same places.
//!
//! A hole inside a line becomes one word that starts with `$_`. A line of nothing but holes becomes a comment, and so does
//! what stands behind an `else`: of alternatives the first one is read.

use opswright_source::Range;

/// The longest hole; what has no end before is text.
const LONGEST: usize = 16 * 1024;

/// `text` with its holes masked, byte for byte; `None` where there is none.
pub(crate) fn mask_yaml_holes(text: &str) -> Option<String> {
    let holes = holes(text);
    if holes.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    let mut rest = holes.as_slice();
    let mut skipped = Skipped::default();
    let mut start = 0;
    while start < text.len() {
        let mut end = line_end(text, start);
        let mut count = rest
            .iter()
            .take_while(|hole| hole.range.start < end)
            .count();
        // A hole over several lines makes them one.
        while let Some(last) = rest[..count].last().filter(|last| last.range.end > end) {
            end = line_end(text, last.range.end - 1)
                .max(end + 1)
                .min(text.len());
            let more = rest.iter().skip(count);
            count += more.take_while(|hole| hole.range.start < end).count();
        }
        let (here, later) = rest.split_at(count);
        rest = later;
        let alone = !here.is_empty() && is_blank_but(text, start, end, here);
        let skip = skipped.line(here, alone);
        for hole in here {
            word(&mut bytes, hole.range);
        }
        if alone || skip {
            comment(&mut bytes, start, end);
        }
        start = end;
    }
    // Whole holes were replaced, and first bytes of lines that are white space or ASCII.
    String::from_utf8(bytes).ok()
}

/// A hole, and what it does to the lines around it.
struct Hole<'a> {
    range: Range,
    keyword: &'a str,
}

/// The holes of a text, in order.
fn holes(text: &str) -> Vec<Hole<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Up to where each kind of end was looked for in vain.
    let mut vain = [0_usize; 3];
    while let Some(length) = text.get(at..).and_then(|rest| rest.find(['{', '<'])) {
        let start = at + length;
        let (kind, close) = match text.get(start..start + 2) {
            Some("{{") => (0, "}}"),
            Some("{%") => (1, "%}"),
            Some("<%") => (2, "%>"),
            _ => {
                at = start + 1;
                continue;
            }
        };
        let inside = text.get(start + 2..).unwrap_or("");
        let window = inside.get(..floor(inside, LONGEST)).unwrap_or(inside);
        let known = floor(window, vain[kind].saturating_sub(start + 2));
        let unknown = window.get(known..).unwrap_or("");
        let Some(end) = unknown.find(close).map(|end| known + end) else {
            // The first half of an end may be the last byte.
            vain[kind] = start + 2 + window.len().saturating_sub(1);
            at = start + 2;
            continue;
        };
        let keyword = window[..end]
            .trim_start_matches(['-', '~'])
            .split_whitespace()
            .next()
            .unwrap_or("");
        at = start + 2 + end + 2;
        found.push(Hole {
            range: Range::new(start, at),
            keyword,
        });
    }
    found
}

/// The greatest character boundary up to `most`.
fn floor(text: &str, most: usize) -> usize {
    let mut at = most.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_end(text: &str, from: usize) -> usize {
    text.as_bytes()
        .get(from..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'\n'))
        .map_or(text.len(), |length| from + length + 1)
}

/// Whether a line holds nothing but white space and holes.
fn is_blank_but(text: &str, start: usize, end: usize, holes: &[Hole<'_>]) -> bool {
    let mut at = start;
    for hole in holes {
        if !text.get(at..hole.range.start).is_some_and(is_blank) {
            return false;
        }
        at = hole.range.end;
    }
    text.get(at..end).is_some_and(is_blank)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Which lines stand behind an `else`.
#[derive(Default)]
struct Skipped {
    /// One entry for each open block: whether its `else` was met.
    blocks: Vec<bool>,
    /// Open blocks whose `else` was met.
    alternatives: usize,
}

impl Skipped {
    /// Takes a line's holes in; says whether the line is skipped.
    fn line(&mut self, holes: &[Hole<'_>], alone: bool) -> bool {
        let before = self.alternatives > 0;
        for hole in holes {
            match hole.keyword {
                "if" | "range" | "with" | "define" | "block" | "for" => self.blocks.push(false),
                "else" | "elif" if alone => {
                    if let Some(last) = self.blocks.last_mut() {
                        self.alternatives += usize::from(!*last);
                        *last = true;
                    }
                }
                "end" | "endif" | "endfor" => {
                    let met = self.blocks.pop().unwrap_or(false);
                    self.alternatives -= usize::from(met);
                }
                _ => {}
            }
        }
        before || self.alternatives > 0
    }
}

/// Makes lines comments, each at its first byte that is no white space.
fn comment(bytes: &mut [u8], start: usize, end: usize) {
    let Some(lines) = bytes.get_mut(start..end) else {
        return;
    };
    for line in lines.split_mut(|byte| *byte == b'\n') {
        let Some(first) = line.iter().position(|byte| !byte.is_ascii_whitespace()) else {
            continue;
        };
        // The rest of a longer character would be no text.
        for byte in line[first..].iter_mut().filter(|byte| !byte.is_ascii()) {
            *byte = b'_';
        }
        line[first] = b'#';
    }
}

/// Makes a hole one word.
fn word(bytes: &mut [u8], range: Range) {
    let Some(hole) = bytes.get_mut(range.start..range.end) else {
        return;
    };
    for byte in hole.iter_mut() {
        let kept = byte.is_ascii_alphanumeric() || matches!(*byte, b'.' | b'\n' | b'\r');
        if !kept {
            *byte = b'_';
        }
    }
    if let Some(first) = hole.first_mut() {
        *first = b'$';
    }
}

#[cfg(test)]
mod tests {
    use super::mask_yaml_holes;

    #[test]
    fn holes_become_words_or_comments() {
        for (text, masked) in [
            ("a: {{ .B }}\n", "a: $__.B___\n"),
            (
                "  {{- if x }}\n  a: 1\n  {{- end }}\n",
                "  #___if_x___\n  a: 1\n  #___end___\n",
            ),
            (
                "{{ if x }}\na: 1\n{{ else }}\na: {{ y }}\n{{ end }}\n",
                "#__if_x___\na: 1\n#__else___\n#: $__y___\n#__end___\n",
            ),
            (
                "a: \"{{ printf \"%s\" .B }}\"\n",
                "a: \"$__printf___s__.B___\"\n",
            ),
            ("{{/* é\n b */}}\na: 1\n", "#______\n#b_____\na: 1\n"),
        ] {
            let result = mask_yaml_holes(text).unwrap();
            assert_eq!(result.len(), text.len(), "{text}");
            assert_eq!(result, masked, "{text}");
        }
        assert_eq!(mask_yaml_holes("a: {b: 1}\n"), None);
    }

    /// Texts that once took the square of their length: now they are masked in no time, also without optimization.
    #[test]
    fn holes_are_looked_for_once() {
        for (piece, is_hole) in [
            ("{{\n}}", true),
            ("{{", false),
            ("{% ", false),
            ("{{ if x }}\n", true),
            ("{{ if x }}\n{{ else }}\n", true),
        ] {
            let text = piece.repeat(100_000 / piece.len());
            let masked = mask_yaml_holes(&text);
            assert_eq!(
                masked.is_some_and(|masked| masked.len() == text.len()),
                is_hole,
                "{piece}"
            );
        }
    }
}
