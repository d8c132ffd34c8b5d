//! What can be broken: each parser by itself, and `check` on each format.

use opswright_diagnostic::{Colour, Format, render};
use opswright_project::{Kind, kind_of};
use opswright_source::{Files, Range, SourceFile};

/// A parser or a format.
#[derive(Debug)]
pub(super) struct Target {
    /// Its name.
    pub(super) name: &'static str,
    /// Kinds of files whose texts it begins with.
    kinds: &'static [Kind],
    /// Words that matter to it.
    pub(super) words: &'static [&'static str],
    /// Runs it on a text; panics where something does not hold.
    pub(super) run: fn(&SourceFile),
}

const YAML: &[Kind] = &[
    Kind::Compose,
    Kind::Workflow,
    Kind::Kubernetes,
    Kind::HelmTemplate,
    Kind::HelmValues,
    Kind::PrometheusRules,
    Kind::Alertmanager,
];

/// Comments that accept findings, ours and those of other linters.
const COMMENTS: &[&str] = &[
    "# opswright: allow ",
    "# opswright: allow-block ",
    "# opswright: allow-file ",
    "-- opswright: allow ",
    "// opswright: allow ",
    " until 2027-01-31",
    " until never",
    " -- because\n",
    "unpinned-base-image, ",
    "root-user",
    "# hadolint ignore=DL3006,",
    "# hadolint global ignore=DL3006\n",
    "# zizmor: ignore[artipacked]",
    "# shellcheck disable=SC2086\n",
    "-- squawk-ignore ban-drop-column\n",
    "-- squawk-ignore-file\n",
    "# checkov:skip=CKV_AWS_1:why\n",
    "#trivy:ignore:AVD-AWS-0001\n",
    "# pint disable promql/series\n",
    "# pint file/disable ",
    "# tflint-ignore: terraform_unused_declarations\n",
    "# check=skip=all;error=true\n",
];

/// All of them.
pub(super) const TARGETS: &[Target] = &[
    parser("dockerfile", &[Kind::Dockerfile], |file| {
        let (_, errors) = opswright_dockerfile::parse(&file.text);
        fits_all(file, errors.iter().map(|error| error.range));
        opswright_dockerfile::parse_dockerignore(&file.text);
    }),
    parser("yaml", YAML, |file| {
        let (_, errors) = opswright_yaml::parse(&file.text);
        fits_all(file, errors.iter().map(|error| error.range));
    }),
    parser("json", &[Kind::Dashboard, Kind::Json], |file| {
        let (_, errors) = opswright_yaml::parse_json(&file.text);
        fits_all(file, errors.iter().map(|error| error.range));
    }),
    parser(
        "hcl",
        &[
            Kind::Terraform,
            Kind::TerraformVariables,
            Kind::TerraformLock,
        ],
        |file| {
            let (_, errors) = opswright_hcl::parse(&file.text);
            fits_all(file, errors.iter().map(|error| error.range));
        },
    ),
    parser("sql", &[Kind::Sql], |file| {
        use opswright_sql::Dialect;
        for dialect in [Dialect::PostgreSql, Dialect::MySql, Dialect::Sqlite] {
            let (sql, errors) = opswright_sql::parse(&file.text, dialect);
            fits_all(file, errors.iter().map(|error| error.range));
            fits_all(file, sql.statements.iter().map(|one| one.range));
        }
    }),
    parser("shell", &[Kind::Script], |file| {
        let script = opswright_shell::parse(&file.text);
        fits_all(file, script.faults.iter().map(|fault| fault.range));
        fits_all(file, script.heredocs.iter().map(|document| document.body));
        fits_all(file, script.block.statements.iter().map(|one| one.range));
    }),
    parser("promql", &[Kind::PrometheusRules], |file| {
        use opswright_promql::Dialect;
        for dialect in [Dialect::Prometheus, Dialect::Grafana] {
            let query = opswright_promql::parse(&file.text, dialect);
            fits_all(file, query.errors.iter().map(|error| error.range));
            let tokens: String = query
                .tokens
                .iter()
                .map(|token| token.range.slice(&file.text))
                .collect();
            assert_eq!(tokens, file.text, "tokens tile the text");
            for expression in query.root.descend() {
                fits(file, expression.range);
            }
        }
    }),
    format("check-dockerfile", &[Kind::Dockerfile]),
    format("check-compose", &[Kind::Compose]),
    format("check-workflow", &[Kind::Workflow, Kind::Action]),
    format(
        "check-kubernetes",
        &[
            Kind::Kubernetes,
            Kind::Kustomization,
            Kind::HelmTemplate,
            Kind::HelmChart,
            Kind::HelmValues,
        ],
    ),
    format(
        "check-terraform",
        &[
            Kind::Terraform,
            Kind::TerraformVariables,
            Kind::PulumiProject,
            Kind::PulumiStack,
        ],
    ),
    format("check-script", &[Kind::Script]),
    format("check-migration", &[Kind::Sql]),
    format("check-rules", &[Kind::PrometheusRules]),
    format(
        "check-monitoring",
        &[
            Kind::PrometheusConfig,
            Kind::Alertmanager,
            Kind::DataSources,
        ],
    ),
    format("check-dashboard", &[Kind::Dashboard]),
    format(
        "check-settings",
        &[Kind::Toml, Kind::DockerIgnore, Kind::Json],
    ),
    Target {
        name: "comments",
        kinds: &[
            Kind::Dockerfile,
            Kind::Compose,
            Kind::Workflow,
            Kind::Kubernetes,
            Kind::Terraform,
            Kind::Sql,
            Kind::PrometheusRules,
        ],
        words: COMMENTS,
        run: checked,
    },
];

const fn parser(name: &'static str, kinds: &'static [Kind], run: fn(&SourceFile)) -> Target {
    Target {
        name,
        kinds,
        words: &[],
        run,
    }
}

const fn format(name: &'static str, kinds: &'static [Kind]) -> Target {
    Target {
        name,
        kinds,
        words: COMMENTS,
        run: checked,
    }
}

impl Target {
    /// Whether it begins with this text.
    pub(super) fn takes(&self, file: &SourceFile) -> bool {
        self.kinds.contains(&kind_of(&file.path, &file.text))
    }
}

fn fits(file: &SourceFile, range: Range) {
    assert!(
        file.text.get(range.start..range.end).is_some(),
        "{range:?} is not in the text of {} bytes",
        file.text.len()
    );
}

fn fits_all(file: &SourceFile, ranges: impl Iterator<Item = Range>) {
    ranges.for_each(|range| fits(file, range));
}

/// All rules on the file alone: findings and edits lie in the text, and every format can be written.
fn checked(file: &SourceFile) {
    let mut files = Files::new();
    files.insert(file.clone());
    let findings = opswright_check::all(&files);
    for finding in &findings {
        if finding.path == file.path {
            fits(file, finding.range);
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            if edit.path == file.path {
                fits(file, edit.edit.range);
            }
        }
    }
    for format in [Format::Human, Format::Json, Format::Sarif] {
        std::hint::black_box(render(format, &findings, &files, Colour::Never));
    }
    // Fixing checks the file once for each fix.
    if file.text.len() < 2000 && !file.lossy {
        let fixed = opswright_check::fix::settle(&files, &opswright_check::fix::is_safe);
        let again = opswright_check::fix::settle(&fixed.files, &opswright_check::fix::is_safe);
        let withdrawn = |rule: &str| fixed.withdrawn.iter().any(|other| other.rule == rule);
        assert!(
            again.applied.iter().all(|finding| withdrawn(finding.rule)),
            "fixing twice changes: {:?}",
            again.applied
        );
    }
}
