//! What holds for every text.

use opswright_yaml::{Kind, Node, Style, Yaml, parse, parse_json};
use proptest::prelude::*;

/// Ranges are on character boundaries, inside their parents, and in order.
fn check_tree(text: &str, yaml: &Yaml) {
    for node in yaml.documents().flat_map(|root| root.descend()) {
        let range = node.range();
        assert!(
            text.get(range.start..range.end).is_some(),
            "{text:?} {node:?}"
        );
        if let Some(parent) = node.parent() {
            assert!(
                parent.range().start <= range.start && range.end <= parent.range().end,
                "{text:?} {node:?} outside {parent:?}"
            );
        }
        if node.kind() == Kind::Scalar
            && node.style() == Some(Style::Plain)
            && node.alias().is_none()
        {
            let written = range.slice(text);
            if !written.contains(['\n', '\r']) && !node.is_null() {
                assert_eq!(Some(written), node.as_str(), "{text:?}");
            }
        }
    }
}

fn yamlish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a: ".to_owned()),
        Just("- ".to_owned()),
        Just("\n".to_owned()),
        Just("\n  ".to_owned()),
        Just("\n    ".to_owned()),
        Just("|\n  x\n".to_owned()),
        Just(">-\n".to_owned()),
        Just("&x ".to_owned()),
        Just("*x".to_owned()),
        Just("!t ".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just(", ".to_owned()),
        Just("? ".to_owned()),
        Just("# é\n".to_owned()),
        Just("---\n".to_owned()),
        Just("\"q\\u00e9\"".to_owned()),
        Just("'é'".to_owned()),
        Just("é".to_owned()),
        Just("\t".to_owned()),
        Just("\r\n".to_owned()),
        Just("${{ x }}".to_owned()),
        "[a-z]{1,3}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A value as the tree should hold it.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Word(&'static str),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

fn value() -> impl Strategy<Value = Value> {
    let text = "[ -~é\\n\\t😀]{0,12}";
    let leaf = prop_oneof![
        text.prop_map(Value::Text),
        proptest::sample::select(vec!["true", "null", "-1.5e3", "8080"]).prop_map(Value::Word),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
            proptest::collection::vec((text, inner), 0..5).prop_map(Value::Map),
        ]
    })
}

/// The value as JSON, which is YAML too.
fn print(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Word(word) => (*word).to_owned(),
        Value::List(items) => format!(
            "[{}]",
            items.iter().map(print).collect::<Vec<_>>().join(", ")
        ),
        Value::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", quoted(key), print(value)))
                .collect();
            format!("{{{}}}", entries.join(",\n "))
        }
    }
}

fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t");
    format!("\"{escaped}\"")
}

fn read(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Sequence => Value::List(node.items().map(read).collect()),
        Kind::Mapping => Value::Map(
            node.entries()
                .map(|entry| (entry.name().to_owned(), read(entry.value)))
                .collect(),
        ),
        _ => {
            let text = node.as_str().unwrap_or("");
            let words = ["true", "null", "-1.5e3", "8080"];
            match words
                .into_iter()
                .find(|word| node.style() == Some(Style::Plain) && *word == text)
            {
                Some(word) => Value::Word(word),
                None => Value::Text(text.to_owned()),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}|[\\x00-\\x7f]{0,60}") {
        check_tree(&text, &parse(&text).0);
        check_tree(&text, &parse_json(&text).0);
    }

    #[test]
    fn text_like_yaml_has_sound_ranges(text in yamlish()) {
        check_tree(&text, &parse(&text).0);
        check_tree(&text, &parse_json(&text).0);
    }

    #[test]
    fn what_was_printed_is_read_back(value in value()) {
        let text = format!("{}\n", print(&value));
        for (tree, errors) in [parse(&text), parse_json(&text)] {
            prop_assert!(errors.is_empty(), "{text:?} {errors:?}");
            let root = tree.root().map(read);
            prop_assert_eq!(root, Some(value.clone()), "{:?}", text);
        }
    }
}
