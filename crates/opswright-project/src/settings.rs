//! `opswright.toml` as dotted keys, each with its place.

use opswright_source::Range;
use toml_edit::{Document, Item, Value};

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its dotted key; `[design]` is the root (`scale`), other tables keep their name (`workload.shop.port`).
    pub key: String,
    /// Bytes of the last part of the key.
    pub key_range: Range,
    /// Its values as text: one, or those of a list; `None` for what is neither.
    pub values: Option<Vec<String>>,
    /// Bytes of the value.
    pub value_range: Range,
}

/// The settings of a file; none of one that is no TOML.
pub fn settings(text: &str) -> Vec<Setting> {
    let Ok(document) = Document::parse(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let root = document.as_table();
    for (name, item) in root {
        let prefix = if name == "design" { "" } else { name };
        let place = root.key(name).and_then(toml_edit::Key::span);
        read(prefix, item, place, &mut found);
    }
    found
}

fn read(key: &str, item: &Item, place: Option<std::ops::Range<usize>>, found: &mut Vec<Setting>) {
    let range = |span: Option<std::ops::Range<usize>>| {
        span.map_or(Range::at(0), |span| Range::new(span.start, span.end))
    };
    let joined = |name: &str| {
        if key.is_empty() {
            name.to_owned()
        } else {
            format!("{key}.{name}")
        }
    };
    match item {
        Item::None => {}
        Item::Table(table) => {
            for (name, inner) in table {
                let place = table.key(name).and_then(toml_edit::Key::span);
                read(&joined(name), inner, place, found);
            }
        }
        Item::Value(Value::InlineTable(table)) => {
            for (name, value) in table {
                let place = table.key(name).and_then(toml_edit::Key::span);
                read(&joined(name), &Item::Value(value.clone()), place, found);
            }
        }
        Item::ArrayOfTables(_) | Item::Value(_) => found.push(Setting {
            key: key.to_owned(),
            key_range: range(place),
            values: item.as_value().and_then(plain),
            value_range: range(item.span()),
        }),
    }
}

fn plain(value: &Value) -> Option<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.value().clone()),
        Value::Integer(number) => Some(number.value().to_string()),
        Value::Float(number) => Some(number.value().to_string()),
        Value::Boolean(flag) => Some(flag.value().to_string()),
        _ => None,
    };
    match value {
        Value::Array(items) => items.iter().map(one).collect(),
        value => one(value).map(|value| vec![value]),
    }
}

#[cfg(test)]
mod tests {
    use super::settings;

    #[test]
    fn keys_are_dotted_and_have_their_places() {
        let text = "edition = \"2026.1\"\n[design]\nscale = \"hobby\"\ncompliance = [\"soc2\"]\n[workload.shop]\nport = 80\n";
        let found = settings(text);
        let keys: Vec<(&str, &str)> = found
            .iter()
            .map(|one| (one.key.as_str(), one.key_range.slice(text)))
            .collect();
        assert_eq!(
            keys,
            [
                ("edition", "edition"),
                ("scale", "scale"),
                ("compliance", "compliance"),
                ("workload.shop.port", "port")
            ]
        );
        assert!(settings("a = \n").is_empty());
    }
}
