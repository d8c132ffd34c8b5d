//! Literal secrets in HCL: which names hold one, and which values are none.

use opswright_diagnostic::{is_secret_name, secret_values};
use opswright_hcl::{Body, Expression, ExpressionKind, Item};
use opswright_source::Range;

/// A literal secret: the name that says so, and where its value stands.
pub(super) struct Secret {
    pub(super) name: String,
    pub(super) range: Range,
}

/// Literal secrets anywhere in `body`.
pub(super) fn secrets(body: &Body, text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    of_body(body, &mut found);
    tokens(body, text, &mut found);
    found
}

fn of_body(body: &Body, found: &mut Vec<Secret>) {
    for item in &body.items {
        match item {
            Item::Attribute(attribute) => {
                named(&attribute.name.text, &attribute.value, found);
            }
            Item::Block(block) => {
                if block.kind.text == "variable" {
                    if !is_secret_name(block.label(0)) || is_about_secrets(block.label(0)) {
                        continue;
                    }
                    if let Some(default) = block.body.value("default") {
                        take(block.label(0), default, found);
                    }
                } else {
                    of_body(&block.body, found);
                }
            }
        }
    }
}

/// A value below a name, and the values below the keys in it.
fn named(name: &str, value: &Expression, found: &mut Vec<Secret>) {
    if is_secret_name(name) && !is_about_secrets(name) {
        take(name, value, found);
    }
    if let Some(items) = value.entries() {
        for item in items {
            if let Some(key) = item.name() {
                named(key, &item.value, found);
            }
        }
    } else if let Some(items) = value.items() {
        for item in items.iter().filter_map(Expression::entries) {
            let keyed = |key: &str| {
                item.iter()
                    .find(|entry| entry.name() == Some(key))
                    .map(|entry| &entry.value)
            };
            // `{ name = "DB_PASSWORD", value = "…" }`, as containers take their variables.
            if let (Some(name), Some(value)) =
                (keyed("name").and_then(Expression::as_str), keyed("value"))
            {
                named(name, value, found);
            }
            for entry in item {
                if let Some(key) = entry.name() {
                    named(key, &entry.value, found);
                }
            }
        }
    } else if let ExpressionKind::Call { name, arguments } = &value.kind
        && matches!(
            name.text.as_str(),
            "jsonencode" | "yamlencode" | "merge" | "base64encode"
        )
    {
        for argument in arguments {
            named(&format!("{}()", name.text), argument, found);
        }
    }
}

fn take(name: &str, value: &Expression, found: &mut Vec<Secret>) {
    let Some(text) = value.as_str() else { return };
    let lower = name.to_ascii_lowercase();
    let is_password = ["password", "passwd", "passphrase", "pwd"]
        .iter()
        .any(|word| lower.contains(word));
    // `api-key-of-shop` is the name of a secret; a password may be as plain.
    let looks_made = text.bytes().any(|byte| byte.is_ascii_digit())
        || text.bytes().any(|byte| byte.is_ascii_uppercase())
            && text.bytes().any(|byte| byte.is_ascii_lowercase());
    if is_value(text) && (is_password || looks_made) {
        found.push(Secret {
            name: name.to_owned(),
            range: value.range,
        });
    }
}

/// Settings about secrets, not secrets: `password_policy`, `token_validity`, `secret_id`.
pub(super) fn is_about_secrets(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [
        "policy",
        "length",
        "expir",
        "rotation",
        "version",
        "duration",
        "validity",
        "ttl",
        "_id",
        "_arn",
        "_name",
        "_key_id",
        "min_",
        "max_",
        "require",
        "enable",
        "disable",
        "mode",
        "type",
        "update",
        "manage_",
        "scope",
        "recovery",
        "reset",
        "hint",
        "field",
        "label",
        "prefix",
        "suffix",
        "description",
        "engine",
        "use_",
        "allow",
        "http_tokens",
        "data_source",
        "format",
        "audience",
        "issuer",
        "endpoint",
        "url",
        "file",
        "path",
        "hash",
        "region",
        "secret_manager",
        "secretsmanager",
        "kms",
        "encryption_key",
        "public",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Whether a text can be a secret: not empty, no placeholder, no reference, no path.
fn is_value(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let placeholder = [
        "changeme",
        "change_me",
        "change-me",
        "replace",
        "example",
        "placeholder",
        "dummy",
        "todo",
        "xxx",
        "your",
        "<",
        "none",
        "null",
        "true",
        "false",
        "optional",
        "required",
        "default",
        "fake",
        "mock",
        "secret-",
        "-secret",
        "test",
        "...",
        "***",
        "redacted",
    ]
    .iter()
    .any(|word| lower.contains(word));
    let reference = [
        "arn:",
        "/",
        "projects/",
        "vault:",
        "ref+",
        "http",
        "sm://",
        "env:",
        "ssm:",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    text.len() >= 4 && !placeholder && !reference && !text.contains(['\n', ' ', '$', '%'])
}

/// Tokens of known shape and passwords in URLs, whatever their name; private keys.
fn tokens(body: &Body, text: &str, found: &mut Vec<Secret>) {
    body.walk(&mut |expression| {
        let (ExpressionKind::Text(_) | ExpressionKind::Heredoc(_)) = &expression.kind else {
            return;
        };
        let source = expression.range.slice(text);
        let quoted = matches!(expression.kind, ExpressionKind::Text(_));
        // A sentence about a password is none.
        if quoted
            && source.contains(' ')
            && !source.contains("://")
            && !source.contains("-----BEGIN")
        {
            return;
        }
        if let Some(at) = source.find("-----BEGIN") {
            let line = source
                .get(at..)
                .and_then(|rest| rest.lines().next())
                .unwrap_or("");
            if line.contains("PRIVATE KEY") {
                let range = Range::new(
                    expression.range.start + at,
                    expression.range.start + at + line.len(),
                );
                push(found, "a private key", range);
                return;
            }
        }
        let mut start = expression.range.start;
        for line in source.split_inclusive('\n') {
            for range in secret_values(line) {
                let value = range.slice(line);
                let place = Range::new(start + range.start, start + range.end);
                let calculated = line
                    .get(..range.start)
                    .is_some_and(|before| before.trim_end().ends_with(['$', '(']));
                if is_value(value) && !calculated && !value.contains(['"', '(', ')', '{']) {
                    push(found, "a text", place);
                }
            }
            start += line.len();
        }
    });
}

fn push(found: &mut Vec<Secret>, name: &str, range: Range) {
    if !found.iter().any(|other| other.range.overlaps(range)) {
        found.push(Secret {
            name: name.to_owned(),
            range,
        });
    }
}
