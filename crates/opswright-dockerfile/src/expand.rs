//! Variables in arguments: `$NAME`, `${NAME}`, `${NAME:-default}`.

/// Text after expansion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// The text; a variable without a value is replaced by nothing.
    pub text: String,
    /// Names that had no value and no default, in order.
    pub unknown: Vec<String>,
}

/// Most bytes that values add; a variable that would add more counts as one that only the build knows. Arguments that name
/// each other twice would double with each line.
const LONGEST: usize = 16 * 1024;

/// Bytes in which the end of a reference is looked for.
const LONGEST_REFERENCE: usize = 1024;

/// Expands `text` by `value_of`.
pub fn expand(text: &str, value_of: impl Fn(&str) -> Option<String>) -> Expansion {
    let mut result = Expansion {
        text: String::new(),
        unknown: Vec::new(),
    };
    let mut rest = text;
    let mut added = 0;
    while let Some(at) = rest.find(['$', '\\']) {
        result.text.push_str(&rest[..at]);
        let tail = &rest[at..];
        if let Some(escaped) = tail.strip_prefix("\\$") {
            result.text.push('$');
            rest = escaped;
        } else if let Some((name, fallback, length)) = reference(tail) {
            match value_of(name)
                .filter(|value| !value.is_empty())
                .or(fallback.map(str::to_owned))
                .filter(|value| added + value.len() <= LONGEST)
            {
                Some(value) => {
                    added += value.len();
                    result.text.push_str(&value);
                }
                None => result.unknown.push(name.to_owned()),
            }
            rest = &tail[length..];
        } else {
            result.text.push_str(&tail[..1]);
            rest = &tail[1..];
        }
    }
    result.text.push_str(rest);
    result
}

/// Name, default and length of the reference at the start of `text`.
fn reference(text: &str) -> Option<(&str, Option<&str>, usize)> {
    let after = text.strip_prefix('$')?;
    if let Some(braced) = after.strip_prefix('{') {
        let window = braced.as_bytes();
        let window = window.get(..LONGEST_REFERENCE).unwrap_or(window);
        let end = window.iter().position(|byte| *byte == b'}')?;
        let inside = &braced[..end];
        let name = name_length(inside);
        let fallback = inside[name..]
            .strip_prefix(":-")
            .or_else(|| inside[name..].strip_prefix('-'));
        return (name > 0).then_some((&inside[..name], fallback, end + 3));
    }
    let name = name_length(after);
    (name > 0).then_some((&after[..name], None, name + 1))
}

fn name_length(text: &str) -> usize {
    text.bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        .count()
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn references_are_replaced() {
        let value = |name: &str| (name == "A").then(|| "1".to_owned());
        for (text, expected, unknown) in [
            ("x$A.y", "x1.y", &[][..]),
            ("${A}-${B:-2}-${B-3}", "1-2-3", &[]),
            ("${B}:$C", ":", &["B", "C"]),
            ("\\$A $ ${", "$A $ ${", &[]),
        ] {
            let found = expand(text, value);
            assert_eq!(found.text, expected, "{text}");
            assert_eq!(found.unknown, unknown, "{text}");
        }
    }

    #[test]
    fn values_that_double_stay_in_bounds() {
        let mut value = "x".to_owned();
        for _ in 0..60 {
            value = expand("$a$a", |_| Some(value.clone())).text;
        }
        assert!(value.len() <= super::LONGEST, "{}", value.len());
    }
}
