//! What is said of queries that are none.

use opswright_promql::{Dialect, Selector, parse};

/// The first error of a query: its text and what is said.
fn first(text: &str) -> (String, String) {
    let query = parse(text, Dialect::Prometheus);
    let error = query.errors.first().expect("the query is broken");
    (query.slice(error.range).to_owned(), error.message.clone())
}

#[test]
fn errors_name_the_place_and_the_reason() {
    for (text, place, message) in ERRORS {
        assert_eq!(
            first(text),
            ((*place).to_owned(), (*message).to_owned()),
            "{text}"
        );
    }
}

/// A query, the place of its first error, and what is said.
const ERRORS: &[(&str, &str, &str)] = &[
    ("", "", "the query is empty"),
    ("sum(x", "", "the query ends where `)` is expected"),
    ("x y", "y", "`y` does not continue the query"),
    ("x > ", "", "the query ends where an expression is expected"),
    (
        "rate(x)",
        "x",
        "`rate` takes series over a range, not instant series",
    ),
    ("rate(x[5m", "", "the query ends where `]` is expected"),
    (
        "topk(1, x,)",
        ")",
        "`)` stands where an expression is expected",
    ),
    ("rte(x[5m])", "rte", "there is no function `rte`"),
    (
        "x[5m]",
        "x[5m]",
        "the query gives series over a range, not instant ones",
    ),
    (
        "sum(x)[5m]",
        "sum(x)[5m]",
        "a range stands behind a selector; anything else needs a step: `[5m:]`",
    ),
    ("{}", "{}", "this selects every series there is"),
    (
        "{a=~\".*\"}",
        "{a=~\".*\"}",
        "this selects every series there is",
    ),
    ("1 > 2", ">", "two numbers are compared with `> bool`"),
    (
        "x and 1",
        "and",
        "`and` takes series on both sides, not a number",
    ),
    ("x + bool y", "bool", "`bool` has no meaning behind `+`"),
    (
        "x{a=b}",
        "b",
        "`b` stands where a value in quotes is expected",
    ),
    (
        "x{a=\"b\"",
        "",
        "the query ends where `,` or `}` is expected",
    ),
    (
        "x{a}",
        "}",
        "`}` stands where `=`, `!=`, `=~` or `!~` is expected",
    ),
    (
        "x{a=~\"\\d\"}",
        "\"\\d\"",
        "this text has a backslash that escapes nothing; write it twice",
    ),
    ("x > \"1\"", "\"1\"", "`>` takes instant series, not text"),
    ("topk(x)", "(x)", "`topk` takes 2 arguments, not 1"),
    (
        "round(x, 1, 2)",
        "(x, 1, 2)",
        "`round` takes 1 to 2 arguments, not 3",
    ),
    (
        "$x",
        "$x",
        "`$x` is a variable, which Prometheus does not replace",
    ),
    ("x; y", ";", "`;` does not continue the query"),
    ("'a", "'a", "this text does not end"),
    (
        "a + on (b) 1",
        "on (b)",
        "labels are matched between series, and one side is a number",
    ),
    (
        "a * on (b) group_left (b) c",
        "b",
        "`b` is matched already and cannot be taken",
    ),
    (
        "a and on (b) group_left () c",
        "group_left ()",
        "`group_left` has no meaning behind `and`",
    ),
    (
        "x{__name__=\"y\"}",
        "__name__=\"y\"",
        "the metric is named twice",
    ),
    ("5x", "5x", "`5x` has no place in a query"),
];

#[test]
fn what_stands_after_an_error_is_still_read() {
    let query = parse(
        "sum by (job) (rate(a[5m]) / ) > foo(b)",
        Dialect::Prometheus,
    );
    assert!(!query.errors.is_empty());
    let words: Vec<&str> = query
        .root
        .descend()
        .iter()
        .filter_map(|expression| expression.selector())
        .map(Selector::metric)
        .collect();
    assert!(words.contains(&"a") && words.contains(&"b"), "{words:?}");
}
