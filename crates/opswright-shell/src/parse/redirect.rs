//! Redirections.

use opswright_source::Range;

use super::Parser;
use super::word::Mode;
use crate::fault::FaultKind;
use crate::tree::Redirect;

/// The signs, longer ones first.
const OPERATORS: &[&str] = &[
    "&>>", "<<<", "<<-", "&>", "<<", ">>", "<&", ">&", "<>", ">|", "<", ">",
];

impl Parser<'_> {
    pub(super) fn redirects(&mut self) -> Vec<Redirect> {
        let mut found = Vec::new();
        loop {
            self.skip_blanks();
            match self.redirect() {
                Some(redirect) => found.push(redirect),
                None => return found,
            }
        }
    }

    /// A redirection that begins here.
    pub(super) fn redirect(&mut self) -> Option<Redirect> {
        let start = self.at;
        let descriptor = self.descriptor();
        let operator = OPERATORS
            .iter()
            .find(|operator| self.starts_with_operator(operator, descriptor))?;
        // `<(…)` is a word.
        let process = matches!(*operator, "<" | ">") && self.byte_at(1) == Some(b'(');
        if process && descriptor == 0 {
            return None;
        }
        self.at += descriptor;
        let sign = Range::new(self.at, self.at + operator.len());
        self.at = sign.end;
        self.skip_blanks();
        let document = operator.starts_with("<<") && *operator != "<<<";
        let (target, heredoc) = if document {
            self.announce(*operator == "<<-", Range::new(start, sign.end))
        } else {
            (self.word(Mode::Plain), None)
        };
        if target.range.is_empty() {
            self.fault(sign, FaultKind::NoTarget);
        }
        Some(Redirect {
            range: Range::new(start, target.range.end.max(sign.end)),
            descriptor: (descriptor > 0).then(|| Range::new(start, start + descriptor)),
            operator: sign,
            target,
            heredoc,
        })
    }

    /// Length of the number, or of `{name}`, in front of a sign.
    fn descriptor(&self) -> usize {
        let rest = self.rest().as_bytes();
        if rest.first() == Some(&b'{') {
            let length = rest
                .iter()
                .skip(1)
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
                .count();
            let closed = length > 0 && rest.get(length + 1) == Some(&b'}');
            let sign = matches!(rest.get(length + 2), Some(b'<' | b'>'));
            return if closed && sign { length + 2 } else { 0 };
        }
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if matches!(rest.get(digits), Some(b'<' | b'>')) {
            digits
        } else {
            0
        }
    }

    fn starts_with_operator(&self, operator: &str, ahead: usize) -> bool {
        self.text
            .as_bytes()
            .get(self.at + ahead..)
            .is_some_and(|rest| rest.starts_with(operator.as_bytes()))
            && (ahead == 0 || !operator.starts_with('&'))
    }
}
