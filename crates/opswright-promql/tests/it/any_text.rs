//! What holds for every text.

use opswright_promql::{Dialect, parse};
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "sum",
    " by ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "rate",
    "x_total",
    "5m",
    "1h30m",
    "1e3",
    "0x",
    ":",
    ",",
    "=",
    "=~",
    "!~",
    "!=",
    "==",
    ">",
    "<",
    "\"a\"",
    "'",
    "`",
    "\\",
    " and ",
    " or ",
    " on",
    " ignoring",
    " group_left",
    " offset ",
    "@",
    "start()",
    "-",
    "+",
    "*",
    "/",
    "^",
    "%",
    "#c\n",
    " ",
    "\n",
    "é",
    "$x",
    "${y}",
    "[[z]]",
    "bool ",
    "le",
    "1",
    ".",
    "_",
    ";",
];

fn holds(text: &str) -> Result<(), TestCaseError> {
    for dialect in [Dialect::Prometheus, Dialect::Grafana] {
        let query = parse(text, dialect);
        prop_assert_eq!(query.print(), text);
        for expression in query.root.descend() {
            prop_assert!(
                text.get(expression.range.start..expression.range.end)
                    .is_some()
            );
        }
        for error in &query.errors {
            prop_assert!(text.get(error.range.start..error.range.end).is_some());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        holds(&text)?;
    }

    #[test]
    fn any_order_of_pieces_is_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        holds(&pieces.concat())?;
    }
}

#[test]
fn long_and_deep_texts_are_read_in_bounds() {
    for piece in [
        "(", "-", "a+", "a[5m:", "x[1m:]", "sum(", "{", "\"", "$", "${a ", "[[", "a==", "1^",
        "a or ",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let query = parse(&text, Dialect::Grafana);
        assert_eq!(query.print().len(), text.len(), "{piece}");
        assert!(!query.errors.is_empty(), "{piece}");
    }
}
