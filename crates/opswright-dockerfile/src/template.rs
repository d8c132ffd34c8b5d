//! Holes that a template engine fills: kept in place, but without white space, so that a hole is one word.

/// `text` with the white space inside `{{ … }}`, `{% … %}` and `<% … %>` replaced by `_`, byte for byte; `None` where there is no hole.
///
/// Offsets in the result are offsets in `text`. A line that holds nothing but holes is turned into a comment.
pub fn mask_template_holes(text: &str) -> Option<String> {
    if !["{{", "{%", "<%"].iter().any(|open| text.contains(open)) {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    let mut found = false;
    while let Some(end) = next_hole(text, &mut at) {
        found = true;
        for byte in &mut bytes[at..end] {
            if matches!(byte, b' ' | b'\t') {
                *byte = b'_';
            }
        }
        at = end;
    }
    blank_control_lines(text, &mut bytes);
    // Only spaces and first bytes of lines that start with `{` or `<` were replaced, all of them ASCII.
    found.then(|| String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()))
}

/// The longest hole; what is not closed before is text.
const LONGEST: usize = 1024;

/// Moves `at` to the next hole on one line and gives its end.
fn next_hole(text: &str, at: &mut usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        let rest = bytes.get(*at..)?;
        *at += rest.iter().position(|byte| matches!(byte, b'{' | b'<'))?;
        let closing: &[u8; 2] = match bytes.get(*at..*at + 2) {
            Some(b"{{") => b"}}",
            Some(b"{%") => b"%}",
            Some(b"<%") => b"%>",
            _ => {
                *at += 1;
                continue;
            }
        };
        let inside = bytes.get(*at + 2..).unwrap_or_default();
        let window = inside.get(..LONGEST).unwrap_or(inside);
        let length = window
            .windows(2)
            .take_while(|pair| pair.first() != Some(&b'\n'))
            .position(|pair| pair == closing);
        match length {
            Some(length) => return Some(*at + 2 + length + 2),
            None => *at += 2,
        }
    }
}

/// A line such as `{{ if .Debug }}` steers the template and is no line of the file.
fn blank_control_lines(text: &str, bytes: &mut [u8]) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let control = ["{{", "{%", "<%"]
            .iter()
            .any(|open| content.starts_with(open))
            && ["}}", "%}", "%>"]
                .iter()
                .any(|closing| content.ends_with(closing));
        if control {
            bytes[start + (line.len() - line.trim_start().len())] = b'#';
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::mask_template_holes;

    #[test]
    fn holes_become_single_words_at_the_same_place() {
        for (text, masked) in [
            ("FROM {{ .Base }} AS x\n", Some("FROM {{_.Base_}} AS x\n")),
            ("{{ if a }}\nRUN b\n", Some("#{_if_a_}}\nRUN b\n")),
            ("RUN é {% x %}\n", Some("RUN é {%_x_%}\n")),
            ("RUN echo {{\n", None),
            ("RUN a b\n", None),
        ] {
            assert_eq!(mask_template_holes(text).as_deref(), masked);
        }
    }
}
