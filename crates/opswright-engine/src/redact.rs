//! Takes secret values out of everything that is printed or journalled.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use opswright_target::process;
use serde_json::Value;

/// Values that must never be shown.
#[derive(Default)]
pub struct Redactor {
    secrets: Mutex<BTreeSet<String>>,
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Redactor")
    }
}

impl Redactor {
    /// Learns a value; the password inside of an address is taken out as well.
    pub fn learn(&self, secret: &str) {
        self.secrets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(secret.to_owned());
    }

    /// `text` with every known value replaced.
    pub fn text(&self, text: &str) -> String {
        self.all().redact(text)
    }

    /// Every string of a document with every known value replaced.
    pub fn value(&self, value: Value) -> Value {
        redacted(&self.all(), value)
    }

    fn all(&self) -> process::Redactor {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        process::Redactor::new(secrets.iter().map(String::as_str))
    }
}

fn redacted(redactor: &process::Redactor, value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(redactor.redact(&text)),
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| redacted(redactor, item))
                .collect(),
        ),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(key, field)| (key, redacted(redactor, field)))
                .collect(),
        ),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_the_passwords_inside_them_are_replaced() {
        let redactor = Redactor::default();
        redactor.learn("postgres://app:hunter22@db/app");
        assert_eq!(
            redactor.text("connect to postgres://app:hunter22@db/app"),
            "connect to [secret]"
        );
        assert_eq!(
            redactor.text("password hunter22 is wrong"),
            "password [secret] is wrong"
        );
        let body = serde_json::json!({"a": ["hunter22"], "n": 1});
        assert_eq!(
            redactor.value(body),
            serde_json::json!({"a": ["[secret]"], "n": 1})
        );
    }
}
