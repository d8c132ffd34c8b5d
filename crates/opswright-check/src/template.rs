//! The templates in labels and annotations of alerts.

use opswright_source::Range;

/// Functions that templates of Prometheus have.
pub(crate) const FUNCTIONS: [&str; 46] = [
    "and",
    "args",
    "call",
    "eq",
    "externalURL",
    "first",
    "ge",
    "graphLink",
    "gt",
    "html",
    "humanize",
    "humanize1024",
    "humanizeDuration",
    "humanizePercentage",
    "humanizeTimestamp",
    "index",
    "js",
    "label",
    "le",
    "len",
    "lt",
    "match",
    "ne",
    "not",
    "now",
    "or",
    "parseDuration",
    "pathPrefix",
    "print",
    "printf",
    "println",
    "query",
    "reReplaceAll",
    "safeHtml",
    "slice",
    "sortByLabel",
    "stripDomain",
    "stripPort",
    "strvalue",
    "tableLink",
    "title",
    "toDuration",
    "toLower",
    "toTime",
    "toUpper",
    "urlquery",
];

/// Words of the template language itself.
pub(crate) const KEYWORDS: [&str; 14] = [
    "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue",
    "true", "false", "nil", "value",
];

/// The actions of a template: what stands between `{{` and `}}`, with its place; an open one ends at the end.
pub(crate) fn actions(text: &str) -> Vec<(Range, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + open + 2;
        let rest = text.get(start..).unwrap_or("");
        let Some(length) = rest.find("}}") else {
            found.push((Range::new(start, text.len()), false));
            return found;
        };
        found.push((Range::new(start, start + length), true));
        at = start + length + 2;
    }
    found
}

/// Labels of the alert that a template names, each with its place.
pub(crate) fn used_labels(text: &str) -> Vec<(Range, &str)> {
    let mut found = Vec::new();
    for (action, _) in actions(text) {
        let inner = action.slice(text);
        for mark in ["$labels.", ".Labels."] {
            for (at, _) in inner.match_indices(mark) {
                let rest = inner.get(at + mark.len()..).unwrap_or("");
                let length = rest
                    .find(|character: char| {
                        !(character.is_ascii_alphanumeric() || character == '_')
                    })
                    .unwrap_or(rest.len());
                let place = Range::new(action.start + at, action.start + at + mark.len() + length);
                // Inside `range query …` the dot is another series.
                let of_dot = mark == ".Labels."
                    && text.get(..action.start).is_some_and(|before| {
                        before.contains("range ") || before.contains("with ")
                    });
                if length > 0 && !of_dot && !inner.starts_with("range") {
                    found.push((place, rest.get(..length).unwrap_or("")));
                }
            }
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found
}

#[cfg(test)]
mod tests {
    use super::used_labels;

    #[test]
    fn labels_are_found_where_they_are_named() {
        for (text, expected) in [
            ("{{ $labels.job }} is {{.Labels.a}}", vec!["job", "a"]),
            ("{{ range query \"up\" }}{{ .Labels.job }}{{ end }}", vec![]),
            ("$labels.job {{ $value }}", vec![]),
            ("{{ $labels.job", vec!["job"]),
        ] {
            let names: Vec<&str> = used_labels(text)
                .into_iter()
                .map(|(_, name)| name)
                .collect();
            assert_eq!(names, expected, "{text}");
        }
    }
}
