//! Keeps secrets out of bodies: what the caller names is replaced before anything is hashed or written.

use serde_json::Value;

/// Replaces what must not be stored in a body. The caller knows the secrets; the journal does not.
pub type Redactor = Box<dyn Fn(&mut Value) + Send + Sync>;

/// What stands in the place of a secret.
pub const REDACTED: &str = "[redacted]";

/// A redactor that replaces every occurrence of the given values, in strings and in the names of fields.
///
/// Values shorter than four bytes are left out: they would blacken half of every record and hide nothing. Longer values go first,
/// so that one that contains another leaves no rest.
pub fn redact_values(values: Vec<String>) -> Redactor {
    let mut values: Vec<String> = values
        .into_iter()
        .filter(|value| value.len() >= 4)
        .collect();
    values.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    Box::new(move |body| redact(body, &values))
}

fn redact(value: &mut Value, secrets: &[String]) {
    match value {
        Value::String(text) => replace(text, secrets),
        Value::Array(items) => items.iter_mut().for_each(|item| redact(item, secrets)),
        Value::Object(fields) => {
            let old = std::mem::take(fields);
            for (mut name, mut field) in old {
                replace(&mut name, secrets);
                redact(&mut field, secrets);
                fields.insert(name, field);
            }
        }
        Value::Number(number) => {
            let mut text = number.to_string();
            replace(&mut text, secrets);
            if text != number.to_string() {
                *value = Value::String(text);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn replace(text: &mut String, secrets: &[String]) {
    for secret in secrets {
        if text.contains(secret.as_str()) {
            *text = text.replace(secret.as_str(), REDACTED);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_value_survives_anywhere() {
        let redactor = redact_values(vec![
            "hunter2".to_owned(),
            "hunter2hunter2".to_owned(),
            "98765".to_owned(),
            "a".to_owned(),
        ]);
        let mut body = json!({
            "hunter2": ["x hunter2hunter2 y", { "deep": "hunter2" }],
            "port": 98765,
            "fine": "a cat",
        });
        redactor(&mut body);
        let expected = json!({
            "[redacted]": ["x [redacted] y", { "deep": "[redacted]" }],
            "port": "[redacted]",
            "fine": "a cat",
        });
        assert_eq!(body, expected);
    }
}
