//! Patterns of rule files.

/// Whether a file may be what a pattern of `rule_files` means: its last parts are compared, because folders are mounted elsewhere.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let last = |text: &str| text.rsplit('/').next().unwrap_or(text).to_owned();
    glob(last(pattern).as_bytes(), last(path).as_bytes())
}

/// `*`, `?` and plain characters; a `[…]` fits any one.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut next) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while next < text.len() {
        let step = match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, next));
                at += 1;
                continue;
            }
            Some(b'?') => 1,
            Some(b'[') => pattern[at..]
                .iter()
                .position(|byte| *byte == b']')
                .map_or(0, |end| end + 1),
            Some(byte) if *byte == text[next] => 1,
            _ => 0,
        };
        if step > 0 {
            at += step;
            next += 1;
            continue;
        }
        match star {
            Some((from, taken)) => {
                at = from + 1;
                next = taken + 1;
                star = Some((from, taken + 1));
            }
            None => return false,
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_fit_by_their_last_part() {
        for (pattern, path, expected) in [
            ("rules/*.yml", "rules/a.yml", true),
            (
                "/etc/prometheus/*.rules.yml",
                "monitoring/a.rules.yml",
                true,
            ),
            ("*.yml", "a.yaml", false),
            ("alerts.yml", "monitoring/alerts.yml", true),
            ("a*b*c", "aXbXc", true),
            ("a[0-9].yml", "a1.yml", true),
            ("a?.yml", "a.yml", false),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
