//! What a rule is.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::Dockerfile;
use opswright_hcl::Body;
use opswright_project::monitoring::{Dashboard, Routing, RuleFile};
use opswright_project::terraform::Terraform;
use opswright_project::workflow::Workflow;
use opswright_project::{Graph, Parsed, Setting, Syntax, Variables};
use opswright_yaml::{Node, Yaml};

use crate::actions::Fault;
use crate::asked::Asked;
use crate::migration::MigrationFile;
use crate::report::Report;
use crate::rules::kubernetes::together::Together;
use crate::rules::terraform::needs::Needs;
use crate::secret_text::SecretText;
use crate::shell::Shell;
use crate::view::{ComposeFile, KubernetesFile, View};

/// Whether findings of a rule can be fixed by `--fix`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixability {
    /// Never.
    No,
    /// Where there is a fix, it may be applied unread.
    Safe,
    /// Only on request.
    Unsafe,
    /// Some findings safely, others on request.
    Mixed,
}

impl Fixability {
    /// As rule pages say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::No => "no fix",
            Self::Safe => "safe fix",
            Self::Unsafe => "unsafe fix",
            Self::Mixed => "safe or unsafe fix",
        }
    }
}

/// Who wants to hear of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// Everyone.
    Default,
    /// Who holds a repository to more than is usual.
    Strict,
    /// Who cares for form; off by default.
    Style,
}

impl Profile {
    /// As settings and pages write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Strict => "strict",
            Self::Style => "style",
        }
    }
}

/// One fault that `check` knows.
#[derive(Debug)]
pub struct Rule {
    /// Its name; reads well after "allow".
    pub name: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// How sure they are.
    pub confidence: Confidence,
    /// Whether they can be fixed.
    pub fix: Fixability,
    /// The profile that it is in.
    pub profile: Profile,
    /// Its page: what `explain` prints, and the cases that test it.
    pub docs: &'static str,
    /// What it looks at.
    pub(crate) run: &'static [Run],
}

/// What a rule looks at, and how.
#[derive(Debug)]
pub(crate) enum Run {
    Dockerfile(fn(&Dockerfile, &mut Report<'_>)),
    Compose(fn(&ComposeFile<'_>, &mut Report<'_>)),
    Workflow(fn(&Workflow<'_>, &mut Report<'_>)),
    /// The steps of a composite action, as those of one job.
    Action(fn(&Workflow<'_>, &mut Report<'_>)),
    /// A fault that the walk over workflows, actions and settings of Dependabot finds.
    Found(Fault),
    Terraform(fn(&Terraform<'_>, &mut Report<'_>)),
    /// Resources whose settings a table knows.
    Resources(&'static Needs),
    TerraformValues(fn(&Body, &mut Report<'_>)),
    PulumiProject(fn(&Yaml, &mut Report<'_>)),
    PulumiStack(fn(&Yaml, &mut Report<'_>)),
    /// Any HCL file.
    Hcl(fn(&Body, &mut Report<'_>)),
    Migration(fn(&MigrationFile<'_>, &mut Report<'_>)),
    /// Rules of Prometheus, in a file or in an object.
    Rules(fn(&RuleFile<'_>, &mut Report<'_>)),
    /// A query of a rule or of a dashboard that can be read.
    Query(fn(&Asked<'_>, &mut Report<'_>)),
    /// A query that cannot be read, and those that can.
    AnyQuery(fn(&Asked<'_>, &mut Report<'_>)),
    /// A configuration of Prometheus.
    Prometheus(fn(&Yaml, &mut Report<'_>)),
    Alertmanager(fn(&Routing<'_>, &mut Report<'_>)),
    Dashboard(fn(&Dashboard<'_>, &mut Report<'_>)),
    Kubernetes(fn(&KubernetesFile<'_>, &mut Report<'_>)),
    Kustomization(fn(Node<'_>, &mut Report<'_>)),
    HelmChart(fn(Node<'_>, &mut Report<'_>)),
    HelmValues(fn(Node<'_>, &mut Report<'_>)),
    /// A file of variables.
    Variables(fn(&Variables, &mut Report<'_>)),
    /// `opswright.toml`.
    Settings(fn(&[Setting], &mut Report<'_>)),
    /// The secrets in any text; run behind all rules of formats.
    Secrets(fn(&SecretText<'_>, &mut Report<'_>)),
    /// Any YAML or JSON file.
    Yaml(fn(&Yaml, &mut Report<'_>)),
    /// Each shell script of any file.
    Shell(fn(&Shell<'_>, &mut Report<'_>)),
    Graph(fn(&Graph<'_>, &mut Report<'_>)),
    /// The objects of all manifests together.
    Manifests(fn(&Together<'_>, &mut Report<'_>)),
    /// The checking itself reports it.
    Reading,
}

impl Run {
    /// Looks at a file, if it is of the format that this looks at.
    pub(crate) fn look(&self, view: &View<'_>, parsed: &Parsed, report: &mut Report<'_>) {
        match (self, view) {
            (Self::Dockerfile(run), View::Dockerfile(file)) => run(file, report),
            (Self::Compose(run), View::Compose(file)) => run(file, report),
            (Self::Workflow(run), View::Workflow(file))
            | (Self::Action(run), View::Action(file)) => {
                if let Some(workflow) = &file.workflow {
                    run(workflow, report);
                }
            }
            (
                Self::Found(fault),
                View::Workflow(file) | View::Action(file) | View::Dependabot(file),
            ) => {
                for found in file.found.iter().filter(|found| found.fault == *fault) {
                    found.tell(report);
                }
            }
            (Self::Terraform(run), View::Terraform(file)) => run(file, report),
            (Self::Resources(needs), View::Terraform(file)) => needs.look(file, report),
            (Self::TerraformValues(run), View::TerraformValues(body)) => run(body, report),
            (Self::PulumiProject(run), View::PulumiProject(yaml))
            | (Self::PulumiStack(run), View::PulumiStack(yaml)) => run(yaml, report),
            (Self::Hcl(run), View::Terraform(file)) => run(file.body, report),
            (Self::Hcl(run), View::TerraformValues(body)) => run(body, report),
            (Self::Migration(run), View::Migration(file)) => run(file, report),
            (Self::Rules(run), View::Rules(files)) => {
                for file in *files {
                    run(file, report);
                }
            }
            (Self::Prometheus(run), View::Prometheus(yaml)) => run(yaml, report),
            (Self::Alertmanager(run), View::Alertmanager(routing)) => run(routing, report),
            (Self::Dashboard(run), View::Dashboard(dashboard)) => run(dashboard, report),
            (Self::Kubernetes(run), View::Kubernetes(file)) => run(file, report),
            (Self::Variables(run), View::Variables(variables)) => run(variables, report),
            (Self::Settings(run), View::Settings(settings)) => run(settings, report),
            (Self::Kustomization(run), View::Kustomization(root))
            | (Self::HelmChart(run), View::HelmChart(root))
            | (Self::HelmValues(run), View::HelmValues(root)) => run(*root, report),
            (Self::Yaml(run), _) => {
                if let Syntax::Yaml(yaml) = &parsed.syntax {
                    run(yaml, report);
                }
            }
            _ => {}
        }
    }

    /// Looks at the scripts of a file.
    pub(crate) fn read(&self, shells: &[Shell<'_>], report: &mut Report<'_>) {
        if let Self::Shell(run) = self {
            for shell in shells {
                run(shell, report);
            }
        }
    }

    /// Looks at the queries of a file.
    pub(crate) fn ask(&self, queries: &[Asked<'_>], report: &mut Report<'_>) {
        match self {
            Self::Query(run) => queries
                .iter()
                .filter(|asked| asked.is_sound())
                .for_each(|asked| run(asked, report)),
            Self::AnyQuery(run) => queries.iter().for_each(|asked| run(asked, report)),
            _ => {}
        }
    }
}
