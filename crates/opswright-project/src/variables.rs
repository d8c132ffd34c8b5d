//! Files of variables (`.env`): a `NAME=value` on each line.

use opswright_source::Range;

use crate::parsed::Fault;

/// A file of variables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variables {
    /// What it sets, in order.
    pub entries: Vec<Assignment>,
}

/// One line that sets a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The name.
    pub name: String,
    /// Its bytes.
    pub name_range: Range,
    /// The value without its quotes; empty where nothing is written.
    pub value: String,
    /// Bytes of the value, inside of its quotes.
    pub value_range: Range,
    /// Whether the value is in quotes.
    pub quoted: bool,
    /// Bytes from the end of the name to the start of the value or its quote: `=` and what stands around it.
    pub sign: Range,
}

/// Reads a file of variables and the lines that set none.
pub(crate) fn parse(text: &str) -> (Variables, Vec<Fault>) {
    let mut reader = Reader {
        text,
        variables: Variables::default(),
        faults: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = reader.line(at);
    }
    (reader.variables, reader.faults)
}

struct Reader<'a> {
    text: &'a str,
    variables: Variables,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    /// Reads the line at `at`; gives the start of the next one.
    fn line(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        let line = self.text.get(at..end).unwrap_or("");
        let trimmed = line.trim_start();
        let start = at + line.len() - trimmed.len();
        let bare = trimmed.trim_end();
        if bare.is_empty() || bare.starts_with('#') {
            return end + 1;
        }
        let (start, bare) = match bare.strip_prefix("export ") {
            Some(rest) => (
                start + bare.len() - rest.trim_start().len(),
                rest.trim_start(),
            ),
            None => (start, bare),
        };
        let sign = bare.find('=').or_else(|| bare.find(": "));
        let name = bare
            .get(..sign.unwrap_or(bare.len()))
            .unwrap_or("")
            .trim_end();
        let whole = Range::new(start, start + bare.len());
        if !is_name(name) {
            self.faults.push(Fault {
                range: whole,
                message: "this line sets no variable: it is neither `NAME=value` nor a comment"
                    .to_owned(),
            });
            return end + 1;
        }
        let name_range = Range::new(start, start + name.len());
        let Some(sign) = sign else {
            // A name alone is taken from the surroundings.
            self.take(
                name_range,
                Range::at(whole.end),
                Range::at(whole.end),
                false,
            );
            return end + 1;
        };
        let rest = bare.get(sign + 1..).unwrap_or("");
        let value_start = start + sign + 1 + rest.len() - rest.trim_start().len();
        self.value(name_range, value_start, end)
    }

    fn value(&mut self, name_range: Range, start: usize, end: usize) -> usize {
        let sign = Range::new(name_range.end, start);
        let rest = self.text.get(start..).unwrap_or("");
        let quote = rest
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        if let Some(quote) = quote {
            let Some(length) = closing(rest.get(1..).unwrap_or(""), quote) else {
                self.faults.push(Fault {
                    range: Range::new(start, end),
                    message: "the quote that opens here is never closed".to_owned(),
                });
                self.take(name_range, Range::new(start + 1, end), sign, true);
                return end + 1;
            };
            let value = Range::new(start + 1, start + 1 + length);
            self.take(name_range, value, sign, true);
            return self.line_end(value.end) + 1;
        }
        let line = self.text.get(start..end).unwrap_or("");
        let comment = line.find(" #").or_else(|| line.find("\t#"));
        let value = line
            .get(..comment.unwrap_or(line.len()))
            .unwrap_or("")
            .trim_end();
        let value = if value.starts_with('#') { "" } else { value };
        self.take(
            name_range,
            Range::new(start, start + value.len()),
            sign,
            false,
        );
        end + 1
    }

    fn take(&mut self, name_range: Range, value: Range, sign: Range, quoted: bool) {
        self.variables.entries.push(Assignment {
            name: name_range.slice(self.text).to_owned(),
            name_range,
            value: value.slice(self.text).to_owned(),
            value_range: value,
            quoted,
            sign,
        });
    }

    /// Offset of the line break after `at`, or of the end.
    fn line_end(&self, at: usize) -> usize {
        self.text
            .get(at..)
            .and_then(|rest| rest.find('\n'))
            .map_or(self.text.len(), |length| at + length)
    }
}

/// Bytes up to the quote that closes; one behind a backslash does not.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if character == '\\' && quote == '"' {
            escaped = true;
        } else if character == quote {
            return Some(at);
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn lines_are_read() {
        let text = "# a\nA=1\nexport B = two words # c\nC=\"x # y\nz\" # d\nD='\\'\n\nE\nF: g\n1=2\nG=\"open\nH=#none\nI=a#b\n";
        let (variables, faults) = parse(text);
        let pairs: Vec<(&str, &str, bool)> = variables
            .entries
            .iter()
            .map(|entry| (entry.name.as_str(), entry.value.as_str(), entry.quoted))
            .collect();
        assert_eq!(
            pairs,
            [
                ("A", "1", false),
                ("B", "two words", false),
                ("C", "x # y\nz", true),
                ("D", "\\", true),
                ("E", "", false),
                ("F", "g", false),
                ("G", "open", true),
                ("H", "", false),
                ("I", "a#b", false),
            ]
        );
        for entry in &variables.entries {
            assert_eq!(entry.name_range.slice(text), entry.name);
            assert_eq!(entry.value_range.slice(text), entry.value);
        }
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn an_open_quote_is_looked_for_once_a_line() {
        let text = "A=\"\n".repeat(2000);
        assert!(!parse(&text).0.entries.is_empty());
    }
}
