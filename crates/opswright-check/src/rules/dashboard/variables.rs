//! Variables that a query names.

use opswright_source::Range;

/// The names of `$name`, `${name:format}` and `[[name]]`, each with the place of all of it.
pub(super) fn used(text: &str) -> Vec<(Range, &str)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or("");
        let (open, close) = match next {
            b'$' if rest.starts_with("${") => ("${", "}"),
            b'$' => ("$", ""),
            b'[' if rest.starts_with("[[") => ("[[", "]]"),
            _ => {
                at += 1;
                continue;
            }
        };
        let inner = rest.get(open.len()..).unwrap_or("");
        let length = inner
            .find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
            .unwrap_or(inner.len());
        let name = inner.get(..length).unwrap_or("");
        let end = if close.is_empty() {
            Some(open.len() + length)
        } else {
            inner.find(close).map(|end| open.len() + end + close.len())
        };
        match end.filter(|_| !name.is_empty()) {
            Some(end) => {
                found.push((Range::new(at, at + end), name));
                at += end;
            }
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::used;

    #[test]
    fn variables_in_all_three_forms() {
        let names: Vec<&str> = used("a{b=\"$c\", d=~\"${e:regex}\"}[[[f]]] + $__interval $ ${")
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        assert_eq!(names, ["c", "e", "f", "__interval"]);
    }
}
