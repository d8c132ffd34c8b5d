//! Changing a text so that it is nearly, or not at all, what it was.

use opswright_source::SourceFile;

use super::random::Random;

/// Longest text that changes make.
const LONGEST: usize = 256 * 1024;

/// What texts are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Material<'a> {
    /// Whole texts.
    pub(super) seeds: &'a [SourceFile],
    /// Words of them, with what follows.
    pub(super) words: &'a [String],
}

/// Bytes that mean something in some format, or nothing in any.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\n\n",
    "\u{feff}",
    "\u{0}",
    "\u{1b}",
    "\u{7f}",
    "é",
    "😀",
    "\u{2028}",
    "\u{200b}",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "\"",
    "'",
    "`",
    "\\",
    "\\\n",
    "#",
    "//",
    "/*",
    "*/",
    "--",
    "---\n",
    "...\n",
    ":",
    ": ",
    ":\n",
    "- ",
    "-",
    "=",
    "==",
    ",",
    ";",
    "|",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!!str ",
    "%",
    "@",
    "$",
    "${",
    "}}",
    "{{",
    "{{-",
    "{%",
    "%}",
    "<%",
    "%>",
    "$$",
    "$a$",
    "<<EOF\n",
    "<<-EOF\n",
    "EOF\n",
    "0",
    "-1",
    "1e999",
    "99999999999999999999",
    "0x",
    "1.5.2",
    "null",
    "~",
    "true",
    "?",
    "? ",
    "<<: ",
];

/// A few changes to `text`.
pub(super) fn mutated(random: &mut Random, material: Material<'_>, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let changes = 1 + random.below(8);
    for _ in 0..changes {
        change(random, material, &mut bytes);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn change(random: &mut Random, material: Material<'_>, bytes: &mut Vec<u8>) {
    let at = random.below(bytes.len() + 1);
    match random.below(14) {
        0 => {
            let length = random.below(1 + bytes.len() / 4);
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        1 => {
            let length = random.below(1 + bytes.len() / 4);
            let part = bytes[at..(at + length).min(bytes.len())].to_vec();
            let to = random.below(bytes.len() + 1);
            bytes.splice(to..to, part);
        }
        2 => bytes.truncate(at),
        3 | 4 => insert(random, bytes, at, PIECES.len(), |index| {
            PIECES.get(index).copied()
        }),
        5..=7 => insert(random, bytes, at, material.words.len(), |index| {
            material.words.get(index).map(String::as_str)
        }),
        8 => {
            let other = random.pick(material.seeds).map_or("", |seed| &seed.text);
            let from = random.below(other.len() + 1);
            bytes.truncate(at);
            bytes.extend(other.as_bytes().iter().skip(from));
        }
        9 => lines(random, bytes),
        10 => {
            let byte = u8::try_from(random.below(256)).unwrap_or(0);
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        11 => {
            let piece = random.pick(PIECES).copied().unwrap_or("(");
            let times = 1 + random.below(200);
            bytes.splice(at..at, piece.repeat(times).into_bytes());
        }
        12 => indent(random, bytes),
        _ => {
            let word = random.pick(material.words).map_or("", String::as_str);
            let end = word_end(bytes, at);
            bytes.splice(at..end, word.bytes());
        }
    }
}

fn insert<'a>(
    random: &mut Random,
    bytes: &mut Vec<u8>,
    at: usize,
    count: usize,
    piece: impl Fn(usize) -> Option<&'a str>,
) {
    let text = piece(random.below(count)).unwrap_or("");
    bytes.splice(at..at, text.bytes());
}

/// End of the word that begins at `at`.
fn word_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.iter().skip(at);
    at + rest
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count()
}

/// Moves or doubles a line.
fn lines(random: &mut Random, bytes: &mut Vec<u8>) {
    let mut all: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (from, to) = (random.below(all.len()), random.below(all.len()));
    let Some(line) = all.get(from).cloned() else {
        return;
    };
    if random.below(2) == 0 {
        all.remove(from);
    }
    all.insert(to.min(all.len()), line);
    *bytes = all.concat();
}

/// Changes how far some lines are indented.
fn indent(random: &mut Random, bytes: &mut Vec<u8>) {
    let by = random.below(5);
    let every = 1 + random.below(5);
    let mut changed = Vec::with_capacity(bytes.len());
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if number % every == 0 {
            changed.extend(std::iter::repeat_n(b' ', by));
        }
        let start = line.iter().take_while(|byte| **byte == b' ').count();
        let cut = if number % (every + 1) == 0 {
            start.min(2)
        } else {
            0
        };
        changed.extend(line.iter().skip(cut));
    }
    *bytes = changed;
}

/// Pieces again and again, with `text` around, up to 256 KiB: what is not linear takes its time.
pub(super) fn repeated(random: &mut Random, material: Material<'_>, text: &str) -> Vec<u8> {
    let mut unit = Vec::new();
    for _ in 0..=random.below(3) {
        let piece = match random.below(4) {
            0 => random.pick(PIECES).copied().unwrap_or("("),
            1 => text
                .split_inclusive('\n')
                .nth(random.below(40))
                .unwrap_or("["),
            _ => random.pick(material.words).map_or("{", String::as_str),
        };
        unit.extend(piece.bytes());
    }
    if unit.is_empty() {
        unit.push(b'(');
    }
    let length = 1024 << random.below(9);
    let at = random.below(text.len() + 1);
    let mut bytes = text.as_bytes().get(..at).unwrap_or(b"").to_vec();
    while bytes.len() < length {
        bytes.extend_from_slice(&unit);
    }
    if random.below(2) == 0 {
        bytes.extend(text.as_bytes().iter().skip(at));
    }
    bytes.truncate(LONGEST);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_made_from_its_number_and_stays_in_bounds() {
        let seeds = [SourceFile::from_text("a.yaml", "a: 1\nb:\n  - é\n")];
        let words = ["b:".to_owned(), "c ".to_owned()];
        let material = Material {
            seeds: &seeds,
            words: &words,
        };
        let mut different = std::collections::BTreeSet::new();
        for number in 0..500 {
            let make = || {
                let mut random = Random::of(7, number);
                let text = &seeds[0].text;
                (
                    mutated(&mut random, material, text),
                    repeated(&mut random, material, text),
                )
            };
            let made = make();
            assert_eq!(made, make(), "case {number}");
            assert!(made.0.len() <= LONGEST && made.1.len() <= LONGEST);
            different.insert(made.0);
        }
        assert!(different.len() > 400, "{}", different.len());
    }
}
