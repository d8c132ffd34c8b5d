//! What holds for every text.

use opswright_dockerfile::{Body, JoinedText, parse, parse_dockerignore, split_commands};
use opswright_source::Range;
use proptest::prelude::*;

fn dockerish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("FROM a AS b\n".to_owned()),
        Just("RUN ".to_owned()),
        Just("COPY --from=b ".to_owned()),
        Just("HEALTHCHECK CMD ".to_owned()),
        Just("ENV A=\"".to_owned()),
        Just("ONBUILD ".to_owned()),
        Just("<<EOF\n".to_owned()),
        Just("EOF\n".to_owned()),
        Just(" \\\n".to_owned()),
        Just("# é\n".to_owned()),
        Just("[\"é\", \"b\"]\n".to_owned()),
        Just("$(".to_owned()),
        Just(") && é".to_owned()),
        Just("{{ x }}".to_owned()),
        Just("\n".to_owned()),
        Just("'".to_owned()),
        Just("\r\n".to_owned()),
        Just("${é".to_owned()),
        "[a-z ]{1,4}",
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Instructions are in order and apart, and what lies between them is blank or a comment.
fn check_ranges(text: &str) {
    let (file, errors) = parse(text);
    let mut end = 0;
    for instruction in &file.instructions {
        let range = instruction.range;
        assert!(end <= range.start && range.end <= text.len(), "{text:?}");
        check_gap(text, &file.escape.to_string(), Range::new(end, range.start));
        if let Body::Run(command) = &instruction.body {
            for word in command.commands().iter().flat_map(|command| &command.words) {
                assert!(
                    range.start <= word.range.start && word.range.end <= range.end,
                    "{text:?} {word:?}"
                );
                assert!(
                    text.get(word.range.start..word.range.end).is_some(),
                    "{text:?} {word:?}"
                );
            }
        }
        end = range.end;
    }
    check_gap(text, &file.escape.to_string(), Range::new(end, text.len()));
    for error in errors {
        assert!(
            text.get(error.range.start..error.range.end).is_some(),
            "{text:?} {error:?}"
        );
    }
}

fn check_gap(text: &str, escape: &str, gap: Range) {
    for line in gap.slice(text).lines() {
        let line = line.trim();
        assert!(
            line.is_empty() || line == escape || line.starts_with(['#', '{', '<', '\u{feff}']),
            "{line:?} is lost of {text:?}"
        );
    }
}

/// What the shell reads as structure where a command begins.
const KEYWORDS: &[&str] = &[
    "if", "then", "else", "elif", "fi", "do", "done", "while", "until",
];

/// Words that need no quoting in any instruction. The first is neither a flag of the instruction nor a keyword of the
/// shell; those behind it may look like either.
fn words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-z0-9./é-]{0,5}[a-z]", 1..6).prop_filter(
        "the first word is a flag or a keyword",
        |words| {
            words.first().is_some_and(|first| {
                !first.starts_with("--") && !KEYWORDS.contains(&first.as_str())
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}|[\\x00-\\x7f]{0,80}") {
        let _ = parse(&text);
        let _ = split_commands(&JoinedText::at(&text, 0));
        let _ = parse_dockerignore(&text).ignores("a/b/c");
    }

    #[test]
    fn text_like_a_dockerfile_has_sound_ranges(text in dockerish()) {
        check_ranges(&text);
    }

    #[test]
    fn what_was_printed_is_read_back(words in words(), breaks in proptest::collection::vec(proptest::sample::select(vec![" ", "  ", " \\\n  ", " \\\n# c\n\n "]), 6), list in any::<bool>()) {
        let mut printed = String::new();
        for (word, gap) in words.iter().zip(&breaks) {
            printed.push_str(gap);
            printed.push_str(word);
        }
        let copied = if list { format!(" {words:?}") } else { printed.clone() };
        let text = format!("FROM a\nRUN{printed}\nCOPY{copied} /x\n").replace("] /x", ", \"/x\"]");
        let (file, errors) = parse(&text);
        prop_assert!(errors.is_empty(), "{text:?} {errors:?}");
        let Body::Run(command) = &file.instructions[1].body else {
            panic!("{text:?}")
        };
        let run: Vec<String> = command.commands().into_iter().flat_map(|command| command.words).map(|word| word.text).collect();
        prop_assert_eq!(&run, &words, "{:?}", text);
        let Body::Copy { sources, destination, .. } = &file.instructions[2].body else {
            panic!("{text:?}")
        };
        prop_assert_eq!(sources.iter().map(|word| word.text.clone()).collect::<Vec<_>>(), words, "{:?}", text);
        prop_assert_eq!(destination.as_ref().map(|word| word.text.as_str()), Some("/x"));
    }
}

/// Texts that once took the square of their length: now they are read in no time, also without optimization.
#[test]
fn holes_are_looked_for_once() {
    for piece in ["{{a}}", "{{", "{{a}} {%", "<% ", "{ < "] {
        let text = format!("FROM a\nRUN {}\n", piece.repeat(100_000 / piece.len()));
        let (file, _) = parse(&text);
        assert_eq!(file.instructions.len(), 2, "{piece}");
    }
}

#[test]
fn a_fault_of_the_whole_file_stands_on_a_whole_character() {
    for text in ["", "\u{feff}", "é", "# x\n"] {
        for error in parse(text).1 {
            let place = text.get(error.range.start..error.range.end);
            assert!(place.is_some(), "{text:?} {error:?}");
        }
    }
}
