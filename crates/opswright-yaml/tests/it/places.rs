//! Where the words of a scalar stand in the file.

use opswright_source::{Range, apply_edits};
use opswright_yaml::{Places, parse, parse_json};

/// Each word of the value is found in the file at the place that is given for it.
fn words_have_their_places(text: &str) {
    let (yaml, errors) = parse(text);
    assert_eq!(errors, []);
    let node = yaml.root().and_then(|root| root.get("a")).expect("a");
    let places = Places::of(node, text).expect("a scalar");
    let value = node.as_str().expect("a scalar");
    let mut start = 0;
    for word in value.split_inclusive([' ', '\n', '"', '\'', '\\']) {
        let bare = word.trim_end_matches([' ', '\n', '"', '\'', '\\']);
        let range = places.range(Range::new(start, start + bare.len()));
        // These two are written as escapes.
        if !matches!(bare, "" | "ü" | "A") {
            assert_eq!(range.slice(text), bare, "{text}");
        }
        start += word.len();
    }
}

#[test]
fn in_every_style() {
    for text in [
        "a: sum by (x) (y)\n",
        "b: 1\na: one two\n   three\n\n   four # comment\n",
        "a: 'it''s one ''two'' é three'\n",
        "a: \"one \\\"two\\\" \\u00fc three \\x41 \\\n    four\n  five\"\n",
        "a: |\n  one\n    two {x=\"y\"}\n\n  three\nb: 1\n",
        "a: >-\n    one\n    two\n\n    three é four\nb: 1\n",
        "a: |2-\n    one\n   two\n",
        "{a: \"x\\\\d y\"}",
    ] {
        words_have_their_places(text);
    }
}

#[test]
fn an_escape_is_taken_whole() {
    let text = "{\"a\": \"x{b=\\\"c\\\"} \\ud83d\\ude00 y\"}";
    let (json, _) = parse_json(text);
    let node = json.root().and_then(|root| root.get("a")).expect("a");
    let places = Places::of(node, text).expect("a scalar");
    let value = node.as_str().expect("a scalar");
    for (part, expected) in [
        ("{b=\"c\"}", "{b=\\\"c\\\"}"),
        ("\"c\"", "\\\"c\\\""),
        ("y", "y"),
        ("\u{1f600}", "\\ud83d\\ude00"),
    ] {
        let start = value.find(part).expect(part);
        let range = places.range(Range::new(start, start + part.len()));
        assert_eq!(range.slice(text), expected);
    }
}

#[test]
fn edits_are_written_as_the_scalar_is() {
    for (text, range, new, expected) in [
        ("a: x y\n", Range::new(2, 3), "z\"", Some("a: x z\"\n")),
        ("a: x y\n", Range::new(2, 3), "z: 1", None),
        ("a: x y\n", Range::new(0, 1), "\"z\"", None),
        (
            "a: \"x y\"\n",
            Range::new(2, 3),
            "\"z\"",
            Some("a: \"x \\\"z\\\"\"\n"),
        ),
        (
            "a: 'x y'\n",
            Range::new(2, 3),
            "'z'",
            Some("a: 'x ''z'''\n"),
        ),
        (
            "a: |\n  x\n  y\n",
            Range::new(2, 3),
            "z",
            Some("a: |\n  x\n  z\n"),
        ),
        ("{a: x y}", Range::new(2, 3), "z, w", None),
    ] {
        let (yaml, _) = parse(text);
        let node = yaml.root().and_then(|root| root.get("a")).expect("a");
        let edit = Places::of(node, text).and_then(|places| places.edit(range, new));
        let after = edit.map(|edit| apply_edits(text, &[edit]).expect("it fits"));
        assert_eq!(after.as_deref(), expected, "{text}");
    }
}
