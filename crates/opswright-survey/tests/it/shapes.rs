//! Shapes of code and of its manifests that real applications have, each once misread.

use crate::trees::{check, only};

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

#[test]
fn a_start_that_composes_or_bundles_is_for_development() {
    for start in [
        "docker-compose up api",
        "webpack serve --env mode=development",
        "make run",
    ] {
        let manifest = format!(
            r#"{{"scripts": {{"start": "{start}", "build:prod": "webpack"}}, "devDependencies": {{"html-webpack-plugin": "5"}}}}"#
        );
        let workload = only(&[
            ("package.json", &manifest),
            ("package-lock.json", "{}"),
            ("src/index.tsx", ""),
        ]);
        assert!(workload.start.is_none(), "{start}: {:?}", workload.start);
        let build = workload.build.map(|build| build.value);
        assert_eq!(build.as_deref(), Some("npm run build:prod"));
        let kind = workload.kind.map(|kind| kind.value);
        assert_eq!(kind.as_deref(), Some("static"));
    }
}

#[test]
fn a_configuration_that_is_registered_holds_the_port_of_nest() {
    check(
        &[
            (
                "package.json",
                r#"{"name": "api", "scripts": {"start:prod": "node dist/main"}, "dependencies": {"@nestjs/core": "11"}}"#,
            ),
            ("package-lock.json", "{}"),
            (
                "src/main.ts",
                "const app = await NestFactory.create(AppModule);\nawait app.listen(configService.getOrThrow('app.port', { infer: true }));\n",
            ),
            (
                "src/config/app.config.ts",
                "export default registerAs<AppConfig>('app', () => ({\n  port: process.env.APP_PORT ? parseInt(process.env.APP_PORT, 10) : 3000,\n}));\n",
            ),
            (
                "src/config/database.config.ts",
                "export default registerAs<DatabaseConfig>('database', () => ({\n  port: 5432,\n}));\n",
            ),
        ],
        &[". | web | typescript | npm | nest | node dist/main | 3000 | - | "],
    );
}

#[test]
fn joi_asks_only_for_what_it_is_told_to() {
    let workload = only(&[
        (
            "package.json",
            r#"{"name": "api", "scripts": {"start": "node index.js"}, "dependencies": {"express": "4"}}"#,
        ),
        (
            "index.js",
            "const envSchema = Joi.object().keys({\n  MONGODB_URL: Joi.string().required(),\n  SMTP_HOST: Joi.string().description('a server'),\n});\nrequire('express')().listen(3000);\n",
        ),
    ]);
    let needs: Vec<(&str, Option<bool>)> = workload
        .variables
        .iter()
        .map(|variable| (variable.name.value.as_str(), variable.required))
        .collect();
    assert_eq!(
        needs,
        [("MONGODB_URL", Some(true)), ("SMTP_HOST", Some(false))]
    );
}

const CARGO: (&str, &str) = (
    "Cargo.toml",
    "[package]\nname = \"shop\"\n[dependencies]\nactix-web = \"4\"\n",
);

#[test]
fn a_file_of_settings_that_the_program_names_states_the_port() {
    let listener = "fn main() { let address = format!(\"{}:{}\", settings.host, settings.port); TcpListener::bind(address); }\n";
    let reading = format!("{listener}fn read() {{ base.join(\"configuration\"); }}\n");
    let settings = (
        "configuration/base.yaml",
        "database:\n  port: 5432\napplication:\n  port: 8000\n",
    );
    check(
        &[CARGO, ("src/main.rs", &reading), settings],
        &[". | web | rust | cargo | actix-web | ./target/release/shop | 8000 | - | "],
    );
    // What no source names is another program's.
    check(
        &[CARGO, ("src/main.rs", listener), settings],
        &[". | web | rust | cargo | actix-web | ./target/release/shop | - | - | "],
    );
}

#[test]
fn what_the_compiler_reads_is_no_variable() {
    let workload = only(&[
        CARGO,
        (
            "src/main.rs",
            "fn main() { let version = env!(\"VERSION_STRING\"); let url = env::var(\"DATABASE_URL\").expect(\"set\"); TcpListener::bind(\"0.0.0.0:80\"); }\n",
        ),
        (
            "build.rs",
            "fn main() { env::var(\"GIT_COMMIT\").expect(\"set\"); }\n",
        ),
    ]);
    let names: Vec<&str> = workload
        .variables
        .iter()
        .map(|variable| variable.name.value.as_str())
        .collect();
    assert_eq!(names, ["DATABASE_URL"]);
}

#[test]
fn a_folder_that_only_says_source_names_no_program() {
    let workload = only(&[
        ("go.mod", "module example.org/shop\n"),
        (
            "src/main.go",
            "package main\n\nimport (\n\t\"net/http\"\n\t_ \"github.com/jinzhu/gorm/dialects/mysql\"\n)\n\nfunc main() { http.ListenAndServe(\":7000\", nil) }\n",
        ),
    ]);
    let value = |fact: Option<opswright_survey::Fact<String>>| fact.map(|fact| fact.value);
    assert_eq!(
        (value(workload.build), value(workload.start)),
        (
            Some("go build -o bin/shop ./src".to_owned()),
            Some("./bin/shop".to_owned())
        )
    );
    assert_eq!(workload.resources[0].kind.value, "mysql");
}

#[test]
fn a_factory_starts_where_no_module_holds_the_application() {
    let factory = "from flask import Flask\n\ndef create_app(settings=None):\n    app = Flask(__name__)\n    return app\n";
    let migrations =
        "from alembic import context\nfrom shop.app import create_app\napp = create_app()\n";
    check(
        &[
            ("requirements.txt", "flask\ngunicorn\nalembic\n"),
            ("shop/app.py", factory),
            ("db/env.py", migrations),
        ],
        &[
            ". | web | python | pip | flask | gunicorn 'shop.app:create_app()' --bind 0.0.0.0:8000 | 8000 | - | ",
        ],
    );
    let needs_more = factory.replace("settings=None", "settings");
    let workload = only(&[
        ("requirements.txt", "flask\ngunicorn\n"),
        ("shop/app.py", &needs_more),
    ]);
    assert!(workload.start.is_none(), "{:?}", workload.start);
}

#[test]
fn programs_of_a_module_are_read_apart() {
    let proxy = "package main\n\nimport (\n\t\"net/http\"\n\t\"example.org/shop/cmd/proxy/config\"\n)\n\nfunc main() {\n\tcfg := read(\"config.yml\")\n\ts := &http.Server{Addr: fmt.Sprintf(\":%d\", cfg.Port)}\n\ts.ListenAndServe()\n}\n";
    let web = "package main\n\nimport \"github.com/labstack/echo/v4\"\n\nfunc main() { e := echo.New(); e.Start(\":8888\") }\n";
    let orders = "package main\n\nimport \"net\"\n\nfunc main() {\n\tnetwork := \"tcp\"\n\tl, err := net.Listen(network, \":5002\")\n}\n";
    check(
        &[
            (
                "go.mod",
                "module example.org/shop\n\nrequire github.com/labstack/echo/v4 v4.11.0\n",
            ),
            ("cmd/proxy/main.go", proxy),
            ("cmd/proxy/config/config.go", "package config\n"),
            ("cmd/proxy/config.yml", "http:\n  port: 5000\n"),
            ("cmd/web/main.go", web),
            ("cmd/orders/main.go", orders),
            ("cmd/migrate/main.go", "package main\n\nfunc main() {}\n"),
        ],
        &[
            ". | web | go | go | - | ./bin/orders | 5002 | - | ",
            ". | web | go | go | net/http | ./bin/proxy | 5000 | - | ",
            ". | web | go | go | echo | ./bin/web | 8888 | - | ",
        ],
    );
}

#[test]
fn what_a_tool_is_told_is_not_the_port() {
    check(
        &[
            (
                "package.json",
                r#"{"name": "api", "main": "index.js", "dependencies": {"express": "4"}}"#,
            ),
            ("yarn.lock", ""),
            (
                "index.js",
                "import config from 'config-lite';\nimport express from 'express';\nconst app = express();\napp.listen(config.port, () => {});\n",
            ),
            (
                "ecosystem.config.js",
                "module.exports = { deploy: { production: { port: '22' } } }\n",
            ),
            (
                "config/default.js",
                "module.exports = {\n\tport: parseInt(process.env.PORT, 10) || 8001,\n}\n",
            ),
        ],
        &[". | web | javascript | yarn | express | node index.js | 8001 | - | "],
    );
}

#[test]
fn a_script_of_its_own_makes_no_django() {
    let workload = only(&[
        ("requirements.txt", "flask\ngunicorn\nflask-migrate\n"),
        (
            "manage.py",
            "from flask import Flask\napp = Flask(__name__)\n",
        ),
        ("migrations/env.py", ""),
    ]);
    let tool = workload.migrations.map(|fact| fact.value);
    assert_eq!(tool.as_deref(), Some("flask-migrate"));
}
