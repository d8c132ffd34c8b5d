//! What holds for every text.

use opswright_yaml::{Kind, Style, Yaml, parse, parse_json};
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
}
