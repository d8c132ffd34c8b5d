//! Bad input is a finding, and what is accepted is none.

use opswright_check::{all, file, graph, too_large, unreadable};
use opswright_source::{Files, SourceFile};

fn files(sources: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, text) in sources {
        files.insert(SourceFile::from_text(path, text));
    }
    files
}

fn rules(files: &Files) -> Vec<&'static str> {
    all(files).iter().map(|finding| finding.rule).collect()
}

#[test]
fn bytes_that_are_no_text_are_a_finding_and_nothing_is_fixed() {
    let source = SourceFile::from_bytes("Dockerfile", b"FROM debian\nADD \xff x\nCMD a\n".to_vec());
    let (_, findings) = file(&source);
    assert!(
        findings
            .iter()
            .any(|finding| finding.rule == "invalid-utf-8" && finding.range.start == 16)
    );
    assert!(
        findings
            .iter()
            .any(|finding| finding.rule == "unpinned-base-image")
    );
    assert!(findings.iter().all(|finding| finding.fix.is_none()));
}

#[test]
fn what_the_shell_could_not_read_is_a_finding() {
    assert_eq!(too_large("a", 2_000_000).rule, "too-large");
    assert_eq!(
        unreadable("a", "permission denied").message,
        "this could not be read: permission denied"
    );
}

#[test]
fn a_broken_file_does_not_keep_others_from_being_checked() {
    let found = rules(&files(&[
        ("compose.yaml", "services: [\n"),
        ("Dockerfile", "FROM node\n"),
    ]));
    assert!(
        found.contains(&"syntax-error") && found.contains(&"unpinned-base-image"),
        "{found:?}"
    );
}

#[test]
fn an_accepted_finding_is_not_reported() {
    let text = "# opswright: allow unpinned-base-image -- a test image\nFROM node\nUSER 1\n";
    assert_eq!(rules(&files(&[("Dockerfile", text)])), Vec::<&str>::new());
    let text = "FROM node:24\n# opswright: allow missing-dockerignore\nCOPY . .\nUSER 1\n";
    let found = rules(&files(&[("Dockerfile", text)]));
    assert!(!found.contains(&"missing-dockerignore"), "{found:?}");
}

#[test]
fn files_and_graph_together_are_all() {
    let files = files(&[
        ("Dockerfile", "FROM node\nCOPY . .\nEXPOSE 1\nCMD x\n"),
        ("README.md", "# x\n"),
    ]);
    let (summaries, findings): (Vec<_>, Vec<_>) = files.iter().map(file).unzip();
    let together = findings.iter().map(Vec::len).sum::<usize>() + graph(&summaries).len();
    assert_eq!(all(&files).len(), together, "nothing is accepted in these");
}

#[test]
fn no_finding_holds_a_secret() {
    let secret = "hunter2hunter2";
    let sources = [
        (
            "Dockerfile",
            format!(
                "FROM node\nENV DB_PASSWORD={secret}\nARG A=postgres://u:{secret}@h/d\nRUN TOKEN={secret} x\nCOPY . .\nRUN pip install -r x --extra-index-url https://u:{secret}@h/\nCMD run --password={secret}\n"
            ),
        ),
        (
            "compose.yaml",
            format!(
                "services:\n  a:\n    image: b\n    environment:\n      DB_PASSWORD: {secret}\n      U: redis://x:{secret}@c:1\n  c:\n    image: d\n    environment: [\"API_KEY={secret}\"]\n"
            ),
        ),
        (
            ".github/workflows/ci.yml",
            format!(
                "on: push\njobs:\n  a:\n    env: {{API_TOKEN: {secret}}}\n    steps:\n      - run: curl https://u:{secret}@h/\n"
            ),
        ),
    ];
    let mut set = Files::new();
    for (path, text) in &sources {
        set.insert(SourceFile::from_text(path, text));
    }
    let findings = all(&set);
    assert!(findings.len() > 10, "{findings:?}");
    assert!(!format!("{findings:?}").contains(secret));
    for format in [
        opswright_diagnostic::Format::Human,
        opswright_diagnostic::Format::Json,
        opswright_diagnostic::Format::Sarif,
    ] {
        let text = opswright_diagnostic::render(
            format,
            &findings,
            &set,
            opswright_diagnostic::Colour::Never,
        );
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn findings_in_a_template_are_guesses_and_are_not_fixed() {
    let source = SourceFile::from_text(
        "Dockerfile",
        "FROM node\n{{ if x }}\nCMD run {{ .Flag }}\n{{ end }}\n",
    );
    let (_, findings) = file(&source);
    assert!(!findings.is_empty());
    for finding in findings {
        assert!(
            finding.fix.is_none() && finding.confidence == opswright_diagnostic::Confidence::Low,
            "{finding:?}"
        );
    }
}

#[test]
fn a_script_with_windows_line_ends_is_a_finding() {
    let rules = rules(&files(&[
        ("a.sh", "#!/bin/sh\r\necho a\r\n"),
        ("b.sh", "#!/bin/sh\nprintf 'a\\r\\n'\n"),
    ]));
    let count = rules
        .iter()
        .filter(|rule| **rule == "carriage-return-in-script")
        .count();
    assert_eq!(count, 1, "{rules:?}");
}
