//! Declared intent as real applications write it, each once misread.

use crate::trees::{check, lines, only};

const CARGO: (&str, &str) = (
    "Cargo.toml",
    "[package]\nname = \"shop\"\n[dependencies]\nactix-web = \"4\"\n",
);

const FLASK: &[(&str, &str)] = &[
    ("requirements.txt", "flask\ngunicorn\n"),
    (
        "app.py",
        "from flask import Flask\napp = Flask(__name__)\nif __name__ == '__main__':\n    app.run(port=5001)\n",
    ),
];

#[test]
fn both_shapes_of_a_fly_service_tell_the_port() {
    for toml in [
        "[http_service]\n  internal_port = 7070\n",
        "[[services]]\n  internal_port = 7070\n[[services]]\n  internal_port = 9\n",
    ] {
        let mut files = FLASK.to_vec();
        files.push(("fly.toml", toml));
        files.push(("Procfile", "web: python app.py\n"));
        check(
            &files,
            &[". | web | python | pip | flask | python app.py | 7070 | - | "],
        );
    }
}

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

#[test]
fn arguments_that_the_image_gives_its_program_belong_to_the_start() {
    let code = (
        "src/main.rs",
        "fn main() { TcpListener::bind(\"127.0.0.1:3000\"); }\n",
    );
    for (copy, command) in [
        (
            "COPY --from=build /target/release/shop /usr/bin/shop",
            "CMD [\"shop\", \"--port\", \"8080\"]",
        ),
        (
            "COPY --from=build /target/release/shop /app/server",
            "CMD [\"/app/server\", \"--port\", \"8080\"]",
        ),
    ] {
        let docker = format!("FROM rust:1 AS build\nCOPY . .\nFROM debian:13\n{copy}\n{command}\n");
        check(
            &[CARGO, code, ("Dockerfile", &docker)],
            &[
                ". | web | rust | cargo | actix-web | ./target/release/shop --port 8080 | 8080 | - | ",
            ],
        );
    }
    check(
        &[
            CARGO,
            code,
            (
                "Dockerfile",
                "FROM debian:13\nCMD [\"other\", \"--port\", \"8080\"]\n",
            ),
        ],
        &[". | web | rust | cargo | actix-web | ./target/release/shop | 3000 | - | "],
    );
}

#[test]
fn services_of_one_folder_are_told_apart_by_their_commands() {
    let code = [
        ("requirements.txt", "flask\ngunicorn\ncelery\n"),
        ("app.py", "from flask import Flask\napp = Flask(__name__)\n"),
    ];
    let web = ". | web | python | pip | flask | gunicorn app:app | 8000 | - | redis";
    let worker = ". | worker | python | pip | flask | celery -A tasks worker | - | - | redis";
    let mut render = code.to_vec();
    render.push((
        "render.yaml",
        "services:\n  - type: worker\n    name: jobs\n    runtime: python\n    startCommand: celery -A tasks worker\n  - type: web\n    name: app\n    runtime: python\n    startCommand: gunicorn app:app\n  - type: redis\n    name: cache\n",
    ));
    check(&render, &[web, worker]);
    let mut compose = code.to_vec();
    compose.push((
        "compose.yaml",
        "services:\n  build:\n    build: .\n    image: app:${TAG:-latest}\n  app:\n    image: app:${TAG:-latest}\n    command: gunicorn app:app\n  jobs:\n    image: app:${TAG:-latest}\n    command: [celery, -A, tasks, worker]\n    depends_on: [cache]\n  cache:\n    image: redis:8\n",
    ));
    let found = lines(&compose);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.contains(&worker.to_owned()), "{found:?}");
    assert!(
        found[0].starts_with(". | web | python | pip | flask | gunicorn app:app | 8000"),
        "{found:?}"
    );
}

#[test]
fn a_port_that_a_variable_carries_is_the_sample_s() {
    let mut files = FLASK.to_vec();
    files.push(("Procfile", "web: gunicorn app:app -b 0.0.0.0:${APP_PORT}\n"));
    files.push((".env.example", "DB_PORT=5432\nAPP_PORT=8001\n"));
    check(
        &files,
        &[". | web | python | pip | flask | gunicorn app:app -b 0.0.0.0:${APP_PORT} | 8001 | - | "],
    );
}

#[test]
fn lists_of_requirements_may_lie_apart_and_include_others() {
    check(
        &[
            ("app.py", "from flask import Flask\napp = Flask(__name__)\n"),
            ("pyproject.toml", "[tool.ruff]\nline-length = 88\n"),
            ("infra/requirements.txt", "-r requirements/prod.txt # all\n"),
            ("infra/requirements/prod.txt", "-r base.txt\ngunicorn\n"),
            ("infra/requirements/base.txt", "flask\n-r prod.txt\n"),
        ],
        &[". | web | python | pip | flask | gunicorn app:app --bind 0.0.0.0:8000 | 8000 | - | "],
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
fn what_an_image_exposes_is_not_the_port_of_another_start() {
    let mut files = FLASK.to_vec();
    files.push((
        "Procfile",
        "web: flask db upgrade; gunicorn app:app\nworker: rq worker jobs\n",
    ));
    files.push((
        "Dockerfile",
        "FROM python:3.13\nCOPY . .\nEXPOSE 5000\nENTRYPOINT [\"./boot.sh\"]\n",
    ));
    check(
        &files,
        &[
            ". | web | python | pip | flask | flask db upgrade; gunicorn app:app | 8000 | - | ",
            ". | worker | python | pip | flask | rq worker jobs | - | - | ",
        ],
    );
}

#[test]
fn of_several_published_ports_the_one_that_a_variable_names_serves() {
    let compose = "services:\n  app:\n    build: .\n    environment:\n      GRPC_PORT: \"8081\"\n      HTTP_PORT: \"8080\"\n    ports: [\"8081:8081\", \"8080:8080\"]\n";
    check(
        &[
            CARGO,
            ("src/main.rs", "fn main() { TcpListener::bind(address); }\n"),
            ("Dockerfile", "FROM rust:1\n"),
            ("compose.yaml", compose),
        ],
        &[". | web | rust | cargo | actix-web | ./target/release/shop | 8080 | - | "],
    );
}

#[test]
fn an_entrypoint_that_prepares_leaves_the_start_to_the_command() {
    let docker = |command: &str| {
        format!(
            "FROM python:3.13\nENTRYPOINT [\"/app/bin/docker-entrypoint-web\"]\nEXPOSE 8000\nCMD {command}\n"
        )
    };
    let mut files = FLASK.to_vec();
    let text = docker("[\"gunicorn\", \"-c\", \"python:config.gunicorn\", \"app:create_app()\"]");
    files.push(("Dockerfile", &text));
    check(
        &files,
        &[
            ". | web | python | pip | flask | gunicorn -c python:config.gunicorn 'app:create_app()' | 8000 | - | ",
        ],
    );
}

#[test]
fn defaults_in_a_compose_command_are_filled_in() {
    let mut files = FLASK.to_vec();
    files.push(("Dockerfile", "FROM python:3.13\n"));
    for (command, start) in [
        ("gunicorn ${MODULE:-app}:app", "gunicorn app:app"),
        // What nobody can fill in starts nothing here.
        (
            "gunicorn ${MODULE}:app",
            "gunicorn app:app --bind 0.0.0.0:5001",
        ),
    ] {
        let compose = format!(
            "services:\n  web:\n    build: .\n    command: {command}\n    healthcheck:\n      test: \"${{TEST:-curl localhost:8000/up}}\"\n"
        );
        let mut files = files.clone();
        files.push(("compose.yaml", &compose));
        let workload = only(&files);
        let value = |fact: Option<opswright_survey::Fact<String>>| fact.map(|fact| fact.value);
        assert_eq!(value(workload.start).as_deref(), Some(start));
        assert_eq!(value(workload.health_path).as_deref(), Some("/up"));
    }
}

#[test]
fn a_proxy_with_its_configuration_is_no_workload() {
    let files = [
        ("app/requirements.txt", "flask\n"),
        ("app/app.py", FLASK[1].1),
        ("app/Dockerfile", "FROM python:3.13\n"),
        (
            "nginx/Dockerfile",
            "FROM nginx:1.31\nCOPY nginx.conf /etc/nginx/conf.d\n",
        ),
        (
            "compose.yaml",
            "services:\n  web:\n    build: ./app\n  nginx:\n    build: ./nginx\n    ports: [\"1337:80\"]\n",
        ),
    ];
    assert_eq!(only(&files).path, "app");
}

#[test]
fn services_of_a_module_with_several_programs_find_their_own() {
    let main = |port: &str| {
        format!(
            "package main\n\nimport \"net/http\"\n\nfunc main() {{ http.ListenAndServe({port}, nil) }}\n"
        )
    };
    let (api, web) = (main("address"), main("other"));
    check(
        &[
            ("go.mod", "module example.org/shop\n"),
            ("cmd/api/main.go", &api),
            ("cmd/web/main.go", &web),
            ("Dockerfile", "FROM golang:1.26\n"),
            (
                "compose.yaml",
                "services:\n  api:\n    build: .\n    ports: [\"5000:5000\"]\n  web:\n    build: .\n    ports: [\"8888:8888\"]\n",
            ),
        ],
        &[
            ". | web | go | go | net/http | ./bin/api | 5000 | - | ",
            ". | web | go | go | net/http | ./bin/web | 8888 | - | ",
        ],
    );
}

#[test]
fn a_start_that_nobody_declared_takes_the_declared_port() {
    check(
        &[
            ("requirements.txt", "fastapi\nuvicorn\n"),
            (
                "app/main.py",
                "from fastapi import FastAPI\napp = FastAPI()\n",
            ),
            ("Dockerfile", "FROM python:3.13\n"),
            (
                "compose.yaml",
                "services:\n  api:\n    build: .\n    command: bash -c \"uvicorn app.main:app --reload\"\n    ports: [\"80:8001\"]\n",
            ),
        ],
        &[
            ". | web | python | pip | fastapi | uvicorn app.main:app --host 0.0.0.0 --port 8001 | 8001 | - | ",
        ],
    );
}
