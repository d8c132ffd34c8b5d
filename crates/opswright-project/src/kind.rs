//! What a file is, by its path, and where that leaves a choice by its content.

mod content;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A Dockerfile, by whatever name.
    Dockerfile,
    /// A .dockerignore file.
    DockerIgnore,
    /// A Compose file.
    Compose,
    /// A GitHub Actions workflow.
    Workflow,
    /// A GitHub action.
    Action,
    /// Settings of Dependabot.
    Dependabot,
    /// Kubernetes objects, `PrometheusRule` and other custom ones among them.
    Kubernetes,
    /// A Kustomize folder.
    Kustomization,
    /// `Chart.yaml` of a Helm chart.
    HelmChart,
    /// Values of a Helm chart.
    HelmValues,
    /// A template of a Helm chart.
    HelmTemplate,
    /// Terraform or `OpenTofu`: `.tf`, and tests.
    Terraform,
    /// Values of Terraform variables.
    TerraformVariables,
    /// Provider versions that Terraform has locked.
    TerraformLock,
    /// State of Terraform: what it made, secrets among it.
    TerraformState,
    /// A Pulumi project, also with its program as YAML.
    PulumiProject,
    /// Settings of a Pulumi stack.
    PulumiStack,
    /// Settings of a Prometheus server.
    PrometheusConfig,
    /// Recording and alerting rules.
    PrometheusRules,
    /// Settings of Alertmanager.
    Alertmanager,
    /// A Grafana dashboard.
    Dashboard,
    /// Data sources that Grafana is given.
    DataSources,
    /// SQL statements.
    Sql,
    /// Variables of a process: `.env`.
    Variables,
    /// A shell script.
    Script,
    /// A runbook, or another page of operations.
    Runbook,
    /// TOML: manifests and configuration.
    Toml,
    /// JSON: manifests.
    Json,
    /// Nothing that is read further.
    Other,
}

/// Whether a file at `path` should be read at all; large repositories are walked by this.
pub fn is_wanted(path: &str) -> bool {
    by_path(path) != Kind::Other || is_yaml(&path.to_ascii_lowercase())
}

/// The kind of a file.
pub fn kind_of(path: &str, text: &str) -> Kind {
    match by_path(path) {
        Kind::Other if is_yaml(path) => content::of_yaml(path, text),
        Kind::Dashboard if !content::is_dashboard(text) => Kind::Other,
        kind => kind,
    }
}

fn by_path(path: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(".dockerignore") {
        return Kind::DockerIgnore;
    }
    if is_dockerfile(&lower) {
        return Kind::Dockerfile;
    }
    if is_yaml(&lower) {
        return yaml_by_path(path, &lower);
    }
    if path == ".opswright/tables.json" {
        return Kind::Json;
    }
    if let Some(kind) = by_name(&lower) {
        return kind;
    }
    by_ending(path, &lower)
}

fn by_name(lower: &str) -> Option<Kind> {
    match lower {
        "cargo.toml"
        | "pyproject.toml"
        | "fly.toml"
        | "opswright.toml"
        | "railway.toml"
        | "netlify.toml"
        | "rust-toolchain.toml"
        | "mise.toml"
        | "metadata.toml"
        | "migration_lock.toml" => Some(Kind::Toml),
        "package.json" | "app.json" | "railway.json" => Some(Kind::Json),
        ".terraform.lock.hcl" => Some(Kind::TerraformLock),
        _ => None,
    }
}

fn by_ending(path: &str, lower: &str) -> Kind {
    if is_variables(lower) {
        return Kind::Variables;
    }
    match lower.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "tf" | "tofu" => Kind::Terraform,
        "hcl" if lower.ends_with(".tftest.hcl") => Kind::Terraform,
        "tfvars" => Kind::TerraformVariables,
        "tfstate" => Kind::TerraformState,
        "backup" if lower.ends_with(".tfstate.backup") => Kind::TerraformState,
        "sql" => Kind::Sql,
        "sh" | "bash" => Kind::Script,
        "md" if path.to_ascii_lowercase().contains("runbook") => Kind::Runbook,
        "json" if is_dashboard_path(path) => Kind::Dashboard,
        _ => Kind::Other,
    }
}

/// Dashboards are JSON in a folder that says so; no other JSON is read.
fn is_dashboard_path(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    ["dashboard", "grafana"]
        .iter()
        .any(|word| lower.contains(word))
}

fn is_dockerfile(lower: &str) -> bool {
    let documents = [
        ".md", ".txt", ".html", ".orig", ".bak", ".rs", ".go", ".py", ".js", ".ts",
    ];
    let starts = lower == "dockerfile"
        || lower == "containerfile"
        || lower.starts_with("dockerfile.")
        || lower.starts_with("containerfile.");
    (starts || lower.ends_with(".dockerfile"))
        && !documents.iter().any(|ending| lower.ends_with(ending))
}

fn is_yaml(path: &str) -> bool {
    [".yml", ".yaml"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

fn yaml_by_path(path: &str, lower: &str) -> Kind {
    let stem = lower.trim_end_matches(".yaml").trim_end_matches(".yml");
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_in = |place: &str| folder == place || folder.ends_with(&format!("/{place}"));
    let compose = ["compose", "docker-compose", "container-compose"]
        .iter()
        .any(|name| {
            stem == *name
                || stem.starts_with(&format!("{name}."))
                || stem.starts_with(&format!("{name}-"))
        });
    match stem {
        _ if is_in(".github/workflows") => Kind::Workflow,
        "dependabot" if is_in(".github") => Kind::Dependabot,
        _ if compose => Kind::Compose,
        "action" => Kind::Action,
        "chart" => Kind::HelmChart,
        "kustomization" => Kind::Kustomization,
        "pulumi" => Kind::PulumiProject,
        _ if stem.starts_with("pulumi.") => Kind::PulumiStack,
        _ => Kind::Other,
    }
}

/// `.env`, `.env.production`, `web.env`, `env.example`; not code whose name begins that way.
fn is_variables(lower: &str) -> bool {
    const CODE: [&str; 12] = [
        ".ts", ".js", ".mjs", ".cjs", ".json", ".md", ".py", ".rb", ".rs", ".php", ".enc", ".vault",
    ];
    let named = lower == ".env"
        || lower.starts_with(".env.")
        || lower.ends_with(".env")
        || matches!(
            lower,
            "env.example"
                | "env.sample"
                | "env.template"
                | "env.dist"
                | "dotenv.example"
                | ".flaskenv"
        );
    named && !CODE.iter().any(|ending| lower.ends_with(ending))
}
