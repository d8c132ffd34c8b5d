//! What is filled in before a shell reads a script.

use std::borrow::Cow;

use opswright_source::Range;

/// `text` with what stands between `marks` as one word of equal length, and where that is.
pub(super) fn mask<'a>(text: &'a str, marks: &[(&str, &str)]) -> (Cow<'a, str>, Vec<Range>) {
    let mut holes = Vec::new();
    let mut at = 0;
    while let Some((start, length, close)) = next(text, at, marks) {
        let inside = start + length;
        let Some(end) = text
            .get(inside..)
            .and_then(|rest| rest.find(close))
            .map(|length| inside + length + close.len())
        else {
            break;
        };
        holes.push(Range::new(start, end));
        at = end;
    }
    if holes.is_empty() {
        return (Cow::Borrowed(text), holes);
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for hole in &holes {
        masked.push_str(text.get(done..hole.start).unwrap_or(""));
        masked.extend(std::iter::repeat_n('_', hole.len()));
        done = hole.end;
    }
    masked.push_str(text.get(done..).unwrap_or(""));
    (Cow::Owned(masked), holes)
}

/// The next mark: where, how long, and what closes it.
fn next<'m>(text: &str, at: usize, marks: &[(&str, &'m str)]) -> Option<(usize, usize, &'m str)> {
    marks
        .iter()
        .filter_map(|(open, close)| {
            let found = text.get(at..)?.find(open)?;
            Some((at + found, open.len(), *close))
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn holes_are_words_of_equal_length() {
        let (text, holes) = mask("a ${{ é }} b ${{ c", &[("${{", "}}")]);
        assert_eq!(text, "a _________ b ${{ c");
        assert_eq!(holes.len(), 1);
        assert_eq!(mask("a", &[("{{", "}}")]).1, []);
    }
}
