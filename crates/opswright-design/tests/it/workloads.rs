//! Workloads and resources as they are resolved.

use opswright_design::{Containerization, Design, decide};
use opswright_survey::Workload;

use crate::support::{
    answers, choice, design, fact, facts, resource, shop, text, unknown, variable,
};

fn names(design: &Design) -> Vec<&str> {
    design
        .workloads
        .iter()
        .map(|workload| workload.name.as_str())
        .collect()
}

#[test]
fn an_answer_wins_over_a_fact() {
    let design = design(&[
        "workload.shop.port=8080",
        "workload.shop.start=./shop --fast",
        "workload.shop.health_path=none",
        "workload.shop.kind=worker",
    ]);
    let shop = &design.workloads[0];
    assert_eq!(shop.port, Some(8080));
    assert_eq!(shop.start.as_deref(), Some("./shop --fast"));
    assert_eq!(shop.health_path, None);
    assert_eq!(shop.kind, "worker");
    assert_eq!(choice(&design, "load-balancer"), "none");
    assert_eq!(choice(&design, "strategy.shop"), "rolling");
}

#[test]
fn libraries_are_not_deployed() {
    let library = Workload {
        kind: text("library", "lib/Cargo.toml", 1),
        ..unknown("lib", "lib")
    };
    assert_eq!(
        names(&decide(&facts(&[shop(), library]), &answers(&[]))),
        ["shop"]
    );
}

#[test]
fn names_are_unique_whatever_the_order() {
    let app = |path: &str| Workload {
        name: "app".to_owned(),
        path: path.to_owned(),
        ..shop()
    };
    let mut all = vec![
        app("apps/web"),
        app("apps/Admin"),
        app("."),
        app("apps/web"),
    ];
    all[3].port = Some(fact(4000, "a.rs", 1));
    let expected = ["app", "apps-admin", "apps-web", "apps-web-2"];
    assert_eq!(names(&decide(&facts(&all), &answers(&[]))), expected);
    all.reverse();
    assert_eq!(names(&decide(&facts(&all), &answers(&[]))), expected);
    let odd = Workload {
        name: "@Scope/My App".to_owned(),
        ..shop()
    };
    assert_eq!(
        names(&decide(&facts(&[odd]), &answers(&[]))),
        ["scope-my-app"]
    );
}

#[test]
fn known_languages_get_a_dockerfile_and_others_buildpacks() {
    for (language, expected) in [
        (Some("rust"), Containerization::Dockerfile),
        (Some("typescript"), Containerization::Dockerfile),
        (Some("python"), Containerization::Dockerfile),
        (Some("go"), Containerization::Dockerfile),
        (Some("html"), Containerization::Dockerfile),
        (Some("ruby"), Containerization::Buildpacks),
        (Some("java"), Containerization::Buildpacks),
        (None, Containerization::Buildpacks),
    ] {
        let workload = Workload {
            language: language.and_then(|language| text(language, "manifest", 1)),
            ..shop()
        };
        let design = decide(&facts(&[workload]), &answers(&[]));
        assert_eq!(
            design.workloads[0].containerization, expected,
            "{language:?}"
        );
    }
    let all = design(&["containerization=buildpacks"]);
    assert_eq!(
        all.workloads[0].containerization,
        Containerization::Buildpacks
    );
    let own = design(&[
        "containerization=buildpacks",
        "workload.shop.containerization=dockerfile",
    ]);
    assert_eq!(
        own.workloads[0].containerization,
        Containerization::Dockerfile
    );
    let decision = own.decision("containerization.shop").expect("decided");
    assert_eq!(decision.rule, "containerization-answered");
    assert_eq!(decision.inputs[0].key, "workload.shop.containerization");
}

#[test]
fn a_static_site_is_served_where_nothing_is_said() {
    let site = Workload {
        kind: text("static", "index.html", 1),
        language: text("html", "index.html", 1),
        ..unknown("site", ".")
    };
    let design = decide(&facts(&[site]), &answers(&[]));
    assert_eq!(design.workloads[0].port, Some(8080));
    assert_eq!(design.workloads[0].health_path.as_deref(), Some("/"));
    assert_eq!(design.workloads[0].start, None);
    assert_eq!(design.blocking().count(), 0);
}

fn with_resources(
    name: &str,
    path: &str,
    resources: &[(&str, Option<&str>, Option<&str>)],
) -> Workload {
    Workload {
        name: name.to_owned(),
        path: path.to_owned(),
        resources: resources
            .iter()
            .map(|(kind, variable, version)| resource(kind, *variable, *version))
            .collect(),
        ..shop()
    }
}

/// `name kind version variable users` of each resource.
fn check_resources(workloads: &[Workload], pairs: &[&str], expected: &[&str]) {
    let design = decide(&facts(workloads), &answers(pairs));
    let found: Vec<String> = design
        .resources
        .iter()
        .map(|it| {
            let users = it.used_by.join("+");
            format!(
                "{} {} {} {} {users}",
                it.name, it.kind, it.version, it.variable
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn resources_are_named_by_what_they_are_for() {
    let all = with_resources(
        "shop",
        ".",
        &[
            ("redis", Some("REDIS_URL"), Some("7.2-alpine")),
            ("postgresql", Some("DATABASE_URL"), Some("16-alpine")),
            ("mysql", Some("LEGACY_URL"), Some("8.4.2")),
            ("rabbitmq", None, None),
            ("s3", None, None),
            ("sqlite", None, None),
        ],
    );
    check_resources(
        &[all],
        &[],
        &[
            "bucket s3 any S3_ENDPOINT shop",
            "cache redis 7 REDIS_URL shop",
            "data sqlite 3 DATABASE_URL shop",
            "db postgresql 16 DATABASE_URL shop",
            "mysql mysql 8.4 LEGACY_URL shop",
            "queue rabbitmq 4 AMQP_URL shop",
        ],
    );
}

#[test]
fn workloads_share_a_resource_unless_their_variables_differ() {
    let web = with_resources("web", "web", &[("postgresql", Some("DATABASE_URL"), None)]);
    let worker = with_resources("worker", "worker", &[("postgresql", None, Some("15"))]);
    let other = with_resources("zeta", "zeta", &[("postgresql", Some("ORDERS_URL"), None)]);
    check_resources(
        &[other, worker, web],
        &[],
        &[
            "db postgresql 15 DATABASE_URL web+worker",
            "db-zeta postgresql 18 ORDERS_URL zeta",
        ],
    );
}

#[test]
fn answers_about_resources_win() {
    let web = with_resources(
        "web",
        ".",
        &[("postgresql", Some("DATABASE_URL"), Some("16"))],
    );
    check_resources(
        &[web],
        &[
            "resource.db.version=17",
            "resource.db.variable=PG_URL",
            "resource.db.kind=mariadb",
        ],
        &["db mariadb 17 PG_URL web"],
    );
}

#[test]
fn where_data_lies_follows_the_platform() {
    let web = || {
        with_resources(
            "shop",
            ".",
            &[
                ("postgresql", Some("DATABASE_URL"), Some("16")),
                ("sqlite", None, None),
            ],
        )
    };
    for (pairs, expected) in [
        (
            &[][..],
            "PostgreSQL 16 in Docker Compose, with a volume and a daily dump",
        ),
        (&["scale=startup"], "managed PostgreSQL 16"),
        (
            &["compliance=airgap"],
            "PostgreSQL 16 by an operator in the cluster",
        ),
    ] {
        let design = decide(&facts(&[web()]), &answers(pairs));
        assert_eq!(choice(&design, "resource.db"), expected);
    }
    let design = decide(&facts(&[web()]), &answers(&["scale=growth"]));
    let sqlite = design.decision("resource.data").expect("decided");
    assert_eq!(
        sqlite.current_answer.as_deref(),
        Some("PostgreSQL: several instances cannot share one file")
    );
}

#[test]
fn variables_are_a_contract_without_secret_values() {
    let mut workload = shop();
    workload.variables = vec![variable("PORT", false), variable("API_KEY", true)];
    workload.variables[1].default = Some("leaked".to_owned());
    workload.variables[0].default = Some("3000".to_owned());
    let design = decide(&facts(&[workload]), &answers(&[]));
    let variables = &design.workloads[0].variables;
    assert_eq!(variables[0].name, "API_KEY");
    assert_eq!(variables[0].default, None);
    assert_eq!(variables[1].default.as_deref(), Some("3000"));
    let secrets = design.decision("secrets").expect("decided");
    assert!(secrets.inputs.iter().any(|input| input.value == "API_KEY"));
}

#[test]
fn migrations_go_forward_only() {
    let mut workload = shop();
    workload.migrations = text("sqlx", "migrations/1.sql", 1);
    workload.migrate = text("sqlx migrate run", "Makefile", 4);
    let design = decide(&facts(&[workload]), &answers(&[]));
    assert!(choice(&design, "migrations").starts_with("forward only"));
    assert!(self::design(&[]).decision("migrations").is_none());
}

#[test]
fn environments_begin_with_local() {
    assert_eq!(design(&[]).environments, ["local", "staging", "production"]);
    assert_eq!(
        design(&["environments=production,local,eu"]).environments,
        ["local", "production", "eu"]
    );
}

#[test]
fn the_project_is_named_by_its_root() {
    let inner = Workload {
        name: "api".to_owned(),
        path: "api".to_owned(),
        ..shop()
    };
    assert_eq!(
        decide(&facts(&[inner.clone(), shop()]), &answers(&[])).name,
        "shop"
    );
    assert_eq!(
        decide(&facts(std::slice::from_ref(&inner)), &answers(&[])).name,
        "api"
    );
    assert_eq!(
        decide(&facts(&[inner]), &answers(&["name=till"])).name,
        "till"
    );
    assert_eq!(decide(&facts(&[]), &answers(&[])).name, "app");
}
