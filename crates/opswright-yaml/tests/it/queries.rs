//! Lookups, typed scalars, merge keys, broken input.

use opswright_yaml::{Entry, Kind, Style, parse, parse_json};

#[test]
fn merge_keys_are_followed_and_own_entries_win() {
    let text =
        "x: &x\n  a: 1\n  b: 2\ny: &y {c: 3}\nz:\n  <<: [*x, *y]\n  a: own\n  \"<<\": plain\n";
    let (yaml, errors) = parse(text);
    assert_eq!(errors, []);
    let z = yaml.root().unwrap().get("z").unwrap();
    assert_eq!(z.str_at(&["a"]), Some("own"));
    assert_eq!(z.str_at(&["b"]), Some("2"));
    assert_eq!(z.str_at(&["c"]), Some("3"));
    let names: Vec<_> = z.merged_entries().iter().map(Entry::name).collect();
    assert_eq!(names, ["a", "<<", "b", "c"]);
}

#[test]
fn duplicates_are_kept_and_the_last_is_found() {
    let (yaml, _) = parse("a: 1\na: 2\n");
    let root = yaml.root().unwrap();
    assert_eq!(root.entries().count(), 2);
    assert_eq!(root.str_at(&["a"]), Some("2"));
}

#[test]
fn scalars_have_types_only_without_quotes() {
    let (yaml, _) = parse("a: yes\nb: 'yes'\nc: ~\nd: 'null'\ne: \" 8080 \"\nf: |\n  true\n");
    let root = yaml.root().unwrap();
    assert_eq!(root.get("a").unwrap().as_bool(), Some(true));
    assert_eq!(root.get("b").unwrap().as_bool(), None);
    assert!(root.get("c").unwrap().is_null());
    assert!(!root.get("d").unwrap().is_null());
    assert_eq!(root.get("e").unwrap().as_i64(), Some(8080));
    assert_eq!(root.get("f").unwrap().as_bool(), None);
    assert_eq!(root.get("f").unwrap().style(), Some(Style::Literal));
}

#[test]
fn several_documents_are_all_there() {
    let (yaml, errors) = parse("a: 1\n---\n# nothing\n---\nb: 2\n...\n");
    assert_eq!(errors, []);
    let keys: Vec<_> = yaml
        .documents()
        .map(|root| root.entries().map(|entry| entry.name()).collect::<String>())
        .collect();
    assert_eq!(keys, ["a", "", "b"]);
}

#[test]
fn a_broken_text_gives_what_stands_before_the_error() {
    let text = "services:\n  web:\n    image: nginx\n    ports: [80\n  db:\n    image: x\n";
    let (yaml, errors) = parse(text);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(
        yaml.root().unwrap().str_at(&["services", "web", "image"]),
        Some("nginx")
    );
}

#[test]
fn errors_stand_where_the_text_breaks() {
    for (text, line) in [
        ("a: b\n c: d\n", 2),
        ("a: *nope\n", 1),
        ("a: \"b\n", 1),
        ("a: &a [*a]\n", 1),
        ("{", 1),
    ] {
        let (yaml, errors) = parse(text);
        assert_eq!(errors.len(), 1, "{text:?}: {errors:?}");
        assert_eq!(
            yaml.line(errors[0].range.start),
            line,
            "{text:?}: {errors:?}"
        );
    }
    for text in [
        "{",
        "{\"a\" 1}",
        "[1 2]",
        "{\"a\": \"b\n\"}",
        "[nope]",
        "{} x",
        "[\"\\u12\"]",
    ] {
        assert_eq!(parse_json(text).1.len(), 1, "{text:?}");
    }
}

#[test]
fn deep_nesting_is_an_error_and_not_a_crash() {
    let block = "- ".repeat(100_000) + "x\n";
    let (yaml, errors) = parse(&block);
    assert_eq!(errors.len(), 1);
    assert_eq!(yaml.root().unwrap().kind(), Kind::Sequence);
    assert_eq!(parse(&"[".repeat(5_000)).1.len(), 1);
    assert_eq!(parse_json(&"[".repeat(100_000)).1.len(), 1);
}

#[test]
fn an_alias_inside_its_own_anchor_is_dangling() {
    let (yaml, errors) = parse("a: &a [*a]\n");
    assert_eq!(errors.len(), 1);
    let inner = yaml.root().unwrap().at(&["a", "0"]).unwrap();
    assert_eq!(inner.kind(), Kind::Dangling);
    assert_eq!(inner.as_str(), None);
}
