//! Every node's range is the bytes it was written with.

use opswright_yaml::{Kind, Node, parse, parse_json};

/// One line a node: kind and the source text of its range.
fn outline(text: &str) -> Vec<String> {
    let (yaml, errors) = parse(text);
    assert_eq!(errors, [], "{text}");
    yaml.documents()
        .flat_map(|root| root.descend())
        .map(|node| format!("{} {:?}", kind(node), node.range().slice(text)))
        .collect()
}

fn kind(node: Node<'_>) -> &'static str {
    match node.kind() {
        _ if node.alias().is_some() => "alias",
        Kind::Scalar => "scalar",
        Kind::Sequence => "list",
        Kind::Mapping => "map",
        Kind::Dangling => "dangling",
    }
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(outline(text), expected);
}

#[test]
fn block_collections_end_with_their_last_value() {
    check(
        "a: b # c\nd:\n  - 1\n  - e: f\n\n# end\n",
        &[
            r#"map "a: b # c\nd:\n  - 1\n  - e: f""#,
            r#"scalar "a""#,
            r#"scalar "b""#,
            r#"scalar "d""#,
            r#"list "- 1\n  - e: f""#,
            r#"scalar "1""#,
            r#"map "e: f""#,
            r#"scalar "e""#,
            r#"scalar "f""#,
        ],
    );
}

#[test]
fn block_scalars_include_their_header_and_no_trailing_blank() {
    check(
        "run: | # why\n  écho a\n  echo b\n\nx: >-\n  y\n",
        &[
            r#"map "run: | # why\n  écho a\n  echo b\n\nx: >-\n  y""#,
            r#"scalar "run""#,
            r#"scalar "| # why\n  écho a\n  echo b""#,
            r#"scalar "x""#,
            r#"scalar ">-\n  y""#,
        ],
    );
}

#[test]
fn anchors_and_tags_are_not_part_of_the_node() {
    check(
        "a: &x {b: 1}\nc: *x\nd: !reset [e]\nf: &y\n  g: h\n",
        &[
            r#"map "a: &x {b: 1}\nc: *x\nd: !reset [e]\nf: &y\n  g: h""#,
            r#"scalar "a""#,
            r#"map "{b: 1}""#,
            r#"scalar "b""#,
            r#"scalar "1""#,
            r#"scalar "c""#,
            r#"alias "*x""#,
            r#"scalar "d""#,
            r#"list "[e]""#,
            r#"scalar "e""#,
            r#"scalar "f""#,
            r#"map "g: h""#,
            r#"scalar "g""#,
            r#"scalar "h""#,
        ],
    );
}

#[test]
fn missing_values_are_empty_places_after_the_colon() {
    let text = "a:\nb:  \n  -\n  - x\nc: &n\nd: {e: }\n";
    let (yaml, errors) = parse(text);
    assert_eq!(errors, []);
    let root = yaml.root().unwrap();
    for (path, before) in [
        (&["a"][..], "a:"),
        (&["b", "0"], "-"),
        (&["c"], "&n"),
        (&["d", "e"], "e:"),
    ] {
        let node = root.at(path).unwrap();
        assert!(node.is_null() && node.range().is_empty(), "{path:?}");
        assert!(
            text[..node.range().start].ends_with(before),
            "{path:?} at {:?}",
            node.range()
        );
    }
}

#[test]
fn json_has_the_same_ranges() {
    let text = "{\n\t// why\n\t\"a\": [1, \"x\\ud83d\\ude00\\n\",],\n\t\"ü\": {\"b\": true}\n}\n";
    let (yaml, errors) = parse_json(text);
    assert_eq!(errors, []);
    let root = yaml.root().unwrap();
    assert_eq!(root.str_at(&["a", "1"]), Some("x😀\n"));
    assert_eq!(
        root.at(&["a"]).unwrap().range().slice(text),
        "[1, \"x\\ud83d\\ude00\\n\",]"
    );
    let inner = root.at(&["ü"]).unwrap();
    assert_eq!(inner.range().slice(text), "{\"b\": true}");
    assert_eq!(inner.line(), 4);
    assert_eq!(inner.get("b").unwrap().as_bool(), Some(true));
}

#[test]
fn a_comment_behind_a_quoted_scalar_is_no_part_of_it() {
    let text = "a: \"x\\\" # y\" # one\nb: 'it''s' # two\nc: [\"z\" , 'w' ] # three\n";
    let (yaml, errors) = parse(text);
    assert_eq!(errors, []);
    let root = yaml.root().unwrap();
    for (path, written) in [
        (&["a"][..], "\"x\\\" # y\""),
        (&["b"], "'it''s'"),
        (&["c", "0"], "\"z\""),
        (&["c", "1"], "'w'"),
    ] {
        assert_eq!(root.at(path).unwrap().range().slice(text), written);
    }
}
