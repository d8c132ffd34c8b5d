//! Instructions, words and ranges.

use opswright_dockerfile::{Base, Body, Command, Dockerfile, parse};

fn read(text: &str) -> Dockerfile {
    let (dockerfile, errors) = parse(text);
    assert_eq!(errors, [], "{text}");
    dockerfile
}

#[test]
fn continued_lines_are_one_instruction_with_places_in_the_file() {
    let text =
        "FROM a\nRUN apt-get update && \\\n  # why\n\n  apt-get install -y curl\nUSER 1000\n";
    let file = read(text);
    let run = &file.instructions[1];
    assert_eq!(
        run.range.slice(text),
        "RUN apt-get update && \\\n  # why\n\n  apt-get install -y curl"
    );
    let Body::Run(command) = &run.body else {
        panic!("{run:?}")
    };
    let commands = command.commands();
    assert_eq!(commands.len(), 2);
    assert_eq!(commands[1].range().slice(text), "apt-get install -y curl");
    assert_eq!(commands[1].words[3].range.slice(text), "curl");
    assert_eq!(file.instructions[2].range.slice(text), "USER 1000");
}

#[test]
fn stages_know_their_base() {
    let file = read(
        "ARG V=24\nARG IMAGE=node:${V}-slim\nFROM --platform=$BUILDPLATFORM ${IMAGE} AS Build\nFROM build\nFROM scratch AS out\nFROM $WHO\nFROM {{ .Base }} AS t\n",
    );
    let bases: Vec<String> = file
        .stages
        .iter()
        .map(|stage| match &stage.base {
            Base::Image(image) => format!(
                "{}:{}",
                image.repository,
                image.tag.as_deref().unwrap_or("")
            ),
            Base::Stage(index) => format!("stage {index}"),
            Base::Scratch => "scratch".to_owned(),
            Base::Unknown => "unknown".to_owned(),
        })
        .collect();
    assert_eq!(
        bases,
        ["node:24-slim", "stage 0", "scratch", "unknown", "unknown"]
    );
    assert_eq!(file.stage("build").unwrap().index, 0);
    assert_eq!(file.stage("2").unwrap().index, 2);
    assert!(file.templated);
}

#[test]
fn heredocs_belong_to_their_instruction() {
    let text = "FROM a\nRUN <<EOF\n# no comment\napt-get update\nEOF\n# comment\nCOPY <<-\"A\" <<B /dst/\n\tx\n\tA\n$y\nB\nUSER 1\n";
    let file = read(text);
    assert_eq!(file.instructions.len(), 4);
    assert_eq!(
        file.instructions[1].heredocs[0].text,
        "# no comment\napt-get update\n"
    );
    assert_eq!(
        file.instructions[1].range.slice(text),
        "RUN <<EOF\n# no comment\napt-get update\nEOF"
    );
    let copy = &file.instructions[2];
    assert_eq!(copy.heredocs.len(), 2);
    assert!(!copy.heredocs[0].expands && copy.heredocs[1].expands);
    assert_eq!(copy.heredocs[1].body.slice(text), "$y\n");
    let Body::Copy {
        sources,
        destination,
        ..
    } = &copy.body
    else {
        panic!("{copy:?}")
    };
    assert!(sources.is_empty());
    assert_eq!(destination.as_ref().unwrap().text, "/dst/");
}

#[test]
fn pairs_are_unquoted() {
    let text = "FROM a\nENV A=1 B=\"x y\" C='$z' D=a\\ b\nENV OLD some value here\nARG X\nARG Y=\"2\" Z\nLABEL \"a.b\"=c\n";
    let file = read(text);
    let pairs = |at: usize| match &file.instructions[at].body {
        Body::Env(pairs) | Body::Arg(pairs) | Body::Label(pairs) => pairs
            .iter()
            .map(|pair| {
                (
                    pair.name.text.as_str(),
                    pair.value.as_ref().map(|value| value.text.as_str()),
                )
            })
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        pairs(1),
        [
            ("A", Some("1")),
            ("B", Some("x y")),
            ("C", Some("$z")),
            ("D", Some("a b"))
        ]
    );
    assert_eq!(pairs(2), [("OLD", Some("some value here"))]);
    assert_eq!(pairs(3), [("X", None)]);
    assert_eq!(pairs(4), [("Y", Some("2")), ("Z", None)]);
    assert_eq!(pairs(5), [("a.b", Some("c"))]);
}

#[test]
fn flags_forms_and_health_checks() {
    let text = "FROM a\nHEALTHCHECK --interval=30s --timeout=3s \\\n  CMD [\"curl\", \"-f\", \"http://localhost\"]\nCOPY --from=build --chown=1:1 [\"a b\", \"c\"]\nENTRYPOINT [\"node\" \"x\"]\nCMD [\"sh\", \"-c\", \"exec node x\"]\nSHELL [\"/bin/bash\", \"-c\"]\nHEALTHCHECK NONE\nONBUILD RUN make\n";
    let file = read(text);
    let check = &file.instructions[1];
    assert_eq!(check.flag("timeout").unwrap().value.text, "3s");
    assert_eq!(
        check.flag("interval").unwrap().range.slice(text),
        "--interval=30s"
    );
    let Body::Healthcheck(Some(Command::Exec { words, range })) = &check.body else {
        panic!("{check:?}")
    };
    assert_eq!(words[2].text, "http://localhost");
    assert_eq!(
        range.slice(text),
        "[\"curl\", \"-f\", \"http://localhost\"]"
    );
    let Body::Copy { sources, .. } = &file.instructions[2].body else {
        panic!()
    };
    assert_eq!(sources[0].range.slice(text), "\"a b\"");
    assert!(matches!(
        &file.instructions[3].body,
        Body::Entrypoint(Command::Shell(_))
    ));
    let Body::Cmd(cmd) = &file.instructions[4].body else {
        panic!()
    };
    assert_eq!(cmd.commands()[0].program(), "node");
    assert_eq!(cmd.commands()[0].range().slice(text), "exec node x");
    assert!(matches!(file.instructions[6].body, Body::Healthcheck(None)));
    assert!(
        matches!(&file.instructions[7].body, Body::OnBuild(inner) if inner.keyword.text == "RUN")
    );
}

#[test]
fn directives_set_the_escape() {
    let file = read("# escape=`\n# syntax = docker/dockerfile:1\nFROM a\nRUN a `\n b\n");
    assert_eq!(file.escape, '`');
    assert_eq!(file.directives[1].value, "docker/dockerfile:1");
    assert_eq!(file.instructions.len(), 2);
}

#[test]
fn faults_are_reported_where_they_are() {
    for (text, place, message) in [
        (
            "FROM a\nRUM x\n",
            "RUM",
            "`RUM` is no Dockerfile instruction",
        ),
        ("FROM a\nRUN\n", "RUN", "RUN has no arguments"),
        ("RUN x\nFROM a\n", "RUN", "RUN stands before the first FROM"),
        (
            "FROM a b c\n",
            "a b c",
            "FROM takes `image` or `image AS name`",
        ),
        (
            "FROM a\nRUN <<EOF\nx\n",
            "RUN",
            "the here-document `EOF` does not end",
        ),
        (
            "FROM a\nHEALTHCHECK curl x\n",
            "curl x",
            "HEALTHCHECK takes `CMD command` or `NONE`",
        ),
        ("FROM a\nENV A=1 B\n", "B", "ENV `B` has no value"),
        (
            "FROM a\nONBUILD ONBUILD RUN x\n",
            "ONBUILD RUN x",
            "ONBUILD cannot hold another ONBUILD",
        ),
        ("", "", "the file has no FROM"),
        ("ARG A\n", "A", "the file has no FROM"),
    ] {
        let (_, errors) = parse(text);
        assert_eq!(errors.len(), 1, "{text:?} {errors:?}");
        assert_eq!(errors[0].message, message);
        assert_eq!(errors[0].range.slice(text), place, "{text:?}");
    }
}
