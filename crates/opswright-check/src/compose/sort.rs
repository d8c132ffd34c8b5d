//! The order of names as people expect it.

use std::cmp::Ordering;

/// Compares texts such that numbers in them count by their value and case does not matter.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(first), Some(second)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        if first.is_ascii_digit() && second.is_ascii_digit() {
            let (one, rest_left) = digits(left);
            let (two, rest_right) = digits(right);
            let order = one.len().cmp(&two.len()).then_with(|| one.cmp(two));
            if order != Ordering::Equal {
                return order;
            }
            (left, right) = (rest_left, rest_right);
            continue;
        }
        let order = weight(first).cmp(&weight(second));
        if order != Ordering::Equal {
            return order;
        }
        left = left.get(first.len_utf8()..).unwrap_or("");
        right = right.get(second.len_utf8()..).unwrap_or("");
    }
}

/// Signs come before digits, digits before letters.
fn weight(character: char) -> (u8, char) {
    let class = if character.is_alphabetic() {
        2
    } else {
        u8::from(character.is_numeric())
    };
    (class, character.to_lowercase().next().unwrap_or(character))
}

/// The number at the beginning without leading zeros, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let short = number.trim_start_matches('0');
    (short, rest)
}

/// The first name that stands after one that should follow it: its place, and the first such name in the right order.
pub(crate) fn first_unsorted<'a>(names: &[&'a str]) -> Option<(usize, &'a str)> {
    let mut last: &str = names.first()?;
    for (at, name) in names.iter().enumerate() {
        if natural(last, name) == Ordering::Greater {
            let before = names.iter().take(at);
            return before
                .filter(|other| natural(other, name) == Ordering::Greater)
                .min_by(|a, b| natural(a, b))
                .map(|other| (at, *other));
        }
        last = name;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_by_their_value() {
        for (a, b, order) in [
            ("9", "10", Ordering::Less),
            ("a2", "a10", Ordering::Less),
            ("b", "A", Ordering::Greater),
            ("a", "a-b", Ordering::Less),
            ("$X", "79", Ordering::Less),
            ("a", "a", Ordering::Equal),
        ] {
            assert_eq!(natural(a, b), order, "{a} {b}");
        }
        assert_eq!(first_unsorted(&["a", "c", "b"]), Some((2, "c")));
        assert_eq!(first_unsorted(&["a", "b"]), None);
    }
}
