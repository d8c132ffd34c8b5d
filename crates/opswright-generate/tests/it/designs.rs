//! Designs that the tests generate from: each stack, each resource, a monorepo.

use std::collections::BTreeSet;

use opswright_design::{
    Containerization, Design, ResourceDesign, Scale, VariableDesign, WorkloadDesign,
};

/// Every design with its name.
pub(crate) fn all() -> Vec<(&'static str, Design)> {
    vec![
        ("shop", design("shop", vec![shop()], vec![])),
        (
            "node-api",
            design("node-api", vec![node_api()], vec![db("18"), cache()]),
        ),
        (
            "python-api",
            design("python-api", vec![python_api()], vec![db("16")]),
        ),
        ("go-api", design("go-api", vec![go_api()], vec![])),
        (
            "site",
            design("site", vec![vite_site(), plain_site()], vec![]),
        ),
        (
            "monorepo",
            design("monorepo", monorepo(), vec![db("17"), bucket()]),
        ),
        ("managers", design("managers", managers(), vec![])),
    ]
}

/// A design of `workloads` and `resources` for three environments.
pub(crate) fn design(
    name: &str,
    workloads: Vec<WorkloadDesign>,
    resources: Vec<ResourceDesign>,
) -> Design {
    Design {
        schema: "opswright/design@1".to_owned(),
        name: name.to_owned(),
        digest: format!("sha256:{}", "0".repeat(64)),
        rules_version: "2026.1".to_owned(),
        scale: Scale::Startup,
        compliance: BTreeSet::new(),
        decisions: Vec::new(),
        questions: Vec::new(),
        workloads,
        resources,
        environments: ["local", "staging", "production"]
            .map(str::to_owned)
            .to_vec(),
    }
}

/// A workload of which only name, folder and language are known.
pub(crate) fn workload(name: &str, path: &str, language: &str) -> WorkloadDesign {
    WorkloadDesign {
        name: name.to_owned(),
        path: path.to_owned(),
        kind: "web".to_owned(),
        language: language.to_owned(),
        framework: None,
        package_manager: None,
        package_manager_version: None,
        runtime_version: None,
        install: None,
        build: None,
        start: None,
        port: None,
        health_path: None,
        migrations: None,
        migrate: None,
        lint: None,
        typecheck: None,
        test: None,
        coverage: None,
        lockfile: None,
        artifact: None,
        containerization: Containerization::Dockerfile,
        variables: Vec::new(),
        resources: Vec::new(),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "every field that it fills is optional"
)]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn config(name: &str, default: &str) -> VariableDesign {
    VariableDesign {
        name: name.to_owned(),
        secret: false,
        required: false,
        default: some(default),
    }
}

fn secret(name: &str, required: bool) -> VariableDesign {
    VariableDesign {
        name: name.to_owned(),
        secret: true,
        required,
        default: None,
    }
}

fn resource(name: &str, kind: &str, version: &str, variable: &str) -> ResourceDesign {
    ResourceDesign {
        name: name.to_owned(),
        kind: kind.to_owned(),
        version: version.to_owned(),
        variable: variable.to_owned(),
        used_by: Vec::new(),
    }
}

fn db(version: &str) -> ResourceDesign {
    resource("db", "postgresql", version, "DATABASE_URL")
}

fn cache() -> ResourceDesign {
    resource("cache", "redis", "8", "REDIS_URL")
}

fn bucket() -> ResourceDesign {
    resource("bucket", "s3", "1", "S3_ENDPOINT")
}

fn shop() -> WorkloadDesign {
    WorkloadDesign {
        package_manager: some("cargo"),
        runtime_version: some("1.85"),
        build: some("cargo build --release"),
        start: some("./target/release/shop"),
        port: Some(8080),
        health_path: some("/health"),
        test: some("cargo test"),
        lockfile: some("Cargo.lock"),
        artifact: some("shop"),
        variables: vec![config("HOST", "127.0.0.1"), config("PORT", "8080")],
        ..workload("shop", ".", "rust")
    }
}

fn node_api() -> WorkloadDesign {
    WorkloadDesign {
        framework: some("fastify"),
        package_manager: some("pnpm"),
        package_manager_version: some("10.34.8"),
        runtime_version: some(">=22"),
        build: some("pnpm run build"),
        start: some("node dist/server.js"),
        port: Some(3000),
        health_path: some("/health"),
        migrations: some("node-pg-migrate"),
        migrate: some("npx node-pg-migrate up"),
        lint: some("pnpm run lint"),
        typecheck: some("pnpm run typecheck"),
        test: some("pnpm run test"),
        coverage: some("pnpm run coverage"),
        lockfile: some("pnpm-lock.yaml"),
        artifact: some("dist"),
        variables: vec![
            config("LOG_LEVEL", "info"),
            config("NODE_ENV", "development"),
            config("PORT", "3000"),
            secret("SESSION_SECRET", true),
            secret("SENTRY_DSN", false),
        ],
        resources: vec!["cache".to_owned(), "db".to_owned()],
        ..workload("node-api", ".", "typescript")
    }
}

fn python_api() -> WorkloadDesign {
    WorkloadDesign {
        framework: some("fastapi"),
        package_manager: some("uv"),
        runtime_version: some(">=3.12"),
        install: some("uv sync --locked"),
        start: some("uv run uvicorn app.main:app --port 8000"),
        port: Some(8000),
        health_path: some("/health"),
        migrations: some("alembic"),
        migrate: some("uv run alembic upgrade head"),
        lint: some("uv run ruff check ."),
        test: some("uv run pytest"),
        lockfile: some("uv.lock"),
        resources: vec!["db".to_owned()],
        ..workload("python-api", ".", "python")
    }
}

fn go_api() -> WorkloadDesign {
    WorkloadDesign {
        framework: some("net/http"),
        package_manager: some("go"),
        runtime_version: some("1.24"),
        build: some("go build -o ./bin/api ./cmd/api"),
        start: some("./bin/api"),
        port: Some(8080),
        health_path: some("/healthz"),
        test: some("go test ./..."),
        artifact: some("bin/api"),
        ..workload("go-api", ".", "go")
    }
}

fn vite_site() -> WorkloadDesign {
    WorkloadDesign {
        kind: "static".to_owned(),
        framework: some("vite"),
        package_manager: some("npm"),
        build: some("npm run build"),
        lint: some("npm run lint"),
        lockfile: some("web/package-lock.json"),
        artifact: some("dist"),
        ..workload("web", "web", "javascript")
    }
}

fn plain_site() -> WorkloadDesign {
    WorkloadDesign {
        kind: "static".to_owned(),
        artifact: some("public"),
        ..workload("docs", "docs", "html")
    }
}

fn monorepo() -> Vec<WorkloadDesign> {
    let api = WorkloadDesign {
        package_manager: some("npm"),
        runtime_version: some("18"),
        build: some("tsc -p ."),
        start: some("NODE_OPTIONS=--enable-source-maps node dist/main.js"),
        port: Some(3000),
        test: some("npm test"),
        lockfile: some("package-lock.json"),
        resources: vec!["bucket".to_owned(), "db".to_owned()],
        ..workload("api", "apps/api", "typescript")
    };
    let worker = WorkloadDesign {
        kind: "worker".to_owned(),
        package_manager: some("pip"),
        install: some("pip install -r requirements.txt"),
        start: some("python -m worker"),
        test: some("pytest"),
        lockfile: some("apps/worker/requirements.txt"),
        resources: vec!["db".to_owned()],
        ..workload("worker", "apps/worker", "python")
    };
    let gateway = WorkloadDesign {
        package_manager: some("cargo"),
        build: some("cargo build --release -p gateway"),
        artifact: some("gateway"),
        port: Some(3000),
        lockfile: some("Cargo.lock"),
        ..workload("gateway", "crates/gateway", "rust")
    };
    let shared = WorkloadDesign {
        kind: "library".to_owned(),
        package_manager: some("npm"),
        test: some("npm test"),
        lockfile: some("package-lock.json"),
        ..workload("shared", "packages/shared", "typescript")
    };
    let scores = WorkloadDesign {
        package_manager: some("uv"),
        start: some("uv run --package scores uvicorn scores.main:app"),
        port: Some(8000),
        health_path: some("/health"),
        test: some("uv run pytest"),
        lockfile: some("uv.lock"),
        ..workload("scores", "services/scores", "python")
    };
    vec![api, worker, gateway, shared, scores]
}

fn managers() -> Vec<WorkloadDesign> {
    let node = |name: &str, manager: &str, version: Option<&str>, lockfile: &str| WorkloadDesign {
        package_manager: some(manager),
        package_manager_version: version.map(str::to_owned),
        start: some("node server.js"),
        port: Some(3000),
        lockfile: Some(format!("{name}/{lockfile}")),
        ..workload(name, name, "javascript")
    };
    let poetry = WorkloadDesign {
        package_manager: some("poetry"),
        start: some("poetry run gunicorn app.wsgi"),
        port: Some(8000),
        lockfile: some("poetry/poetry.lock"),
        ..workload("poetry", "poetry", "python")
    };
    let bun = WorkloadDesign {
        start: some("bun src/index.ts"),
        ..node("bun", "bun", None, "bun.lock")
    };
    let scripted = WorkloadDesign {
        start: some("yarn start"),
        ..node("classic", "yarn", Some("1.22.22"), "yarn.lock")
    };
    vec![
        node("berry", "yarn", Some("4.18.1"), "yarn.lock"),
        bun,
        scripted,
        node("npm", "npm", None, "package-lock.json"),
        poetry,
    ]
}
