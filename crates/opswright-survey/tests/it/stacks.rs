//! One small tree a stack, and the line that survey makes of it.

use crate::trees::check;

#[test]
fn node() {
    check(
        &[
            (
                "package.json",
                r#"{"name": "x", "scripts": {"start": "node server.js"}, "dependencies": {"express": "4", "pg": "8"}}"#,
            ),
            ("yarn.lock", "# yarn lockfile v1\n"),
            (
                "server.js",
                "const app = require('express')();\napp.get('/healthz', (q, r) => r.send('ok'));\napp.listen(process.env.PORT || 4000);\n",
            ),
        ],
        &[". | web | javascript | yarn | express | node server.js | 4000 | /healthz | postgresql"],
    );
    check(
        &[
            (
                "package.json",
                r#"{"scripts": {"build": "next build", "start": "next start -p 8080"}, "dependencies": {"next": "15"}}"#,
            ),
            ("bun.lock", "{}"),
        ],
        &[". | web | javascript | bun | next | bun run start | 8080 | - | "],
    );
    check(
        &[
            (
                "package.json",
                r#"{"scripts": {"dev": "vite", "build": "vite build"}, "devDependencies": {"vite": "6"}}"#,
            ),
            ("index.html", ""),
            ("src/main.ts", ""),
        ],
        &[". | static | typescript | npm | vite | - | - | - | "],
    );
}

#[test]
fn python() {
    check(
        &[
            (
                "pyproject.toml",
                "[project]\nname = \"x\"\ndependencies = [\"fastapi\", \"uvicorn\", \"redis\"]\n",
            ),
            ("poetry.lock", ""),
            (
                "x/main.py",
                "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/health')\ndef health(): ...\n",
            ),
        ],
        &[
            ". | web | python | poetry | fastapi | poetry run uvicorn x.main:app --host 0.0.0.0 --port 8000 | 8000 | /health | redis",
        ],
    );
    check(
        &[
            ("requirements.txt", "flask\ngunicorn\n"),
            (
                "app.py",
                "from flask import Flask\napp = Flask(__name__)\nif __name__ == '__main__':\n    app.run(port=5001)\n",
            ),
        ],
        &[". | web | python | pip | flask | gunicorn app:app --bind 0.0.0.0:5001 | 5001 | - | "],
    );
    // A pinned dependency of a dependency is no framework.
    check(
        &[
            ("requirements.txt", "locust\nflask\n"),
            ("load.py", "import locust\n"),
        ],
        &[". | library | python | pip | - | - | - | - | "],
    );
}

#[test]
fn rust_and_go() {
    check(
        &[
            (
                "Cargo.toml",
                "[package]\nname = \"x\"\n[dependencies]\naxum = \"0.8\"\nsqlx = { version = \"0.8\", features = [\"postgres\"] }\n",
            ),
            ("Cargo.lock", ""),
            (
                "src/main.rs",
                "fn main() { let app = Router::new().route(\"/health\", get(h)); TcpListener::bind(\"0.0.0.0:3000\"); }",
            ),
        ],
        &[". | web | rust | cargo | axum | ./target/release/x | 3000 | /health | postgresql"],
    );
    check(
        &[
            (
                "go.mod",
                "module example.org/x\n\ngo 1.26\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
            ),
            (
                "cmd/server/main.go",
                "package main\n\nimport \"github.com/gin-gonic/gin\"\n\nfunc main() {\n\tr := gin.Default()\n\tr.GET(\"/ping\", p)\n\tr.Run(\":9000\")\n}\n",
            ),
        ],
        &[". | web | go | go | gin | ./bin/server | 9000 | /ping | "],
    );
}

#[test]
fn declared_intent_comes_first() {
    let code = ("app.py", "from flask import Flask\napp = Flask(__name__)\n");
    check(
        &[
            (
                "Procfile",
                "web: gunicorn app:app -b 0.0.0.0:7000\nworker: rq worker\n",
            ),
            ("requirements.txt", "flask\ngunicorn\n"),
            code,
        ],
        &[
            ". | web | python | pip | flask | gunicorn app:app -b 0.0.0.0:7000 | 7000 | - | ",
            ". | worker | python | pip | flask | rq worker | - | - | ",
        ],
    );
    check(
        &[
            (
                "Dockerfile",
                "FROM python:3.13\nWORKDIR /srv\nCMD [\"gunicorn\", \"app:app\", \"--bind\", \"0.0.0.0:80\"]\nEXPOSE 80\n",
            ),
            ("requirements.txt", "flask\ngunicorn\n"),
            code,
        ],
        &[". | web | python | pip | flask | gunicorn app:app --bind 0.0.0.0:80 | 80 | - | "],
    );
    check(
        &[
            (
                "compose.yaml",
                "services:\n  api:\n    build: api\n    ports: [\"80:5000\"]\n    depends_on: [db]\n  db:\n    image: mariadb:11.4\n",
            ),
            ("api/requirements.txt", "flask\n"),
            ("api/app.py", code.1),
        ],
        &[
            "api | web | python | pip | flask | flask --app app run --host 0.0.0.0 --port 5000 | 5000 | - | mariadb",
        ],
    );
    // What was generated from the facts proves none.
    check(
        &[
            (
                "Dockerfile",
                "# Written by `opswright generate`.\nFROM x\nEXPOSE 9999\n",
            ),
            ("requirements.txt", "flask\n"),
            code,
        ],
        &[
            ". | web | python | pip | flask | flask --app app run --host 0.0.0.0 --port 5000 | 5000 | - | ",
        ],
    );
}
