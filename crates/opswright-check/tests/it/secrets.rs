//! No secret is ever shown, and no text is too odd to be looked at.

use opswright_check::all;
use opswright_diagnostic::{Colour, Format, render};
use opswright_source::{Files, SourceFile};
use proptest::prelude::*;

fn files(sources: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, text) in sources {
        files.insert(SourceFile::from_text(path, text));
    }
    files
}

/// Put together here so that nothing that looks like a secret stands in this file.
fn secrets() -> [String; 4] {
    [
        ["AKIA", "IZ4QK7W2M5TDXRBV"].concat(),
        ["glpat-", "k7Hq2mZx9Rt4vBnW1sLd"].concat(),
        ["k7Hq2m", "Zx9Rt4vB"].concat(),
        [
            "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC7Vx9mQ2",
            "tRf4LhyD8kP3sZ6wNcE1uJ5o",
        ]
        .concat(),
    ]
}

#[test]
fn a_finding_never_shows_the_secret() {
    let [aws, gitlab, plain, key] = secrets();
    let code = format!("a = 1\nKEY = \"{aws}\"\nother = '{gitlab}'\n");
    let settings = format!("password = {plain}\n");
    let variables = format!("DB_PASSWORD={plain}\nTOKEN={gitlab}\n");
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n");
    let npmrc = format!("//registry.npmjs.org/:_authToken={gitlab}\n");
    let compose = format!(
        "services:\n  web:\n    image: a/b:1\n    environment:\n      X: {aws}\n    command: run --token {gitlab}\n"
    );
    let files = files(&[
        ("src/main.py", &code),
        ("app.ini", &settings),
        (".env", &variables),
        ("tls/server.key", &pem),
        (".npmrc", &npmrc),
        ("compose.yaml", &compose),
    ]);
    let findings = all(&files);
    for rule in [
        "hard-coded-secret",
        "likely-secret",
        "committed-variables",
        "committed-private-key",
        "committed-credential-file",
    ] {
        assert!(
            findings.iter().any(|finding| finding.rule == rule),
            "{rule}"
        );
    }
    for format in [
        Format::Human,
        Format::Full,
        Format::Json,
        Format::Sarif,
        Format::Github,
        Format::Markdown,
    ] {
        let shown = render(format, &findings, &files, Colour::Never);
        for secret in secrets() {
            assert!(!shown.contains(&secret), "{format:?} shows {secret}");
        }
    }
}

#[test]
fn one_secret_is_told_once() {
    let [aws, gitlab, ..] = secrets();
    let text = format!("TOKEN={gitlab}\nKEY={aws}\n");
    let findings = all(&files(&[(".env", &text)]));
    let told: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(
        told.iter()
            .filter(|rule| **rule == "committed-variables")
            .count(),
        1,
        "{told:?}"
    );
    assert!(!told.contains(&"likely-secret"), "{told:?}");
}

#[test]
fn a_long_text_without_secrets_is_no_finding() {
    let text = "token = f(x) // -----BEGIN PRIVATE KEY----- eyJ sk_live_ AKIA ://\n".repeat(4000);
    assert_eq!(all(&files(&[("src/a.js", &text)])), []);
}

fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(words), 0..40)
        .prop_map(|words| words.concat())
}

const PIECES: &[&str] = &[
    "A=",
    "\n",
    "\"",
    "'",
    " = ",
    "export ",
    "#",
    "é",
    "$",
    "${",
    "}",
    "PASSWORD",
    "-----BEGIN ",
    "PRIVATE KEY-----",
    "eyJ",
    ".",
    "://",
    "@",
    ":",
    "AKIA",
    "Q~",
    "abcdefgh",
    "9fX2",
    "\\",
    "\r\n",
    "[design]\n",
    "scale",
    "services:\n",
    "  web:\n",
    "    ports: [",
    "]",
    "8080:80",
    "    image: ",
    "    depends_on: {web: ",
    "}\n",
    "    <<: *a\n",
    "  b: &a\n",
    ",",
    "token: ",
    "{{ x }}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_looked_at(text in pieces(PIECES)) {
        let files = files(&[
            (".env", &text),
            (".env.production", &text),
            ("opswright.toml", &text),
            ("src/a.py", &text),
            ("a.ini", &text),
            ("kubeconfig", &text),
            ("compose.yaml", &text),
            ("compose.prod.yaml", &text),
            ("docs/runbooks/a.md", &text),
            ("deploy.sh", &text),
            (".opswright/design.json", &text),
        ]);
        for finding in all(&files) {
            let source = files.get(&finding.path).map_or("", |file| file.text.as_str());
            prop_assert!(source.get(finding.range.start..finding.range.end).is_some(), "{finding:?}");
        }
    }
}
