//! Kinds, views, summaries, the graph, suppressions.

mod terraform;

use opswright_project::{
    Accepted, Content, Graph, Kind, Model, Parsed, Summary, Syntax, compose, is_wanted, kind_of,
    parse, probe_address, summarise, workflow,
};
use opswright_source::SourceFile;

fn summary(path: &str, text: &str) -> Summary {
    let file = SourceFile::from_text(path, text);
    said(&file, &parse(&file))
}

fn said(file: &SourceFile, parsed: &Parsed) -> Summary {
    summarise(file, parsed, &Model::of(parsed, &file.text))
}

#[test]
fn kinds_by_path_and_content() {
    for (path, kind) in [
        ("Dockerfile", Kind::Dockerfile),
        ("a/Dockerfile.dev", Kind::Dockerfile),
        ("a/web.dockerfile", Kind::Dockerfile),
        ("Containerfile", Kind::Dockerfile),
        ("Dockerfile.md", Kind::Other),
        ("src/dockerfile.rs", Kind::Other),
        ("Dockerfile.dockerignore", Kind::DockerIgnore),
        (".dockerignore", Kind::DockerIgnore),
        ("docker-compose.prod.yml", Kind::Compose),
        ("compose.yaml", Kind::Compose),
        ("composer.yaml", Kind::Other),
        (".github/workflows/ci.yml", Kind::Workflow),
        ("x/.github/workflows/ci.yaml", Kind::Workflow),
        (".github/workflows/sub/ci.yaml", Kind::Other),
        ("my/action.yml", Kind::Action),
        ("Cargo.toml", Kind::Toml),
        ("package.json", Kind::Json),
        ("infra/main.tf", Kind::Terraform),
        ("infra/.terraform.lock.hcl", Kind::TerraformLock),
        ("prod.tfvars", Kind::TerraformVariables),
        ("tests/a.tftest.hcl", Kind::Terraform),
        ("db/V1__a.sql", Kind::Sql),
        (".env.example", Kind::Variables),
        ("deploy.sh", Kind::Script),
        ("docs/runbooks/a.md", Kind::Runbook),
        ("docs/a.md", Kind::Other),
        (".github/dependabot.yml", Kind::Dependabot),
        ("k/kustomization.yaml", Kind::Kustomization),
        ("Pulumi.dev.yaml", Kind::PulumiStack),
        ("charts/a/Chart.yaml", Kind::HelmChart),
        ("tsconfig.json", Kind::Other),
    ] {
        assert_eq!(kind_of(path, ""), kind, "{path}");
        let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
        assert_eq!(is_wanted(path), kind != Kind::Other || yaml, "{path}");
    }
    for (path, text, kind) in [
        (
            "a.yaml",
            "apiVersion: v1\nkind: Service\n",
            Kind::Kubernetes,
        ),
        (
            "a.yaml",
            "kind: Kustomization\napiVersion: x\n",
            Kind::Kustomization,
        ),
        ("c/templates/a.yaml", "apiVersion: v1\n", Kind::HelmTemplate),
        (
            "rules.yml",
            "groups:\n- rules:\n  - alert: A\n",
            Kind::PrometheusRules,
        ),
        ("p.yml", "scrape_configs: []\n", Kind::PrometheusConfig),
        ("am.yml", "route: {}\nreceivers: []\n", Kind::Alertmanager),
        ("c/values.yaml", "a: 1\n", Kind::HelmValues),
        ("grafana/a.json", "{\"panels\": []}", Kind::Dashboard),
        ("grafana/b.json", "{}", Kind::Other),
        ("a.yaml", "a: 1\n", Kind::Other),
    ] {
        assert_eq!(kind_of(path, text), kind, "{path} {text}");
    }
    assert_eq!(
        kind_of("stack.yml", "services:\n  a:\n    image: b\n"),
        Kind::Compose
    );
    assert_eq!(kind_of("x.yml", "on: push\njobs: {}\n"), Kind::Workflow);
}

#[test]
fn a_service_is_read_in_both_forms() {
    let text = "services:\n  web:\n    environment: [A=1, 'B=x y', C]\n    ports: ['127.0.0.1:8080:80/tcp', 443, {target: 9, host_ip: \"::1\"}]\n    volumes: ['data:/d:ro', ./x:/y, /z]\n    depends_on: [db]\n  db:\n    environment: {P: \"q\", N: }\n    depends_on: {x: {condition: service_healthy}}\n    volumes: [{type: volume, source: v, target: /t}]\n    healthcheck: {test: [CMD-SHELL, 'curl -f http://localhost:80/ || exit 1']}\n";
    let (yaml, _) = opswright_yaml::parse(text);
    let services = compose::services(&yaml);
    let (web, db) = (&services[0], &services[1]);
    let variables: Vec<_> = web
        .environment()
        .iter()
        .map(|variable| (variable.name, variable.value, variable.range.slice(text)))
        .collect();
    assert_eq!(
        variables,
        [
            ("A", Some("1"), "1"),
            ("B", Some("x y"), "x y"),
            ("C", None, "C")
        ]
    );
    let ports: Vec<_> = web
        .ports()
        .into_iter()
        .map(|port| (port.host_address, port.published, port.target))
        .collect();
    let text_of = |text: &str| Some(text.to_owned());
    assert_eq!(
        ports,
        [
            (text_of("127.0.0.1"), text_of("8080"), "80".to_owned()),
            (None, None, "443".to_owned()),
            (text_of("::1"), None, "9".to_owned()),
        ]
    );
    let mounts = web.mounts();
    assert_eq!(mounts[0].volume(), Some("data"));
    assert_eq!(mounts[0].target_range.slice(text), "/d");
    assert_eq!(
        (mounts[1].volume(), mounts[1].target_range.slice(text)),
        (None, "/y")
    );
    assert_eq!(
        (
            mounts[2].source.as_deref(),
            mounts[2].target_range.slice(text)
        ),
        (None, "/z")
    );
    assert_eq!(db.mounts()[0].volume(), Some("v"));
    let (other, _) = opswright_yaml::parse(
        "x: &x {a: {condition: service_healthy}}\nservices:\n  s:\n    depends_on: {<<: *x}\n    volumes: ['C:\\a:/b']\n",
    );
    let other = compose::services(&other)[0];
    assert_eq!(other.dependencies()[0].service, "a");
    assert!(other.mounts().is_empty());
    assert_eq!(web.dependencies()[0].condition, None);
    assert_eq!(db.dependencies()[0].condition, Some("service_healthy"));
    assert_eq!(db.environment()[1].value, None);
    assert!(db.probe_needs_shell());
    let probe = probe_address(&db.probe()).unwrap();
    assert_eq!((probe.host.as_str(), probe.port), ("localhost", Some(80)));
}

#[test]
fn a_workflow_knows_what_comes_before() {
    let text = "on: [push, pull_request]\njobs:\n  a:\n    steps: [{uses: 'o/r/p@v1'}, {uses: ./x}]\n  b: {needs: a}\n  c: {needs: [b, a], environment: {name: prod}}\n";
    let (yaml, _) = opswright_yaml::parse(text);
    let flow = workflow::workflow(&yaml).unwrap();
    assert!(flow.trigger("pull_request").is_some() && flow.trigger("schedule").is_none());
    let c = flow.job("c").unwrap();
    assert_eq!(c.environment(), Some("prod"));
    let mut before: Vec<_> = flow.before(c).iter().map(|job| job.id).collect();
    before.sort_unstable();
    assert_eq!(before, ["a", "b"]);
    let action = flow.jobs[0].steps[0].action().unwrap();
    assert_eq!(
        (action.repository(), action.reference, action.is_commit()),
        ("o/r", "v1", false)
    );
    assert_eq!(flow.jobs[0].steps[1].action(), None);
}

#[test]
fn the_graph_joins_services_to_their_dockerfiles() {
    let summaries = [
        summary(
            "deploy/compose.yaml",
            "services:\n  web:\n    build: {context: .., dockerfile: api/Dockerfile, target: run}\n",
        ),
        summary(
            "api/Dockerfile",
            "FROM node:24-slim AS base\nEXPOSE 80\nUSER 1\nFROM base AS run\nRUN apk add --no-cache curl wget=1\nCOPY . .\nHEALTHCHECK CMD curl -f http://x\nFROM scratch\n",
        ),
        summary(".dockerignore", "node_modules\n"),
    ];
    let graph = Graph::new(&summaries);
    let built = graph.built();
    assert_eq!(built.len(), 1);
    let stage = built[0].stage().unwrap();
    assert_eq!(stage.name.as_deref(), Some("run"));
    assert_eq!(stage.image.as_ref().unwrap().repository, "node");
    assert_eq!(stage.installed, ["curl", "wget"]);
    assert_eq!(stage.ports[0].value, 80);
    assert_eq!(stage.user.as_ref().unwrap().value, "1");
    assert!(stage.health_check_in_shell);
    assert_eq!(graph.contexts("api/Dockerfile"), [""]);
    assert!(graph.ignore_file("api/Dockerfile", "").is_some());
    let Content::Dockerfile(file) = &summaries[1].content else {
        panic!()
    };
    assert_eq!(file.copies[0].source.value, ".");
    assert!(file.stages[2].scratch && file.stages[2].health_check.is_none());
}

fn names(accepted: &[Accepted]) -> String {
    let names: Vec<String> = accepted
        .iter()
        .map(|one| match one {
            Accepted::Ours(name) => name.clone(),
            Accepted::Theirs { peer, id } => format!("{peer}/{id}"),
        })
        .collect();
    names.join(" ")
}

#[test]
fn a_block_and_a_file_can_be_accepted_until_a_day() {
    for (path, text, covered, until) in [
        (
            "compose.yaml",
            "services:\n  # opswright: allow-block a -- x\n  web:\n    image: b\n\n    ports: []\n  db:\n    image: c\n",
            "  web:\n    image: b\n\n    ports: []",
            None,
        ),
        (
            "main.tf",
            "// opswright: allow-block a until 2027-01-31 -- x\nresource \"a\" \"b\" {\n  c = 1\n}\nlocals {}\n",
            "resource \"a\" \"b\" {\n  c = 1\n}",
            Some("2027-01-31"),
        ),
        (
            "a.sql",
            "-- opswright: allow a -- x\nDROP TABLE\n  b;\nSELECT 1;\n",
            "DROP TABLE\n  b;",
            None,
        ),
        (
            "Dockerfile",
            "# opswright: allow-file a\nFROM x\n",
            "# opswright: allow-file a\nFROM x",
            None,
        ),
        (
            "Dockerfile",
            "# opswright: allow-block a\nFROM x\nRUN y\nFROM z\n",
            "FROM x\nRUN y",
            None,
        ),
    ] {
        let found = summary(path, text).suppressions;
        assert_eq!(found.len(), 1, "{path}");
        assert!(found[0].is_own());
        assert_eq!(found[0].range.slice(text), covered, "{path}");
        assert_eq!(found[0].until.as_deref(), until, "{path}");
    }
}

#[test]
fn comments_of_other_linters_are_read() {
    for (path, text, accepted, covered) in [
        (
            "Dockerfile",
            "# hadolint ignore=DL3008,SC2046\nRUN a \\\n b\n",
            "hadolint/DL3008 hadolint/SC2046",
            "RUN a \\\n b",
        ),
        (
            "Dockerfile",
            "# check=skip=JSONArgsRecommended;error=true\nFROM a\n",
            "buildkit/JSONArgsRecommended",
            "# check=skip=JSONArgsRecommended;error=true\nFROM a",
        ),
        (
            ".github/workflows/a.yml",
            "on: push # zizmor: ignore[dangerous-triggers] because\njobs: {}\n",
            "zizmor/dangerous-triggers",
            "on: push # zizmor: ignore[dangerous-triggers] because",
        ),
        (
            "a.sql",
            "-- squawk-ignore ban-drop-column\nALTER TABLE a\n DROP b;\n",
            "squawk/ban-drop-column",
            "ALTER TABLE a\n DROP b;",
        ),
        (
            "a.tf",
            "a \"b\" {\n  #checkov:skip=CKV_AWS_1:why not\n  c = 1\n}\n",
            "checkov/CKV_AWS_1",
            "a \"b\" {\n  #checkov:skip=CKV_AWS_1:why not\n  c = 1\n}",
        ),
        (
            "a.tf",
            "#trivy:ignore:AVD-AWS-0001\na \"b\" {\n  c = 1\n}\n",
            "trivy/AVD-AWS-0001",
            "a \"b\" {\n  c = 1\n}",
        ),
        (
            "a.yml",
            "apiVersion: v1\nkind: A\nmetadata:\n  annotations:\n    ignore-check.kube-linter.io/run-as-non-root: x\n---\nb: 1\n",
            "kube-linter/run-as-non-root",
            "apiVersion: v1\nkind: A\nmetadata:\n  annotations:\n    ignore-check.kube-linter.io/run-as-non-root: x\n",
        ),
        (
            ".env",
            "A=b # gitleaks:allow\n",
            "gitleaks/*",
            "A=b # gitleaks:allow",
        ),
    ] {
        let found = summary(path, text).suppressions;
        assert_eq!(found.len(), 1, "{text}");
        assert!(!found[0].is_own());
        assert_eq!(
            (
                names(&found[0].accepted).as_str(),
                found[0].range.slice(text)
            ),
            (accepted, covered),
            "{text}"
        );
    }
}

#[test]
fn suppressions_cover_their_line_or_the_next_item() {
    let text = "# opswright: allow a, b -- because\n# more words\nFROM x\nUSER root # opswright: allow c\n# opswright: allow d\nRUN a \\\n  b\n";
    let found = summary("Dockerfile", text).suppressions;
    let covered: Vec<_> = found
        .iter()
        .map(|suppression| {
            (
                names(&suppression.accepted),
                suppression.range.slice(text),
                suppression.reason.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        covered,
        [
            ("a b".to_owned(), "FROM x", Some("because")),
            ("c".to_owned(), "USER root # opswright: allow c", None),
            ("d".to_owned(), "RUN a \\\n  b", None),
        ]
    );
}

#[test]
fn broken_files_of_each_kind_have_a_fault() {
    for (path, text) in [
        ("Dockerfile", "FORM x\n"),
        ("compose.yaml", "services: [\n"),
        (".github/workflows/ci.yml", "on: push\n jobs: x\n"),
        ("Cargo.toml", "[package\n"),
        ("package.json", "{\"name\": }\n"),
    ] {
        let file = SourceFile::from_text(path, text);
        let parsed = parse(&file);
        assert!(!parsed.faults.is_empty(), "{path}");
        said(&file, &parsed);
    }
}

#[test]
fn template_holes_do_not_keep_a_file_from_being_read() {
    let text = "services:\n{{ if .Web }}\n  web:\n    image: {{ .Image }}:1\n    build: . # {{ x }}\n{{ end }}\n";
    let file = SourceFile::from_text("compose.yaml", text);
    let parsed = parse(&file);
    assert!(
        parsed.templated && parsed.faults.is_empty(),
        "{:?}",
        parsed.faults
    );
    let Content::Compose(compose) = said(&file, &parsed).content else {
        panic!()
    };
    assert_eq!(compose.services[0].name.value, "web");
    let plain = parse(&SourceFile::from_text(
        "x/.github/workflows/a.yml",
        "on: push\njobs: {a: {if: \"${{ x }}\"}}\n",
    ));
    assert!(!plain.templated);
}

#[test]
fn what_only_mysql_reads_whole_is_written_for_it() {
    let dialect = |text: &str| {
        let file = SourceFile::from_text("db/patches/1_a.sql", text);
        let parsed = parse(&file);
        let Syntax::Sql(sql) = parsed.syntax else {
            panic!()
        };
        (sql.sign, parsed.faults.len())
    };
    let mysql = Some(opswright_sql::Dialect::MySql);
    assert_eq!(dialect("ALTER TABLE a ADD KEY (b);\n"), (mysql, 0));
    assert_eq!(dialect("# why\nSELECT 1;\n"), (mysql, 0));
    assert_eq!(dialect("ALTER TABLE a ADD b int;\n"), (None, 0));
    assert_eq!(dialect("ALTER TABLE a ADD b int int;;) x\n").0, None);
}
