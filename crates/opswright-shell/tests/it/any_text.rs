//! What holds for every text.

use opswright_shell::{Block, Command, CommandKind, Part, Pipeline, Script, Word, parse};
use proptest::prelude::*;

/// Every range of a tree falls on characters of its text.
fn check(script: &Script, text: &str) {
    for fault in &script.faults {
        assert!(
            text.get(fault.range.start..fault.range.end).is_some(),
            "{fault:?} in {text:?}"
        );
        assert!(!fault.message(text).is_empty());
    }
    for document in &script.heredocs {
        assert!(text.get(document.body.start..document.body.end).is_some());
        parts(&document.parts, text);
    }
    block(&script.block, text);
}

fn block(block_: &Block, text: &str) {
    for statement in &block_.statements {
        assert!(
            text.get(statement.range.start..statement.range.end)
                .is_some()
        );
        for pipeline in statement.pipelines() {
            commands(pipeline, text);
        }
    }
}

fn commands(pipeline: &Pipeline, text: &str) {
    for command in &pipeline.commands {
        one(command, text);
    }
}

fn one(command: &Command, text: &str) {
    assert!(text.get(command.range.start..command.range.end).is_some());
    for redirect in &command.redirects {
        word(&redirect.target, text);
    }
    match &command.kind {
        CommandKind::Simple(simple) => {
            for part in simple.assignments.iter().chain(&simple.words) {
                word(part, text);
            }
        }
        CommandKind::Group(inner) | CommandKind::Subshell(inner) => block(inner, text),
        CommandKind::If(branches, otherwise) => {
            for (condition, body) in branches {
                block(condition, text);
                block(body, text);
            }
            if let Some(inner) = otherwise {
                block(inner, text);
            }
        }
        CommandKind::Loop(inner) => {
            block(&inner.condition, text);
            block(&inner.body, text);
        }
        CommandKind::For(inner) => {
            for part in inner.words.iter().flatten() {
                word(part, text);
            }
            block(&inner.body, text);
        }
        CommandKind::ArithmeticFor(inner, body) => {
            parts(inner, text);
            block(body, text);
        }
        CommandKind::Case(inner) => {
            word(&inner.word, text);
            for arm in &inner.arms {
                arm.patterns.iter().for_each(|pattern| word(pattern, text));
                block(&arm.body, text);
            }
        }
        CommandKind::Function(function) => one(&function.body, text),
        CommandKind::Arithmetic(inner) => parts(inner, text),
        CommandKind::Test(words) => words.iter().for_each(|part| word(part, text)),
    }
}

fn word(word_: &Word, text: &str) {
    assert!(text.get(word_.range.start..word_.range.end).is_some());
    let _ = (word_.value(text), word_.literal(text));
    if let Some(assignment) = word_.assignment(text) {
        assert!(
            text.get(assignment.literal.start..assignment.literal.end)
                .is_some()
        );
    }
    parts(&word_.parts, text);
}

fn parts(parts_: &[Part], text: &str) {
    for part in parts_ {
        let range = part.range();
        assert!(text.get(range.start..range.end).is_some(), "{part:?}");
        match part {
            Part::Double(_, inner) | Part::Arithmetic(_, inner) => parts(inner, text),
            Part::Parameter(parameter) => parts(&parameter.argument, text),
            Part::Substitution(substitution) => block(&substitution.block, text),
            Part::Array(_, words) => words.iter().for_each(|inner| word(inner, text)),
            _ => {}
        }
    }
}

/// Pieces that mean something to a shell.
const PIECES: &[&str] = &[
    "if ",
    "then ",
    "else ",
    "elif ",
    "fi",
    "for x in ",
    "do ",
    "done",
    "while ",
    "case x in ",
    "esac",
    "a) ",
    ";;",
    ";&",
    "{ ",
    "}",
    "(",
    ")",
    "((",
    "))",
    "[[ ",
    " ]]",
    "[ ",
    " ]",
    "$(",
    "${",
    "$((",
    "$[",
    "`",
    "'",
    "\"",
    "\\",
    "\n",
    "\r\n",
    " ",
    ";",
    "&&",
    "||",
    "|",
    "&",
    "!",
    "<<EOF\n",
    "EOF\n",
    "<<-'E'\n",
    "<(",
    ">",
    "2>&1",
    "<<<",
    "x=",
    "x=(",
    "a[1]=",
    "$x",
    "${x[0]}",
    "$@",
    "é",
    "*",
    "?(a|b)",
    "function f ",
    "f() ",
    "#",
    "echo ",
    "=~ ",
    "coproc ",
    "time ",
    "{a,b}",
    "${x:-",
    "${#x}",
    "${!x}",
    "$'",
    "select ",
    "\u{a0}",
    "😀",
];

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
        .prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
        check(&parse(&text), &text);
    }

    #[test]
    fn any_pieces_are_read_without_panic(text in pieces()) {
        check(&parse(&text), &text);
    }

    #[test]
    fn a_script_with_a_hole_in_it_is_read_without_panic(
        from in 0_usize..2000, length in 0_usize..40, filling in pieces(),
    ) {
        let real = include_str!("install.sh");
        let boundary = |at: usize| (at.min(real.len())..=real.len())
            .find(|at| real.is_char_boundary(*at))
            .unwrap_or(real.len());
        let (from, to) = (boundary(from), boundary(from + length));
        let text = format!("{}{filling}{}", &real[..from], &real[to..]);
        check(&parse(&text), &text);
    }
}

#[test]
fn time_grows_with_the_length_alone() {
    for piece in [
        "$(( ",
        "((",
        "$(",
        "${x",
        "`",
        "(",
        ")",
        "if ",
        "a[",
        "[",
        "<<E\n",
        "\"",
        "$[",
        "case x in ",
        "{ ",
        "x=(",
        "[[ ",
        "?(",
        "coproc ",
        "f() ",
        "! ",
        "$((a) ",
        "<<A <<B\n$(\nA\n",
        "a;;",
        "é[",
    ] {
        let text = piece.repeat((1 << 17) / piece.len());
        let script = parse(&text);
        assert!(script.faults.len() <= 64, "{piece}");
    }
}
