//! Edits keep everything that they are not about.

use opswright_source::{Edit, apply_edits};
use opswright_yaml::{Yaml, edit, parse};

fn tree(text: &str) -> Yaml {
    parse(text).0
}

fn check(text: &str, change: impl Fn(&Yaml) -> Option<Edit>, expected: Option<&str>) {
    let yaml = tree(text);
    let result =
        change(&yaml).map(|edit| apply_edits(text, &[edit]).expect("the edit fits the text"));
    assert_eq!(result.as_deref(), expected, "{text}");
    if let Some(result) = &result {
        assert_eq!(parse(result).1, [], "{result}");
    }
}

#[test]
fn lines_are_put_after_an_entry() {
    let insert = |yaml: &Yaml| {
        let source = "a:\n  - b: 1 # one\n    c: |\n      x\n\n# end\n";
        let entry = yaml.root()?.at(&["a", "0"])?.entry("b")?;
        edit::insert_after(source, &entry, "d:\n  e: f")
    };
    check(
        "a:\n  - b: 1 # one\n    c: |\n      x\n\n# end\n",
        insert,
        Some("a:\n  - b: 1 # one\n    d:\n      e: f\n    c: |\n      x\n\n# end\n"),
    );
}

#[test]
fn lines_are_appended_after_the_last_value_and_before_what_follows() {
    for (text, expected) in [
        (
            "a:\n  b: |\n    x\n\n# end\nz: 1\n",
            Some("a:\n  b: |\n    x\n  n: 1\n\n# end\nz: 1\n"),
        ),
        ("a:\n  b: 1 # c", Some("a:\n  b: 1 # c\n  n: 1")),
        ("a: {b: 1}\n", None),
        ("a: 1\n", None),
    ] {
        check(
            text,
            |yaml| edit::append(text, yaml.root()?.get("a")?, "n: 1"),
            expected,
        );
    }
}

#[test]
fn lines_are_put_before_an_entry() {
    let text = "# top\na: 1\nb: 2\n";
    check(
        text,
        |yaml| edit::insert_before(text, &yaml.root()?.entry("b")?, "x: {}"),
        Some("# top\na: 1\nx: {}\nb: 2\n"),
    );
}

#[test]
fn an_entry_is_removed_with_its_lines() {
    for (text, expected) in [
        ("a: 1\nv: '3' # old\nb: 2\n", Some("a: 1\nb: 2\n")),
        ("v:\n  x: 1\n\nb: 2\n", Some("\nb: 2\n")),
        ("{v: 1}\n", None),
    ] {
        check(
            text,
            |yaml| edit::remove(text, &yaml.root()?.entry("v")?),
            expected,
        );
    }
}

#[test]
fn scalars_are_quoted_where_they_must_be() {
    for (value, expected) in [
        ("plain text", "plain text"),
        ("true", "\"true\""),
        ("a: b", "\"a: b\""),
        ("- a", "\"- a\""),
        ("${A:?}", "\"${A:?}\""),
        ("${{ x }}", "${{ x }}"),
        ("é\"", "\"é\\\"\""),
        ("", "\"\""),
    ] {
        assert_eq!(edit::scalar(value), expected);
        let text = format!("k: {}\n", edit::scalar(value));
        assert_eq!(
            tree(&text).root().unwrap().str_at(&["k"]),
            Some(value),
            "{text}"
        );
    }
    let text = "k: old # keep\n";
    check(
        text,
        |yaml| Some(edit::set_scalar(yaml.root()?.get("k")?, "new")),
        Some("k: new # keep\n"),
    );
}
