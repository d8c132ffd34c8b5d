//! What is read from small scripts.

use opswright_shell::{CommandKind, Dialect, Part, Script, interpreter, parse};

fn faults(text: &str) -> Vec<String> {
    parse(text)
        .faults
        .iter()
        .map(|fault| format!("{}: {}", fault.range.start, fault.message(text)))
        .collect()
}

/// Words of the first command.
fn words(text: &str) -> Vec<String> {
    let script = parse(text);
    assert_eq!(script.faults, [], "{text}");
    let command = &script.block.statements[0].first.commands[0];
    let CommandKind::Simple(simple) = &command.kind else {
        panic!("{command:?} is not simple");
    };
    simple
        .assignments
        .iter()
        .chain(&simple.words)
        .map(|word| word.text(text).to_owned())
        .collect()
}

#[test]
fn a_real_script_has_no_fault() {
    assert_eq!(faults(include_str!("install.sh")), Vec::<String>::new());
}

#[test]
fn words_end_where_the_shell_ends_them() {
    for (text, expected) in [
        ("a 'b c' \"d e\"$f", vec!["a", "'b c'", "\"d e\"$f"]),
        ("A=1 b=\"$(x; y)\" c", vec!["A=1", "b=\"$(x; y)\"", "c"]),
        ("a=(1 \"2 3\") ", vec!["a=(1 \"2 3\")"]),
        ("declare -a x=(1 2)", vec!["declare", "-a", "x=(1 2)"]),
        ("a[$i + 1]=b c", vec!["a[$i + 1]=b", "c"]),
        ("a \\\n  b#c # d", vec!["a", "b#c"]),
        (
            "x ${y:-a b} $((1 + (2)))",
            vec!["x", "${y:-a b}", "$((1 + (2)))"],
        ),
        ("ls @(a|b)* [a-z]?", vec!["ls", "@(a|b)*", "[a-z]?"]),
        ("diff <(a | b) c", vec!["diff", "<(a | b)", "c"]),
        (
            "echo $( (a); b) `c 'd'`",
            vec!["echo", "$( (a); b)", "`c 'd'`"],
        ),
        ("echo $'it\\'s' $\"x\"", vec!["echo", "$'it\\'s'", "$\"x\""]),
        ("a > b 2>&1 c", vec!["a", "c"]),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn here_documents_are_read_where_their_lines_stand() {
    let text = "cat <<A <<-'B' > x\na $b\nA\n\tc $d\n\tB\necho e\n";
    let Script {
        heredocs,
        block,
        faults,
    } = parse(text);
    assert_eq!(faults, []);
    assert_eq!(block.statements.len(), 2);
    let bodies: Vec<_> = heredocs.iter().map(|body| body.body.slice(text)).collect();
    assert_eq!(bodies, ["a $b\n", "\tc $d\n"]);
    assert!(
        heredocs[0]
            .parts
            .iter()
            .any(|part| matches!(part, Part::Parameter(_)))
    );
    assert!(heredocs[1].parts.is_empty());
}

#[test]
fn faults_say_what_is_missing() {
    for (text, expected) in [
        ("echo 'a", "5: the ' that opens here is not closed"),
        ("echo \"a", "5: the \" that opens here is not closed"),
        ("echo `a", "5: the ` that opens here is not closed"),
        ("if a; then b", "0: `if` has no `fi`"),
        ("if a\nb\nfi", "0: `if` has no `then`"),
        ("for x in a; do b", "0: `for` has no `done`"),
        ("while a; done", "0: `while` has no `do`"),
        ("case a in b) c;;", "0: `case` has no `esac`"),
        ("{ a", "0: `{` has no `}`"),
        ("a $(b", "2: `$(` is not closed"),
        ("a ${b", "2: `${` is not closed"),
        ("a; fi", "3: `fi` has nothing that it could belong to"),
        ("a )", "2: `)` has nothing that it could belong to"),
        ("a && ", "2: no command follows `&&`"),
        ("if a; then\nfi", "6: no command follows `then`"),
        (
            "cat <<E\nx",
            "4: the here-document of `<<` has no last line",
        ),
        ("a >", "2: no file follows `>`"),
        ("[[ a ]", "0: `[[` has no `]]`"),
    ] {
        assert_eq!(
            faults(text).first().map(String::as_str),
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn programs_name_dialects() {
    for (text, name, dialect) in [
        ("#!/bin/sh\n", "sh", Some(Dialect::Posix)),
        ("#!/usr/bin/env -S bash -eu\n", "bash", Some(Dialect::Bash)),
        ("#!/bin/busybox ash\n", "busybox", Some(Dialect::Ash)),
        ("#!/usr/bin/python3\n", "python3", None),
    ] {
        let (found, _) = interpreter(text).unwrap();
        assert_eq!((found, Dialect::of_program(found)), (name, dialect));
    }
    assert!(interpreter("echo").is_none() && interpreter("#!").is_none());
}
