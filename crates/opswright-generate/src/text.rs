//! Writing files line by line, each line that a reader may doubt under its reason.

/// Columns after which a comment goes on in the next line.
const COMMENT_WIDTH: usize = 110;

/// A text file under construction, indented by two spaces a step.
#[derive(Debug, Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// An empty file.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// One line at the margin.
    pub(crate) fn line(&mut self, line: &str) -> &mut Self {
        self.at(0, line)
    }

    /// One line, `depth` steps in.
    pub(crate) fn at(&mut self, depth: usize, line: &str) -> &mut Self {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(line);
        self.text.push('\n');
        self
    }

    /// An empty line.
    pub(crate) fn blank(&mut self) -> &mut Self {
        self.text.push('\n');
        self
    }

    /// A comment at the margin.
    pub(crate) fn why(&mut self, reason: &str) -> &mut Self {
        self.why_at(0, reason)
    }

    /// A comment, `depth` steps in, wrapped between words.
    pub(crate) fn why_at(&mut self, depth: usize, reason: &str) -> &mut Self {
        let mut line = String::from("#");
        for word in reason.split(' ') {
            if line.len() > 1 && depth * 2 + line.len() + 1 + word.len() > COMMENT_WIDTH {
                self.at(depth, &line);
                line = String::from("#");
            }
            line.push(' ');
            line.push_str(word);
        }
        self.at(depth, &line)
    }

    /// Whole lines that were written elsewhere.
    pub(crate) fn lines(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// The whole text.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// `text` in double quotes, as JSON, YAML and Dockerfiles read it.
pub(crate) fn quoted(text: &str) -> String {
    let mut result = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            other => result.push(other),
        }
    }
    result.push('"');
    result
}

/// A list in one line: `["a", "b"]`.
pub(crate) fn list<Item: AsRef<str>>(items: &[Item]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// `text` as a YAML value: bare where YAML reads it back as the same string, else in double quotes.
pub(crate) fn scalar(text: &str) -> String {
    let bare = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/')
        && !text.contains(char::is_control)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([' ', ':'])
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
        );
    if bare { text.to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_wrap_between_words() {
        let mut page = Page::new();
        page.why_at(1, "word ".repeat(30).trim_end());
        let text = page.finish();
        assert!(text.lines().count() == 2, "{text}");
        assert!(
            text.lines()
                .all(|line| line.len() <= COMMENT_WIDTH && line.starts_with("  # word"))
        );
    }

    #[test]
    fn values_that_yaml_would_read_otherwise_are_quoted() {
        for (value, written) in [
            ("main", "main"),
            ("npm run build", "npm run build"),
            ("no", "\"no\""),
            ("1.20", "\"1.20\""),
            ("a: b", "\"a: b\""),
            ("say \"hi\"", "say \"hi\""),
            ("*.js", "\"*.js\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(value), written);
        }
    }
}
