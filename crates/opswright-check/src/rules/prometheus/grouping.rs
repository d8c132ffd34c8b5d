//! What an aggregation that a fix adds should keep.

use crate::asked::Asked;
use crate::template::used_labels;

/// `job` and the labels that the annotations of the asking alert name, without those in `narrowed`; separated by commas.
pub(super) fn kept_labels(asked: &Asked<'_>, narrowed: &[String]) -> String {
    let mut labels = vec!["job".to_owned()];
    let annotations = asked
        .rule()
        .and_then(|rule| rule.node.get("annotations"))
        .into_iter()
        .flat_map(|annotations| annotations.entries());
    for annotation in annotations {
        for (_, label) in used_labels(annotation.value.as_str().unwrap_or("")) {
            let taken = labels.iter().any(|known| known == label);
            if !taken && label != "le" && !narrowed.iter().any(|other| other == label) {
                labels.push(label.to_owned());
            }
        }
    }
    labels.join(", ")
}

/// `text` summed up by labels; parentheses around it are used.
pub(super) fn summed(by: &str, text: &str) -> String {
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|inner| is_balanced(inner))
        .unwrap_or(text);
    format!("sum by ({by}) ({})", inner.trim())
}

fn is_balanced(text: &str) -> bool {
    let mut open = 0_i32;
    for character in text.chars() {
        match character {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0
}
