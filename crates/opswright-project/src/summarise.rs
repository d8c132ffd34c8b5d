//! From a syntax tree to a summary.

mod calls;
mod dockerfile;
mod kubernetes;
mod kustomization;
mod monitoring;
mod pulumi_runs;
mod sql;
mod terraform;
mod terraform_runs;

use opswright_source::{LineIndex, Range, SourceFile};
use opswright_yaml::{Node, Yaml, parse_json};

use std::collections::BTreeMap;

use crate::commands::{commands, of_page, speaks_of_rollback};
use crate::compose::{Service, services};
use crate::interpolation::{Use, uses};
use crate::kind::Kind;
use crate::model::Model;
use crate::parsed::{Parsed, Syntax};
use crate::path::{folder, join};
use crate::summary::{
    ComposeSummary, Content, DependencySummary, DesignSummary, JobSummary, Located, ServiceBuild,
    ServiceSummary, Summary, VariableSummary, WorkflowSummary,
};
use crate::suppression::suppressions;
use crate::variables::Assignment;
use crate::workflow::{Job, Step, workflow};

/// What `parsed`, the tree of `file`, says; `model` is what was found in the tree.
pub fn summarise(file: &SourceFile, parsed: &Parsed, model: &Model<'_>) -> Summary {
    let held = match &parsed.syntax {
        Syntax::Yaml(yaml) => monitoring::of_model(yaml, &file.text, model),
        _ => None,
    };
    Summary {
        path: file.path.clone(),
        kind: parsed.kind,
        content: held.unwrap_or_else(|| content(file, parsed)),
        suppressions: suppressions(&file.text, parsed.kind, &parsed.syntax),
    }
}

fn content(file: &SourceFile, parsed: &Parsed) -> Content {
    match (&parsed.syntax, parsed.kind) {
        (Syntax::Dockerfile(tree), _) => {
            Content::Dockerfile(dockerfile::summarise(tree, &file.text))
        }
        (Syntax::DockerIgnore(ignore), _) => Content::DockerIgnore {
            ignore: ignore.clone(),
            length: file.text.len(),
            ends_line: file.text.is_empty() || file.text.ends_with('\n'),
        },
        (Syntax::Variables(variables), _) => Content::Variables(
            variables
                .entries
                .iter()
                .map(|entry| variable(file, entry))
                .collect(),
        ),
        (Syntax::Yaml(yaml), Kind::Compose) => Content::Compose(compose(yaml, &file.path)),
        (Syntax::Yaml(yaml), Kind::Workflow) => {
            Content::Workflow(workflow_summary(yaml, &file.text))
        }
        (Syntax::Yaml(yaml), Kind::Action) => {
            Content::Action(Box::new(calls::action_summary(yaml, &file.text)))
        }
        (Syntax::Hcl(hcl), Kind::Terraform) => Content::Terraform(Box::new(terraform::summarise(
            hcl,
            &file.text,
            &file.path,
            parsed.faults.is_empty() && !parsed.templated,
        ))),
        (Syntax::Hcl(hcl), Kind::TerraformVariables) => {
            let lines = LineIndex::new(&file.text);
            let names = hcl.body.attributes().map(|attribute| {
                located(&lines, attribute.name.text.clone(), attribute.name.range)
            });
            Content::TerraformValues(names.collect())
        }
        (Syntax::Sql(sql), _) => sql::summarise(sql, &file.text),
        (_, Kind::Toml) => sql::settings(&file.path, &file.text),
        (Syntax::Yaml(yaml), Kind::Json) if file.path == sql::TABLE_FACTS => sql::table_facts(yaml),
        (Syntax::Yaml(yaml), Kind::PrometheusConfig) => monitoring::prometheus(yaml),
        (Syntax::Yaml(yaml), Kind::Alertmanager) => monitoring::alertmanager(yaml),
        (Syntax::Yaml(yaml), Kind::DataSources) => {
            monitoring::provisioned(yaml).unwrap_or(Content::None)
        }
        (_, Kind::Runbook) => Content::Runbook {
            words: file
                .text
                .lines()
                .filter(|line| !line.starts_with('#'))
                .map(|line| line.split_whitespace().count())
                .sum(),
            commands: of_page(&file.text, &LineIndex::new(&file.text)),
            rolls_back: speaks_of_rollback(&file.text),
        },
        (_, Kind::Script) => Content::Script {
            commands: commands(&file.text, 0, &LineIndex::new(&file.text)),
            rolls_back: speaks_of_rollback(&file.text),
        },
        (_, Kind::Other) => by_path(file),
        (Syntax::Yaml(yaml), Kind::Kubernetes | Kind::HelmTemplate) => {
            Content::Kubernetes(kubernetes::summarise(yaml, &file.text, parsed.templated))
        }
        (Syntax::Yaml(yaml), Kind::Kustomization) => {
            Content::Kustomization(kustomization::summarise(yaml))
        }
        _ => Content::None,
    }
}

/// Files that are known by their place only.
fn by_path(file: &SourceFile) -> Content {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    if file.path == ".opswright/design.json" {
        return Content::Design(design(&file.text));
    }
    if matches!(
        name,
        "renovate.json" | "renovate.json5" | ".renovaterc" | ".renovaterc.json"
    ) {
        return Content::Renovate;
    }
    if name.to_ascii_lowercase().ends_with(".md") && speaks_of_rollback(&file.text) {
        return Content::RollbackPage;
    }
    Content::None
}

/// The choices of a design.
fn design(text: &str) -> DesignSummary {
    let (json, _) = parse_json(text);
    let decisions = json.root().and_then(|root| root.get("decisions"));
    let choices = decisions
        .into_iter()
        .flat_map(|list| list.items())
        .filter_map(|decision| {
            let key = decision.str_at(&["key"])?;
            Some((key.to_owned(), text_at(&json, decision.get("choice")?)))
        })
        .collect();
    DesignSummary { choices }
}

fn variable(file: &SourceFile, entry: &Assignment) -> VariableSummary {
    VariableSummary {
        name: Located {
            value: entry.name.clone(),
            range: entry.name_range,
            line: 0,
        },
        is_empty: entry.value_range.slice(&file.text).trim().is_empty(),
    }
}

fn located<T>(lines: &LineIndex, value: T, range: Range) -> Located<T> {
    Located {
        value,
        range,
        line: lines.line(range.start),
    }
}

fn text_at(yaml: &Yaml, node: Node<'_>) -> Located<String> {
    located(
        yaml.lines(),
        node.as_str().unwrap_or("").to_owned(),
        node.range(),
    )
}

fn compose(yaml: &Yaml, path: &str) -> ComposeSummary {
    let volumes = yaml
        .root()
        .and_then(|root| root.get("volumes"))
        .map(|volumes| {
            volumes
                .entries()
                .map(|entry| entry.name().to_owned())
                .collect()
        })
        .unwrap_or_default();
    ComposeSummary {
        unguarded: unguarded(yaml),
        services: services(yaml)
            .iter()
            .map(|service| service_summary(yaml, path, service))
            .collect(),
        volumes,
    }
}

/// Variables that a Compose file takes from its surroundings without a word for the case that they are not set; each once.
fn unguarded(yaml: &Yaml) -> Vec<Located<String>> {
    let mut found: BTreeMap<&str, Located<String>> = BTreeMap::new();
    let services = yaml.root().and_then(|root| root.get("services"));
    for node in services.into_iter().flat_map(|services| services.descend()) {
        for (_, used) in uses(node.as_str().unwrap_or("")) {
            if let Use::Variable {
                name,
                guarded: false,
            } = used
            {
                found
                    .entry(name)
                    .or_insert_with(|| located(yaml.lines(), name.to_owned(), node.range()));
            }
        }
    }
    found.into_values().collect()
}

fn service_summary(yaml: &Yaml, path: &str, service: &Service<'_>) -> ServiceSummary {
    let lines = yaml.lines();
    let health_check = service
        .health_check()
        .map(|check| located(lines, service.probe(), check.range()));
    ServiceSummary {
        name: text_at(yaml, service.key),
        image: service.image().map(|image| text_at(yaml, image)),
        build: build(yaml, path, service),
        health_check,
        health_check_in_shell: service.probe_needs_shell(),
        incomplete: service.is_partial() || runs_once(service),
        depends_on: service
            .dependencies()
            .iter()
            .map(|dependency| DependencySummary {
                service: located(
                    lines,
                    dependency.service.to_owned(),
                    dependency.node.range(),
                ),
                condition: dependency.condition.map(str::to_owned),
            })
            .collect(),
        ports: service
            .ports()
            .iter()
            .filter_map(|port| Some(located(lines, port.target.parse().ok()?, port.range)))
            .collect(),
        sets_user: service.get("user").is_some(),
        variables: service
            .environment()
            .iter()
            .map(|variable| variable.name.to_owned())
            .collect(),
    }
}

/// Whether the service ends by itself, as a migration does.
fn runs_once(service: &Service<'_>) -> bool {
    service
        .get("restart")
        .and_then(|restart| restart.as_str())
        .is_some_and(|restart| restart == "no" || restart.starts_with("on-failure"))
}

fn build(yaml: &Yaml, path: &str, service: &Service<'_>) -> Option<ServiceBuild> {
    let build = service.build()?;
    let remote = build.context.contains("://") || build.context.contains('$');
    let context = (!remote)
        .then(|| join(folder(path), build.context))
        .flatten();
    let name = build.dockerfile.unwrap_or("Dockerfile");
    let dockerfile = context.as_deref().and_then(|context| join(context, name));
    Some(ServiceBuild {
        context,
        dockerfile,
        target: build
            .target
            .filter(|target| target.as_str().is_some())
            .map(|target| text_at(yaml, target)),
        range: build.node.range(),
    })
}

fn workflow_summary(yaml: &Yaml, text: &str) -> WorkflowSummary {
    let Some(workflow) = workflow(yaml) else {
        return WorkflowSummary::default();
    };
    WorkflowSummary {
        triggers: workflow
            .triggers()
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        jobs: workflow
            .jobs
            .iter()
            .map(|job| job_summary(yaml, job, text))
            .collect(),
        terraform: terraform_runs::terraform_runs(&workflow),
        pulumi: pulumi_runs::pulumi_runs(&workflow),
        rolls_back: speaks_of_rollback(text),
        interface: calls::called(&workflow),
        calls: calls::of_workflow(yaml, &workflow, text),
    }
}

fn job_summary(yaml: &Yaml, job: &Job<'_>, text: &str) -> JobSummary {
    JobSummary {
        id: text_at(yaml, job.key),
        needs: job
            .needs()
            .iter()
            .filter_map(|node| node.as_str().map(str::to_owned))
            .collect(),
        environment: job.environment().map(str::to_owned),
        variables: job
            .get("env")
            .into_iter()
            .flat_map(|env| env.entries())
            .map(|entry| text_at(yaml, entry.key))
            .collect(),
        commands: job
            .steps
            .iter()
            .filter_map(Step::run)
            .flat_map(|run| {
                let source = run.range().slice(text);
                let body = source
                    .strip_prefix(['|', '>'])
                    .map_or(0, |rest| rest.find('\n').map_or(source.len(), |at| at + 2));
                let start = run.range().start + body;
                commands(source.get(body..).unwrap_or(""), start, yaml.lines())
            })
            .collect(),
        uses: job
            .uses()
            .into_iter()
            .chain(job.steps.iter().filter_map(Step::uses))
            .map(|node| text_at(yaml, node))
            .collect(),
    }
}
