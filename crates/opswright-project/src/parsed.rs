//! One file with its syntax tree.

use opswright_dockerfile::{DockerIgnore, Dockerfile, mask_template_holes, parse_dockerignore};
use opswright_hcl::Hcl;
use opswright_source::{Range, SourceFile};
use opswright_sql::Dialect;
use opswright_yaml::{Yaml, parse_json};

use crate::holes::mask_yaml_holes;
use crate::kind::{Kind, kind_of};
use crate::migration::{SqlFile, dialect, migration};
use crate::variables::{self, Variables};

/// A place where a file does not follow its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub range: Range,
    /// What is wrong, a lower-case fragment.
    pub message: String,
}

/// The tree of a file.
#[derive(Debug, Clone)]
pub enum Syntax {
    /// Of a Dockerfile.
    Dockerfile(Dockerfile),
    /// Of a .dockerignore file.
    DockerIgnore(DockerIgnore),
    /// Of Compose files, workflows, actions and JSON.
    Yaml(Yaml),
    /// Of Terraform files.
    Hcl(Hcl),
    /// Of SQL statements.
    Sql(Box<SqlFile>),
    /// Of files of variables.
    Variables(Variables),
    /// Of files that are only checked for their syntax.
    Opaque,
}

/// A file that was read once.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What it is.
    pub kind: Kind,
    /// Its tree, as far as it could be read.
    pub syntax: Syntax,
    /// Where it is broken.
    pub faults: Vec<Fault>,
    /// Whether it could be read only with its template holes masked, so that it is not what will be read in the end.
    pub templated: bool,
    /// Whether it is `opswright.toml`.
    pub is_settings: bool,
}

/// Reads a file by its kind.
pub fn parse(file: &SourceFile) -> Parsed {
    let kind = kind_of(&file.path, &file.text);
    let text = file.text.as_str();
    let mut templated = false;
    let (syntax, faults) = match kind {
        Kind::Dockerfile => dockerfile(text),
        Kind::DockerIgnore => (Syntax::DockerIgnore(parse_dockerignore(text)), Vec::new()),
        Kind::Compose
        | Kind::Workflow
        | Kind::Action
        | Kind::Dependabot
        | Kind::Kubernetes
        | Kind::Kustomization
        | Kind::HelmChart
        | Kind::HelmValues
        | Kind::HelmTemplate
        | Kind::PulumiProject
        | Kind::PulumiStack
        | Kind::PrometheusConfig
        | Kind::PrometheusRules
        | Kind::Alertmanager
        | Kind::DataSources => {
            let plain = yaml(opswright_yaml::parse(text));
            let faults = plain.1.len() + usize::from(has_bare_hole(&plain.0, text));
            match masked_yaml(text, kind, faults) {
                Some(masked) => {
                    templated = true;
                    masked
                }
                None => plain,
            }
        }
        Kind::Json | Kind::Dashboard => yaml(parse_json(text)),
        Kind::Toml => (Syntax::Opaque, toml(text)),
        Kind::Terraform | Kind::TerraformVariables | Kind::TerraformLock => {
            let plain = hcl(text);
            match masked_hcl(text, plain.1.len()) {
                Some(masked) => {
                    templated = true;
                    masked
                }
                None => plain,
            }
        }
        Kind::Sql => sql(file),
        Kind::Variables => {
            let (variables, faults) = variables::parse(text);
            (Syntax::Variables(variables), faults)
        }
        Kind::TerraformState | Kind::Script | Kind::Runbook | Kind::Other => {
            (Syntax::Opaque, Vec::new())
        }
    };
    match &syntax {
        Syntax::Dockerfile(tree) => templated = tree.templated,
        Syntax::Sql(file) => templated = file.sql.templated,
        _ => {}
    }
    Parsed {
        kind,
        syntax,
        faults,
        templated,
        is_settings: file.path == "opswright.toml" || file.path.ends_with("/opswright.toml"),
    }
}

/// The tree with the template holes masked, where that is what makes it readable; a chart's templates are never read otherwise.
fn masked_yaml(text: &str, kind: Kind, faults: usize) -> Option<(Syntax, Vec<Fault>)> {
    if faults == 0 && kind != Kind::HelmTemplate {
        return None;
    }
    let (tree, left) = yaml(opswright_yaml::parse(&mask_yaml_holes(text)?));
    match kind {
        // Only what the template writes has to be YAML.
        Kind::HelmTemplate => Some((tree, Vec::new())),
        _ => (left.len() < faults).then_some((tree, left)),
    }
}

/// Whether a value is a template's hole without quotes: YAML reads it as a map whose key is a map, which nobody means.
fn has_bare_hole(syntax: &Syntax, text: &str) -> bool {
    let Syntax::Yaml(tree) = syntax else {
        return false;
    };
    text.contains("{{")
        && tree.root().is_some_and(|root| {
            root.descend()
                .iter()
                .any(|node| node.is_flow() && node.range().slice(text).starts_with("{{"))
        })
}

fn dockerfile(text: &str) -> (Syntax, Vec<Fault>) {
    let (tree, errors) = opswright_dockerfile::parse(text);
    let faults = errors
        .into_iter()
        .map(|error| Fault {
            range: error.range,
            message: error.message,
        })
        .collect();
    (Syntax::Dockerfile(tree), faults)
}

fn sql(file: &SourceFile) -> (Syntax, Vec<Fault>) {
    let (dialect, mut sign) = dialect(&file.path, &file.text);
    let (mut sql, mut errors) = opswright_sql::parse(&file.text, dialect);
    if sign.is_none() && dialect == Dialect::PostgreSql && !errors.is_empty() {
        // What only MySQL reads whole is written for it.
        let other = opswright_sql::parse(&file.text, Dialect::MySql);
        if other.1.is_empty() {
            (sql, errors) = other;
            sign = Some(Dialect::MySql);
        }
    }
    let faults = errors
        .into_iter()
        .map(|error| Fault {
            range: error.range,
            message: error.message,
        })
        .collect();
    let migration = migration(&file.path, &sql);
    let file = SqlFile {
        sql,
        migration,
        sign,
    };
    (Syntax::Sql(Box::new(file)), faults)
}

fn yaml((tree, errors): (Yaml, Vec<opswright_yaml::SyntaxError>)) -> (Syntax, Vec<Fault>) {
    let faults = errors
        .into_iter()
        .map(|error| Fault {
            range: error.range,
            message: error.message,
        })
        .collect();
    (Syntax::Yaml(tree), faults)
}

fn hcl(text: &str) -> (Syntax, Vec<Fault>) {
    let (tree, errors) = opswright_hcl::parse(text);
    let faults = errors
        .into_iter()
        .map(|error| Fault {
            range: error.range,
            message: error.message,
        })
        .collect();
    (Syntax::Hcl(tree), faults)
}

/// The tree with the template holes masked as names, where that is what makes it readable.
fn masked_hcl(text: &str, faults: usize) -> Option<(Syntax, Vec<Fault>)> {
    if faults == 0 {
        return None;
    }
    let masked = mask_template_holes(text)?;
    let readable = ["{{", "}}", "{%", "%}", "<%", "%>"]
        .iter()
        .fold(masked, |text, brace| text.replace(brace, "__"));
    let result = hcl(&readable);
    (result.1.len() < faults).then_some(result)
}

fn toml(text: &str) -> Vec<Fault> {
    let Err(error) = toml_edit::Document::parse(text) else {
        return Vec::new();
    };
    let place = error.span().unwrap_or(0..0);
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    vec![Fault {
        range: Range::new(place.start, place.end),
        message,
    }]
}
