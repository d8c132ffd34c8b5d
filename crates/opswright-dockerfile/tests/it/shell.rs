//! Shell text to simple commands.

use opswright_dockerfile::{JoinedText, split_commands};

fn check(script: &str, expected: &[&[&str]]) {
    let found: Vec<Vec<String>> = split_commands(&JoinedText::at(script, 0))
        .into_iter()
        .map(|command| command.words.into_iter().map(|word| word.text).collect())
        .collect();
    assert_eq!(found, expected, "{script}");
}

#[test]
fn commands_are_split() {
    check(
        "a b && c 'd e' || f; g | h\ni & j",
        &[
            &["a", "b"],
            &["c", "d e"],
            &["f"],
            &["g"],
            &["h"],
            &["i"],
            &["j"],
        ],
    );
    check("A=1 B=2 run x=y", &[&["run", "x=y"]]);
    check(
        "if [ -f x ]; then a; else b; fi",
        &[&["[", "-f", "x", "]"], &["a"], &["b"]],
    );
    check(
        "echo \"$(date -u) x\" # no\nb",
        &[&["date", "-u"], &["echo", "$(date -u) x"], &["b"]],
    );
    check(
        "(cd a && make) 2>&1 &>log",
        &[&["cd", "a"], &["make"], &["2>&1", "&>log"]],
    );
    check(
        "echo ${A:-b c} \\\n x\\ y",
        &[&["echo", "${A:-b c}", "x y"]],
    );
    check("echo 'open", &[&["echo", "open"]]);
    check("echo \"a;b\" '&&'", &[&["echo", "a;b", "&&"]]);
}

#[test]
fn the_program_is_found_behind_wrappers() {
    for (script, program, arguments) in [
        ("sudo /usr/bin/apt-get update", "apt-get", 1),
        ("exec env A=1 node x y", "node", 2),
        ("node", "node", 0),
    ] {
        let commands = split_commands(&JoinedText::at(script, 0));
        assert_eq!(commands[0].program(), program);
        assert_eq!(commands[0].arguments().len(), arguments);
    }
}

#[test]
fn a_command_behind_a_pipe_is_known() {
    let piped: Vec<bool> = split_commands(&JoinedText::at("a | b || c && d |\n e", 0))
        .iter()
        .map(|command| command.piped)
        .collect();
    assert_eq!(piped, [false, true, false, false, true]);
}
