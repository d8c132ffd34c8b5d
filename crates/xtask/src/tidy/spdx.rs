//! SPDX licence expressions, as far as packages use them: `OR`, `AND`, `WITH`, parentheses, and the old `/` for `OR`.

use std::collections::BTreeSet;

/// Whether `expression` offers a way to use the package under licences in `allowed` alone.
///
/// A licence with an exception is listed with it (`Apache-2.0 WITH LLVM-exception`). What cannot be parsed is not satisfied.
pub(super) fn is_satisfied(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let text = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words: Vec<&str> = text.split_whitespace().rev().collect();
    alternatives(&mut words, allowed) == Some(true) && words.is_empty()
}

/// `terms OR terms ...`; `words` is a stack with the next word on top.
fn alternatives(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut satisfied = all_of(words, allowed)?;
    while words.last() == Some(&"OR") {
        words.pop();
        satisfied |= all_of(words, allowed)?;
    }
    Some(satisfied)
}

fn all_of(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut satisfied = term(words, allowed)?;
    while words.last() == Some(&"AND") {
        words.pop();
        satisfied &= term(words, allowed)?;
    }
    Some(satisfied)
}

fn term(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> Option<bool> {
    let word = words.pop()?;
    if word == "(" {
        let satisfied = alternatives(words, allowed)?;
        return (words.pop() == Some(")")).then_some(satisfied);
    }
    if words.last() == Some(&"WITH") {
        words.pop();
        let exception = words.pop()?;
        return Some(allowed.contains(&format!("{word} WITH {exception}")));
    }
    Some(allowed.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_weighed() {
        let allowed = BTreeSet::from(["MIT".to_owned(), "Zlib".to_owned(), "X WITH Y".to_owned()]);
        for (expression, expected) in [
            ("MIT", true),
            ("GPL-2.0-only", false),
            ("GPL-2.0-only OR MIT", true),
            ("Apache-2.0/MIT", true),
            ("MIT AND Zlib", true),
            ("MIT AND GPL-2.0-only", false),
            ("(MIT OR GPL-2.0-only) AND Zlib", true),
            ("MIT OR GPL-2.0-only AND GPL-3.0-only", true),
            ("(MIT OR Zlib) AND (GPL-2.0-only OR GPL-3.0-only)", false),
            ("X WITH Y", true),
            ("MIT WITH Y", false),
            ("(MIT", false),
            ("MIT Zlib", false),
            ("", false),
        ] {
            assert_eq!(is_satisfied(expression, &allowed), expected, "{expression}");
        }
    }
}
