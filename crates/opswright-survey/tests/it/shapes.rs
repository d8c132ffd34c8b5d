//! Shapes that real applications have, each once misread.

use opswright_survey::Workload;

use crate::trees::{lines, survey_texts};

#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(lines(files), expected);
}

fn only(files: &[(&str, &str)]) -> Workload {
    let (facts, _) = survey_texts(files);
    assert_eq!(facts.workloads.len(), 1, "{facts:?}");
    facts.workloads[0].clone()
}

const NEXT: (&str, &str) = (
    "package.json",
    r#"{"scripts": {"build": "next build", "start": "next start"}, "dependencies": {"next": "15"}}"#,
);

#[test]
fn what_is_commented_out_configures_nothing() {
    for (configuration, line) in [
        (
            "module.exports = {\n  // output: \"export\",\n}\n",
            ". | web | javascript | npm | next | npm run start | 3000 | - | ",
        ),
        (
            "module.exports = {\n  output: \"export\",\n}\n",
            ". | static | javascript | npm | next | - | - | - | ",
        ),
    ] {
        check(
            &[
                NEXT,
                ("package-lock.json", "{}"),
                ("next.config.mjs", configuration),
                ("pages/index.js", ""),
            ],
            &[line],
        );
    }
}

const FLASK: &[(&str, &str)] = &[
    ("requirements.txt", "flask\ngunicorn\n"),
    (
        "app.py",
        "from flask import Flask\napp = Flask(__name__)\nif __name__ == '__main__':\n    app.run(port=5001)\n",
    ),
];

#[test]
fn the_port_is_that_of_the_command_that_starts() {
    for (command, port) in [
        ("gunicorn app:app -b 0.0.0.0:$PORT -w 3", "-"),
        ("gunicorn app:app -b 0.0.0.0:${PORT:-7000}", "7000"),
        ("gunicorn app:app", "8000"),
        ("python -m gunicorn app:app", "8000"),
        ("flask run --host=0.0.0.0", "5000"),
        ("python app.py", "5001"),
    ] {
        let procfile = format!("web: {command}\n");
        let mut files = FLASK.to_vec();
        files.push(("Procfile", &procfile));
        check(
            &files,
            &[&format!(
                ". | web | python | pip | flask | {command} | {port} | - | "
            )],
        );
    }
}

#[test]
fn a_start_that_passes_the_port_on_needs_the_variable() {
    let mut files = FLASK.to_vec();
    files.push(("Procfile", "web: gunicorn app:app -b 0.0.0.0:$PORT\n"));
    let workload = only(&files);
    let port = workload
        .variables
        .iter()
        .find(|variable| variable.name.value == "PORT");
    assert_eq!(port.map(|port| port.required), Some(Some(true)));
}

#[test]
fn the_configuration_of_the_server_holds_its_port() {
    let mut files = FLASK.to_vec();
    files.push((
        "Procfile",
        "web: gunicorn --config gunicorn.conf.py app:app\n",
    ));
    files.push((
        "gunicorn.conf.py",
        "import os\nbind = [\"[::]:{}\".format(os.environ.get(\"PORT\", 5006))]\n",
    ));
    check(
        &files,
        &[
            ". | web | python | pip | flask | gunicorn --config gunicorn.conf.py app:app | 5006 | - | ",
        ],
    );
}

#[test]
fn comments_before_a_version_are_passed_over() {
    let workload = only(&[
        FLASK[0],
        FLASK[1],
        (".python-version", "# for the project\n\n3.14\n3.13\n"),
    ]);
    let version = workload.runtime_version.expect("it is stated");
    assert_eq!(
        (version.value.as_str(), version.evidence[0].line),
        ("3.14", 3)
    );
}

#[test]
fn node_config_states_the_port_and_the_variables() {
    let files = [
        (
            "package.json",
            r#"{"name": "api", "scripts": {"start": "node src/bin/server"}, "dependencies": {"koa": "2", "config": "3"}}"#,
        ),
        ("yarn.lock", ""),
        (
            "src/bin/server.js",
            "const config = require('config')\nconst port = config.get(\"server.port\")\nlisten(require('koa'), port)\n",
        ),
        (
            "config/default.yml",
            "server:\n  host: 0.0.0.0\n  port: 3000\n",
        ),
        (
            "config/custom-environment-variables.yml",
            "server:\n  port: PORT\nsecret: SECRET\n",
        ),
    ];
    check(
        &files,
        &[". | web | javascript | yarn | koa | node src/bin/server | 3000 | - | "],
    );
    let workload = only(&files);
    let names: Vec<&str> = workload
        .variables
        .iter()
        .map(|variable| variable.name.value.as_str())
        .collect();
    assert_eq!(names, ["PORT", "SECRET"]);
    let mut overridden = files.to_vec();
    overridden.push(("config/production.yml", "server:\n  port: 8080\n"));
    check(
        &overridden,
        &[". | web | javascript | yarn | koa | node src/bin/server | 8080 | - | "],
    );
}

#[test]
fn nx_tells_where_a_bundle_lies() {
    check(
        &[
            (
                "package.json",
                r#"{"name": "api", "scripts": {"start": "nx serve", "build": "nx build"}, "dependencies": {"express": "4"}}"#,
            ),
            ("package-lock.json", "{}"),
            ("nx.json", "{}"),
            (
                "project.json",
                r#"{"targets": {"build": {"executor": "@nx/esbuild:esbuild", "options": {"outputPath": "dist/api", "main": "src/main.ts"}}}}"#,
            ),
            (
                "src/main.ts",
                "import express from 'express';\nexpress().listen(3333);\n",
            ),
        ],
        &[". | web | typescript | npm | express | node dist/api/main.js | 3333 | - | "],
    );
}

const BACKEND: &[(&str, &str)] = &[
    (
        "backend/package.json",
        r#"{"scripts": {"dev": "nodemon src/index.js"}, "dependencies": {"express": "5", "mysql2": "3"}}"#,
    ),
    ("backend/package-lock.json", "{}"),
    (
        "backend/src/index.js",
        "require('express')().listen(3000);\n",
    ),
    (
        "client/package.json",
        r#"{"devDependencies": {"vite": "6"}}"#,
    ),
    ("client/package-lock.json", "{}"),
    ("client/src/main.jsx", ""),
];

#[test]
fn an_image_above_its_program_is_no_workload_of_its_own() {
    let docker = "FROM node:22 AS base\nWORKDIR /app\n\
        FROM base AS client-build\nCOPY client/src ./src\n\
        FROM base AS backend-dev\nCOPY backend/src ./src\nCMD [\"npm\", \"run\", \"dev\"]\n\
        FROM base AS final\nCOPY backend/src ./src\nCOPY --from=client-build /app/dist ./src/static\nEXPOSE 3000\n\
        CMD [\"node\", \"src/index.js\"]\n";
    let mut files = BACKEND.to_vec();
    files.push(("Dockerfile", docker));
    files.push((
        "compose.yaml",
        "services:\n  api:\n    build:\n      context: .\n      target: backend-dev\n    depends_on: [db]\n  db:\n    image: mysql:9\n",
    ));
    check(
        &files,
        &[
            "backend | web | javascript | npm | express | node src/index.js | 3000 | - | mysql",
            "client | static | javascript | npm | vite | - | - | - | ",
        ],
    );
}

#[test]
fn the_program_of_an_image_is_found_through_the_stage_that_built_it() {
    check(
        &[
            ("server/go.mod", "module example.org/server\n"),
            (
                "server/main.go",
                "package main\n\nimport \"net/http\"\n\nfunc main() { http.ListenAndServe(\":7000\", nil) }\n",
            ),
            (
                "Dockerfile",
                "FROM golang:1.26 AS build\nCOPY server/ .\nRUN go build -o /x\nFROM scratch\nCOPY --from=build /x /x\nEXPOSE 7000\nCMD [\"/x\"]\n",
            ),
        ],
        &["server | web | go | go | net/http | ./bin/server | 7000 | - | "],
    );
}
