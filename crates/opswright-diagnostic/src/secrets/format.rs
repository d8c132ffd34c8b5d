//! How a secret of known form is written.

use opswright_source::Range;

/// Characters of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// Letters and digits.
    Letters,
    /// Digits and `a` to `f`, in either case.
    Hex,
    /// Letters, digits, `_` and `-`.
    Url,
    /// Letters, digits, `+`, `/` and `=`.
    Base64,
    /// Letters, digits, `_`, `-`, `.` and `=`.
    Dotted,
    /// Capital letters and digits.
    Capitals,
    /// Letters, digits, `/`, `_` and `-`.
    Path,
}

impl Set {
    fn has(self, byte: u8) -> bool {
        match self {
            Self::Letters => byte.is_ascii_alphanumeric(),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Url => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
            Self::Dotted => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'=')
            }
            Self::Capitals => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Path => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/'),
        }
    }
}

/// A form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    /// What it is, with its article.
    pub(super) what: &'static str,
    /// What it begins with, or what stands in its middle.
    pub(super) mark: &'static str,
    /// What follows the mark.
    pub(super) set: Set,
    /// The least number of characters behind the mark.
    pub(super) least: usize,
    /// The greatest.
    pub(super) most: usize,
    /// Characters before the mark that belong to it, at least and at most.
    pub(super) before: (usize, usize),
    /// Whether what stands behind the mark holds its own checksum, and it is right.
    pub(super) checksum: Option<fn(&str) -> bool>,
    /// What else has to be true of what stands behind the mark.
    pub(super) test: Option<fn(&str) -> bool>,
}

/// A form that begins with its mark.
pub(super) const fn format(
    what: &'static str,
    mark: &'static str,
    set: Set,
    least: usize,
    most: usize,
) -> Format {
    Format {
        what,
        mark,
        set,
        least,
        most,
        before: (0, 0),
        checksum: None,
        test: None,
    }
}

impl Format {
    pub(super) const fn checked(mut self, checksum: fn(&str) -> bool) -> Self {
        self.checksum = Some(checksum);
        self
    }

    pub(super) const fn tested(mut self, test: fn(&str) -> bool) -> Self {
        self.test = Some(test);
        self
    }

    /// With so many characters before the mark.
    pub(super) const fn behind(mut self, least: usize, most: usize) -> Self {
        self.before = (least, most);
        self
    }

    /// The bytes of the secret whose mark stands at `at`; `None` where too few or too many characters stand around it.
    pub(super) fn extent(&self, text: &str, at: usize) -> Option<Range> {
        let bytes = text.as_bytes();
        let body = at + self.mark.len();
        let length = bytes
            .get(body..)?
            .iter()
            .take(self.most + 1)
            .take_while(|byte| self.set.has(**byte))
            .count();
        if length < self.least || length > self.most {
            return None;
        }
        let lead = bytes
            .get(..at)?
            .iter()
            .rev()
            .take(self.before.1 + 1)
            .take_while(|byte| self.set.has(**byte) || (self.before.1 == 0 && is_word(**byte)))
            .count();
        (lead >= self.before.0 && lead <= self.before.1)
            .then(|| Range::new(at - lead, body + length))
    }
}

/// Whether a letter before a mark makes it the end of another word.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
