//! A change of the tree changes the facts exactly so.

use crate::trees::{lines, survey_texts};

const MANIFEST: &str =
    r#"{"name": "api", "scripts": {"start": "node server.js"}, "dependencies": {"fastify": "5"}}"#;

fn server(port: u16) -> String {
    format!(
        "const app = require('fastify')();\napp.get('/health', async () => 'ok', 1);\napp.listen({{ port: {port} }});\n"
    )
}

#[test]
fn the_lock_file_decides_the_package_manager() {
    for (lock, manager) in [
        ("package-lock.json", "npm"),
        ("pnpm-lock.yaml", "pnpm"),
        ("yarn.lock", "yarn"),
        ("bun.lockb", "bun"),
    ] {
        let found = lines(&[
            ("package.json", MANIFEST),
            (lock, ""),
            ("server.js", &server(3000)),
        ]);
        assert_eq!(
            found,
            [format!(
                ". | web | javascript | {manager} | fastify | node server.js | 3000 | /health | "
            )]
        );
    }
}

#[test]
fn two_lock_files_are_unknown_and_a_finding() {
    let (facts, findings) = survey_texts(&[
        ("package.json", MANIFEST),
        ("yarn.lock", ""),
        ("package-lock.json", "{}"),
        ("server.js", &server(1)),
    ]);
    assert!(facts.workloads[0].package_manager.is_none());
    assert!(
        findings
            .iter()
            .any(|finding| finding.rule == "two-lock-files")
    );
}

#[test]
fn the_port_follows_its_literal() {
    for port in [3001, 8080, 9999] {
        let found = lines(&[("package.json", MANIFEST), ("server.js", &server(port))]);
        assert_eq!(
            found,
            [format!(
                ". | web | javascript | npm | fastify | node server.js | {port} | /health | "
            )]
        );
    }
}

#[test]
fn a_move_changes_the_path_alone() {
    let found = lines(&[
        ("apps/api/package.json", MANIFEST),
        ("apps/api/server.js", &server(3000)),
        ("package.json", "{\"private\": true}"),
        ("pnpm-lock.yaml", ""),
    ]);
    assert_eq!(
        found,
        ["apps/api | web | javascript | pnpm | fastify | node server.js | 3000 | /health | "]
    );
}

#[test]
fn a_second_service_is_added_and_the_first_stays() {
    let go = "package main\n\nimport \"net/http\"\n\nfunc main() { http.ListenAndServe(\":7000\", nil) }\n";
    let found = lines(&[
        ("services/api/package.json", MANIFEST),
        ("services/api/server.js", &server(3000)),
        ("services/mail/go.mod", "module mail\n"),
        ("services/mail/main.go", go),
    ]);
    assert_eq!(
        found,
        [
            "services/api | web | javascript | npm | fastify | node server.js | 3000 | /health | ",
            "services/mail | web | go | go | net/http | ./bin/mail | 7000 | - | ",
        ]
    );
}

#[test]
fn a_declared_port_that_the_code_does_not_know_is_a_finding() {
    let (_, findings) = survey_texts(&[
        ("package.json", MANIFEST),
        ("server.js", &server(3000)),
        ("Dockerfile", "FROM node:24\nEXPOSE 8080\n"),
    ]);
    let finding = findings
        .iter()
        .find(|finding| finding.rule == "port-contradiction")
        .expect("8080 is not 3000");
    assert_eq!(finding.evidence, ["Dockerfile:2", "server.js:3"]);
}
