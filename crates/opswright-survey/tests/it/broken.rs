//! Broken input: findings, no panic, nothing invented.

use opswright_source::{Entry, Files, Tree, Unreadable};
use opswright_survey::{survey, wanted};
use proptest::prelude::*;

use crate::trees::{survey_bytes, survey_texts};

const MANIFESTS: &[&str] = &[
    "package.json",
    "pnpm-workspace.yaml",
    "server.js",
    "pyproject.toml",
    "Pipfile",
    "requirements.txt",
    "main.py",
    "Cargo.toml",
    "src/main.rs",
    "go.mod",
    "main.go",
    "Gemfile",
    "composer.json",
    "pom.xml",
    "x.csproj",
    "mix.exs",
    "Dockerfile",
    "compose.yaml",
    "Procfile",
    "fly.toml",
    "render.yaml",
    "app.json",
    "railway.json",
    "railway.toml",
    ".env.example",
    "prisma/schema.prisma",
    "config.toml",
    "rust-toolchain.toml",
    ".nvmrc",
    ".python-version",
];

#[test]
fn nothing_is_nothing() {
    let (facts, findings) = survey_texts(&[]);
    assert!(facts.workloads.is_empty() && findings.is_empty());
    let (facts, _) = survey_texts(&[("README.md", "# x"), ("LICENSE", "")]);
    assert!(facts.workloads.is_empty());
}

#[test]
fn broken_manifests_are_findings() {
    for (path, text) in [
        ("package.json", "{\"name\": "),
        ("pyproject.toml", "[project\n"),
        ("Cargo.toml", "name = = 1"),
        ("compose.yaml", "services: [\n"),
        ("fly.toml", "= 1"),
        ("Dockerfile", "FROM\nRUN x\n"),
    ] {
        let (_, findings) = survey_texts(&[(path, text), ("app.py", "x = 1\n")]);
        assert!(
            findings
                .iter()
                .any(|finding| finding.rule == "broken-manifest" && finding.path == path),
            "{path}: {findings:?}"
        );
    }
}

#[test]
fn bytes_that_are_no_text_are_a_finding() {
    let (facts, findings) = survey_bytes(&[("package.json", b"{\"name\": \"\xff\xfe\"}")]);
    assert!(
        findings
            .iter()
            .any(|finding| finding.rule == "invalid-utf-8")
    );
    assert_eq!(facts.workloads.len(), 1);
}

#[test]
fn large_files_are_not_asked_for() {
    let mut tree = Tree::default();
    let entry = Entry {
        size: 100 * 1024 * 1024,
        executable: false,
    };
    tree.entries.insert("package.json".to_owned(), entry);
    assert!(wanted(&tree, &Files::new()).is_empty());
    let (_, findings) = survey(&tree, &Files::new());
    assert!(findings.iter().any(|finding| finding.rule == "too-large"));
}

#[test]
fn unreadable_places_are_findings() {
    let mut tree = Tree::default();
    tree.unreadable.push(Unreadable {
        path: "private".to_owned(),
        reason: "permission denied".to_owned(),
    });
    let (_, findings) = survey(&tree, &Files::new());
    assert!(
        findings
            .iter()
            .any(|finding| finding.rule == "unreadable-path" && finding.path == "private")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn arbitrary_bytes_never_panic(texts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..120), MANIFESTS.len())) {
        let files: Vec<(&str, &[u8])> = MANIFESTS.iter().copied().zip(texts.iter().map(Vec::as_slice)).collect();
        survey_bytes(&files);
    }

    #[test]
    fn arbitrary_words_of_manifests_never_panic(texts in prop::collection::vec("(\\[|\\]|\\{|\\}|\"|'|`|:|=|,|\n| |\\(|\\)|/|\\.|\\$|name|FROM|CMD|listen|port|process|env|services|build|scripts|start|3000|é){0,40}", MANIFESTS.len())) {
        let files: Vec<(&str, &str)> = MANIFESTS.iter().copied().zip(texts.iter().map(String::as_str)).collect();
        survey_texts(&files);
    }
}

/// A test that hangs here shows a loop inside a loop: each shape once took minutes.
#[test]
fn long_garbage_is_read_once() {
    let long = |part: &str| part.repeat(200_000 / part.len());
    let node = r#"{"dependencies": {"express": "5", "config": "4"}}"#;
    for (manifest, path, text) in [
        (node, "index.js", long("a(")),
        (node, "index.js", long("app.listen(port);port=a;\n")),
        (node, "index.js", long("config.get(\"a.port\");")),
        (node, "index.js", long("r.get(\"/health\",x);")),
        (node, ".env.example", long("AB=1\n")),
        (node, "Procfile", long("w: x $PORT\n")),
    ] {
        let files = [
            ("package.json", manifest),
            ("config/default.yml", "a:\n  b: 1\n"),
            (path, &text),
        ];
        survey_texts(&files);
    }
    for (manifest, path, text) in [
        ("module x\n", "main.go", long("net.Listen(a,")),
        ("module x\n", "main.go", long("`env:\"AB\"`\n")),
    ] {
        let text = format!("package main\nfunc main() {{\n{text}");
        survey_texts(&[("go.mod", manifest), (path, &text)]);
    }
    let rust = "[package]\nname = \"x\"\n[dependencies]\naxum = \"0.8\"\n";
    let main = format!("fn main() {{ {}", long("bind("));
    survey_texts(&[("Cargo.toml", rust), ("src/main.rs", &main)]);
}
