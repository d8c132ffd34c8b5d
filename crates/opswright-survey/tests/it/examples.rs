//! The examples of this repository, as far as their facts depend on these files.

use opswright_survey::{render, to_json};

use crate::trees::{lines, survey_texts};

const NODE: &[(&str, &str)] = &[
    (
        "package.json",
        include_str!("../../../../examples/node-api/package.json"),
    ),
    ("pnpm-lock.yaml", ""),
    (
        "tsconfig.json",
        include_str!("../../../../examples/node-api/tsconfig.json"),
    ),
    (
        "src/app.ts",
        include_str!("../../../../examples/node-api/src/app.ts"),
    ),
    (
        "src/server.ts",
        include_str!("../../../../examples/node-api/src/server.ts"),
    ),
    ("migrations/1700000000000_notes.sql", ""),
];

#[test]
fn each_example_is_recognised() {
    assert_eq!(
        lines(NODE),
        [
            ". | web | typescript | pnpm | fastify | node dist/server.js | 3000 | /health | postgresql,redis"
        ]
    );
    let python = [
        (
            "pyproject.toml",
            include_str!("../../../../examples/python-api/pyproject.toml"),
        ),
        ("uv.lock", ""),
        (
            "app/main.py",
            include_str!("../../../../examples/python-api/app/main.py"),
        ),
        (
            "app/settings.py",
            include_str!("../../../../examples/python-api/app/settings.py"),
        ),
    ];
    assert_eq!(
        lines(&python),
        [
            ". | web | python | uv | fastapi | uv run uvicorn app.main:app --host 0.0.0.0 --port 8000 | 8000 | /health | postgresql"
        ]
    );
    let go = [
        ("go.mod", include_str!("../../../../examples/go-api/go.mod")),
        (
            "cmd/server/main.go",
            include_str!("../../../../examples/go-api/cmd/server/main.go"),
        ),
        (
            "internal/notes/notes.go",
            include_str!("../../../../examples/go-api/internal/notes/notes.go"),
        ),
    ];
    assert_eq!(
        lines(&go),
        [". | web | go | go | net/http | ./bin/server | 8080 | /health | "]
    );
}

#[test]
fn commands_variables_and_places_are_read() {
    let (facts, findings) = survey_texts(NODE);
    assert!(findings.is_empty(), "{findings:?}");
    let workload = &facts.workloads[0];
    let value = |fact: &Option<opswright_survey::Fact<String>>| {
        fact.as_ref()
            .map(|fact| fact.value.clone())
            .unwrap_or_default()
    };
    assert_eq!(value(&workload.install), "pnpm install --frozen-lockfile");
    assert_eq!(value(&workload.build), "pnpm run build");
    assert_eq!(value(&workload.package_manager_version), "10.34.9");
    assert_eq!(value(&workload.runtime_version), ">=22");
    assert_eq!(value(&workload.migrate), "pnpm run migrate");
    assert_eq!(value(&workload.coverage), "pnpm run test:coverage");
    assert_eq!(value(&workload.artifact), "dist");
    let variables: Vec<(&str, bool, Option<bool>)> = workload
        .variables
        .iter()
        .map(|variable| {
            (
                variable.name.value.as_str(),
                variable.secret,
                variable.required,
            )
        })
        .collect();
    assert_eq!(
        variables,
        [
            ("DATABASE_URL", true, Some(true)),
            ("LOG_LEVEL", false, Some(false)),
            ("PORT", false, Some(false)),
            ("REDIS_URL", true, Some(true))
        ]
    );
    assert!(render(&facts).contains("src/server.ts:"));
    assert!(to_json(&facts).contains("\"schema\": \"opswright/survey@1\""));
}
