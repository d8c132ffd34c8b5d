//! What a file is, by its path, and where that leaves a choice by its content.

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
    /// TOML: manifests and configuration.
    Toml,
    /// JSON: manifests.
    Json,
    /// Nothing that is read further.
    Other,
}

/// Whether a file at `path` should be read at all; large repositories are walked by this.
pub fn is_wanted(path: &str) -> bool {
    by_path(path) != Kind::Other
}

/// The kind of a file.
pub fn kind_of(path: &str, text: &str) -> Kind {
    match by_path(path) {
        Kind::Other if is_yaml(path) => by_content(text),
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
    match lower.as_str() {
        "cargo.toml"
        | "pyproject.toml"
        | "fly.toml"
        | "opswright.toml"
        | "railway.toml"
        | "netlify.toml"
        | "rust-toolchain.toml"
        | "mise.toml" => Kind::Toml,
        "package.json" | "app.json" | "railway.json" => Kind::Json,
        _ => Kind::Other,
    }
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
    let compose = ["compose", "docker-compose", "container-compose"]
        .iter()
        .any(|name| {
            stem == *name
                || stem.starts_with(&format!("{name}."))
                || stem.starts_with(&format!("{name}-"))
        });
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if compose {
        Kind::Compose
    } else if folder == ".github/workflows" || folder.ends_with("/.github/workflows") {
        Kind::Workflow
    } else if stem == "action" {
        Kind::Action
    } else {
        Kind::Other
    }
}

/// Top-level keys decide: `services` with an image or a build, or `on` with `jobs`.
fn by_content(text: &str) -> Kind {
    let has = |key: &str| {
        text.lines().any(|line| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(':'))
        })
    };
    if has("jobs") && (has("on") || has("\"on\"") || has("'on'")) {
        Kind::Workflow
    } else if has("services") && ["image:", "build:"].iter().any(|key| text.contains(key)) {
        Kind::Compose
    } else {
        Kind::Other
    }
}
