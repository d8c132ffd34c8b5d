//! Whether two names are the same but for a typing error.

/// Whether `a` becomes `b` by at most two single changes, and by fewer than half of its letters.
pub(crate) fn is_close(a: &str, b: &str) -> bool {
    // Each change moves the length by one at most; counting bytes is cheap, and right for names.
    if a.is_ascii() && b.is_ascii() && a.len().abs_diff(b.len()) > 2 {
        return false;
    }
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    if a.len().max(b.len()) > 64 {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()] <= 2 && row[b.len()] * 2 < a.len()
}

#[cfg(test)]
mod tests {
    use super::is_close;

    #[test]
    fn typing_errors_are_close() {
        for (a, b, close) in [
            ("builder", "bilder", true),
            ("builder", "buidler", true),
            ("deps", "dev", false),
            ("build", "runner", false),
            ("a", "b", false),
        ] {
            assert_eq!(is_close(a, b), close, "{a} {b}");
        }
    }
}
