//! What holds for every text.

use opswright_hcl::{Body, Item, parse};
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "resource \"a\" \"b\" {\n",
    "}\n",
    "  x = 1\n",
    "  y = \"${var.a}\"\n",
    "<<EOF\n",
    "EOF\n",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "for k, v in x : k => v",
    "if",
    "a = <<-X\n",
    "%{ if a }",
    "%{ endif }",
    "\"",
    "\\",
    "é",
    "\r\n",
    "/*",
    "*/",
    "# c\n",
    "//",
    "?",
    ":",
    "=",
    "==",
    "!",
    "-",
    "a.b[0].*",
    "f(",
    "...",
    "::",
    "locals {",
    "$${",
    "1.5e",
    "0",
    "\u{feff}",
];

fn ranges_hold(text: &str, body: &Body) -> bool {
    let mut hold = text.get(body.range.start..body.range.end).is_some();
    body.walk(&mut |expression| {
        hold &= text
            .get(expression.range.start..expression.range.end)
            .is_some();
    });
    hold && body.items.iter().all(|item| match item {
        Item::Attribute(attribute) => text
            .get(attribute.range.start..attribute.range.end)
            .is_some(),
        Item::Block(block) => {
            text.get(block.range.start..block.range.end).is_some() && ranges_hold(text, &block.body)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_the_language_are_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        let (hcl, _) = parse(&text);
        prop_assert!(ranges_hold(&text, &hcl.body));
    }

    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        let (hcl, _) = parse(&text);
        prop_assert!(ranges_hold(&text, &hcl.body));
    }
}

#[test]
fn many_repetitions_of_anything_are_read_in_linear_time() {
    for piece in PIECES.iter().chain(&[
        "a = <<A\n",
        "a = [\n",
        "a {\n",
        "x = f(x)\n",
        "[{(",
        "\"${",
        "- ",
        "a+",
        "a?b:",
    ]) {
        let text = piece.repeat((1 << 18) / piece.len());
        let (hcl, _) = parse(&text);
        assert!(hcl.body.range.end == text.len(), "{piece}");
    }
}
