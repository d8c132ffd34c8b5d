//! Any text is read without a panic, and all places lie inside it.

use opswright_actions::{
    Place, Scope, holes, judge, parse, path_pattern, reference_pattern, schedule,
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn what_looks_like_expressions_is_read(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "github", ".", "*", "[", "]", "(", ")", "'a'", "'", "1", "-0x", "&&", "||", "==", "<",
                "!", ",", "fromJSON", "format", "'{0}'", "steps", "${{", "}}", " ", "inputs", "null",
            ]),
            0..60,
        )
    ) {
        check(&words.concat());
    }
}

fn check(text: &str) {
    match parse(text, 7) {
        Ok(expression) => {
            assert!(expression.range.start >= 7 && expression.range.end <= text.len() + 7);
            for problem in judge(&expression, Place::Step, &Scope::default()).1 {
                assert!(problem.range.end <= text.len() + 7, "{text:?}: {problem:?}");
            }
        }
        Err(problem) => assert!(problem.range.end <= text.len() + 7, "{text:?}: {problem:?}"),
    }
    for hole in holes(text) {
        assert!(text.get(hole.range.start..hole.range.end).is_some());
    }
    for fault in path_pattern(text)
        .into_iter()
        .chain(reference_pattern(text))
    {
        assert!(fault.range.end <= text.len(), "{text:?}: {fault:?}");
    }
    let _ = schedule(text).map(|schedule| schedule.shortest_gap());
}

#[test]
fn a_mebibyte_of_brackets_ends_soon() {
    for text in ["(", "!", "a.", "a[", "1||", "f("] {
        assert!(
            parse(&text.repeat((1 << 20) / text.len()), 0).is_err(),
            "{text}"
        );
    }
}
