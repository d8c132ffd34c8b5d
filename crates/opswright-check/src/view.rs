//! A file as the rules of its format see it: made once, looked at by each of them.

mod kubernetes;

use opswright_dockerfile::{Dockerfile, ImageReference};
use opswright_hcl::Body;
use opswright_project::compose::{Service, services};
use opswright_project::interpolation::{Use, uses};
use opswright_project::monitoring::{Dashboard, Routing, RuleFile, routing};
use opswright_project::terraform::{Terraform, terraform};
use opswright_project::{Kind, Model, Parsed, Setting, Syntax, Variables, settings};
use opswright_source::Range;
use opswright_yaml::{Node, Yaml};

use crate::actions::ActionsFile;
use crate::asked::{Asked, Asker};
use crate::compose::{Fault, faults};
use crate::migration::MigrationFile;
pub(crate) use kubernetes::{Contained, KubernetesFile, image_at, is_filled_in_later};

/// A file by its format.
#[derive(Debug)]
pub(crate) enum View<'a> {
    Dockerfile(&'a Dockerfile),
    Compose(ComposeFile<'a>),
    Workflow(ActionsFile<'a>),
    Action(ActionsFile<'a>),
    Dependabot(ActionsFile<'a>),
    Terraform(Terraform<'a>),
    /// Values of Terraform variables.
    TerraformValues(&'a Body),
    PulumiProject(&'a Yaml),
    PulumiStack(&'a Yaml),
    Migration(Box<MigrationFile<'a>>),
    /// Rules of Prometheus, in a file of their own.
    Rules(&'a [RuleFile<'a>]),
    /// A configuration of Prometheus.
    Prometheus(&'a Yaml),
    Alertmanager(Routing<'a>),
    Dashboard(&'a Dashboard<'a>),
    Kubernetes(KubernetesFile<'a>),
    Kustomization(Node<'a>),
    HelmChart(Node<'a>),
    HelmValues(Node<'a>),
    /// A file of variables.
    Variables(&'a Variables),
    /// `opswright.toml`.
    Settings(Vec<Setting>),
    /// Nothing but its syntax is looked at.
    Other,
}

impl<'a> View<'a> {
    pub(crate) fn of(parsed: &'a Parsed, text: &'a str, model: &'a Model<'a>) -> Self {
        match model {
            Model::Rules(files) => return Self::Rules(files),
            Model::Dashboard(dashboard) => return Self::Dashboard(dashboard),
            Model::Objects(_) | Model::None => {}
        }
        match (&parsed.syntax, parsed.kind) {
            (Syntax::Dockerfile(tree), _) => Self::Dockerfile(tree),
            (Syntax::Sql(file), _) => MigrationFile::of(file, text)
                .map_or(Self::Other, |file| Self::Migration(Box::new(file))),
            (_, Kind::Toml) if parsed.is_settings => Self::Settings(settings(text)),
            (Syntax::Variables(variables), _) => Self::Variables(variables),
            (Syntax::Yaml(yaml), Kind::Compose) => Self::Compose(ComposeFile::of(yaml, text)),
            (Syntax::Yaml(yaml), kind @ Kind::Workflow) => {
                Self::Workflow(ActionsFile::of(yaml, kind, text, !parsed.faults.is_empty()))
            }
            (Syntax::Yaml(yaml), kind @ Kind::Action) => {
                Self::Action(ActionsFile::of(yaml, kind, text, !parsed.faults.is_empty()))
            }
            (Syntax::Yaml(yaml), kind @ Kind::Dependabot) => {
                Self::Dependabot(ActionsFile::of(yaml, kind, text, !parsed.faults.is_empty()))
            }
            (Syntax::Hcl(hcl), Kind::Terraform) => Self::Terraform(terraform(hcl)),
            (Syntax::Yaml(yaml), Kind::PulumiProject) => Self::PulumiProject(yaml),
            (Syntax::Yaml(yaml), Kind::PulumiStack) => Self::PulumiStack(yaml),
            (Syntax::Hcl(hcl), Kind::TerraformVariables) => Self::TerraformValues(&hcl.body),
            (Syntax::Yaml(yaml), Kind::PrometheusConfig) => Self::Prometheus(yaml),
            (Syntax::Yaml(yaml), Kind::Alertmanager) => {
                routing(yaml).map_or(Self::Other, Self::Alertmanager)
            }
            (Syntax::Yaml(yaml), Kind::Kubernetes | Kind::HelmTemplate) => {
                Self::Kubernetes(KubernetesFile::of(yaml, parsed.templated))
            }
            (Syntax::Yaml(yaml), kind) => Self::of_root(yaml, kind).unwrap_or(Self::Other),
            _ => Self::Other,
        }
    }

    /// What of another format is held in the objects of a file: `PrometheusRule`.
    pub(crate) fn inside(model: &'a Model<'a>) -> Self {
        match model {
            Model::Objects(files) => Self::Rules(files),
            _ => Self::Other,
        }
    }

    /// The queries in it.
    pub(crate) fn queries(&self) -> Vec<Asked<'_>> {
        match self {
            Self::Rules(files) => files
                .iter()
                .flat_map(RuleFile::rules)
                .filter_map(|(group, rule)| {
                    Some(Asked::new(
                        rule.expression.as_ref()?,
                        Asker::Rule(group, rule),
                    ))
                })
                .collect(),
            Self::Dashboard(dashboard) => dashboard
                .panels
                .iter()
                .flat_map(|panel| panel.queries().map(|query| Asked::new(query, Asker::Panel)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Files that are one map.
    fn of_root(yaml: &'a Yaml, kind: Kind) -> Option<Self> {
        let root = yaml.root()?;
        match kind {
            Kind::Kustomization => Some(Self::Kustomization(root)),
            Kind::HelmChart => Some(Self::HelmChart(root)),
            Kind::HelmValues => Some(Self::HelmValues(root)),
            _ => None,
        }
    }
}

/// A Compose file as rules see it.
#[derive(Debug)]
pub(crate) struct ComposeFile<'a> {
    pub(crate) yaml: &'a Yaml,
    pub(crate) services: Vec<Service<'a>>,
    /// Where it does not follow the specification.
    pub(crate) faults: Vec<Fault<'a>>,
    /// What begins with a dollar sign: the text, the bytes in it, and what it is.
    pub(crate) variables: Vec<(Node<'a>, Range, Use<'a>)>,
}

impl<'a> ComposeFile<'a> {
    fn of(yaml: &'a Yaml, text: &str) -> Self {
        Self {
            yaml,
            services: services(yaml),
            faults: faults(yaml),
            variables: if text.contains('$') {
                variables(yaml)
            } else {
                Vec::new()
            },
        }
    }

    /// Images that services run and do not build, where they are written out.
    pub(crate) fn images(&self) -> Vec<(Node<'a>, ImageReference)> {
        self.services
            .iter()
            .filter(|service| service.build().is_none())
            .filter_map(Service::image)
            .filter_map(|node| {
                let text = node
                    .as_str()
                    .filter(|text| !text.is_empty() && !text.contains('$'))?;
                Some((node, ImageReference::parse(text)))
            })
            .collect()
    }
}

/// Variables in the parts of a Compose file that are read: not in those of the reader's own.
fn variables(yaml: &Yaml) -> Vec<(Node<'_>, Range, Use<'_>)> {
    let Some(root) = yaml.root() else {
        return Vec::new();
    };
    ["services", "networks", "volumes", "secrets", "configs"]
        .iter()
        .filter_map(|key| root.entry(key))
        .flat_map(|entry| entry.value.descend())
        .flat_map(|node| {
            uses(node.as_str().unwrap_or(""))
                .into_iter()
                .map(move |(range, used)| (node, range, used))
        })
        .collect()
}
