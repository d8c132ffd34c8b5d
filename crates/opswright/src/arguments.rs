//! What can be typed.

mod check;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use check::{Check, Profile};

/// A senior DevOps engineer in one binary.
#[derive(Debug, Parser)]
#[command(
    name = "opswright",
    version,
    about = "a senior DevOps engineer in one binary: surveys a repository, designs, generates, checks, rolls out, rolls back",
    long_about = None,
    before_help = "example: opswright up        from this repository to a running service, with your approval",
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    /// How results are printed on stdout.
    #[arg(long, global = true, value_enum, default_value = "human")]
    pub(crate) format: Format,
    /// When to colour.
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub(crate) color: Color,
    /// What to do; without a verb: where this repository stands and what comes next.
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// One JSON document with a versioned schema.
    Json,
    /// For `check`: for people, with the page of each rule that found something.
    Full,
    /// For `check`: one line a finding.
    Concise,
    /// For `check`: one JSON object a line and finding.
    JsonLines,
    /// For `check`: workflow annotations.
    Github,
    /// For `check`: SARIF 2.1.0, for code scanning.
    Sarif,
    /// For `check`: GitLab's code quality report.
    Gitlab,
    /// For `check`: `JUnit` XML.
    Junit,
    /// For `check`: Checkstyle XML.
    Checkstyle,
    /// For `check`: reviewdog's diagnostics.
    Rdjson,
    /// For `check`: Sonar's generic issues.
    Sonar,
    /// For `check`: a table for comments on a change.
    Markdown,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Print the facts of a repository, each with its evidence.
    #[command(before_help = "example: opswright survey --format json")]
    Survey(Place),
    /// Decide the infrastructure from facts and answers, and stop for approval (exit 3).
    #[command(before_help = "example: opswright design --scale startup --answer cloud=aws")]
    Design(Design),
    /// Sign the approval of a design with an OpenSSH key.
    #[command(before_help = "example: opswright approve sha256:9b1f04c7 --key ~/.ssh/id_ed25519")]
    Approve(Approve),
    /// Whether a phase is in order and signed; stops with exit 3 until it is.
    #[command(subcommand, before_help = "example: opswright gate pipeline")]
    Gate(Gate),
    /// Write Dockerfile, Compose and workflows from the approved design; a person's edits survive.
    #[command(before_help = "example: opswright generate --dry-run")]
    Generate(Generate),
    /// Report faults in Dockerfiles, Compose files and workflows.
    #[command(before_help = "example: opswright check --fix")]
    Check(Check),
    /// Explain a rule of `check`.
    #[command(before_help = "example: opswright explain unpinned-base-image")]
    Explain(Explain),
    /// The whole way locally: survey, design, approve, generate, check, build, run behind the proxy.
    #[command(before_help = "example: opswright up examples/shop --approve-local")]
    Up(Up),
    /// Roll a release out to an environment.
    #[command(before_help = "example: opswright deploy --env local --release 4f2a91c07e11")]
    Deploy(Deploy),
    /// Go back to the release before, or to the one named.
    #[command(before_help = "example: opswright rollback")]
    Rollback(Rollback),
    /// What runs here.
    #[command(before_help = "example: opswright status --format json")]
    Status(Place),
    /// What the instances printed.
    #[command(before_help = "example: opswright logs --lines 100")]
    Logs(Logs),
    /// The releases that are kept on this machine.
    #[command(before_help = "example: opswright releases")]
    Releases(Place),
    /// What is missing on this machine, and how to get it.
    #[command(before_help = "example: opswright doctor")]
    Doctor(Place),
    /// Stop and remove everything that Opswright started for this repository.
    #[command(before_help = "example: opswright down")]
    Down(Down),
    /// The journal: every intent and every outcome.
    #[command(before_help = "example: opswright audit --lines 50")]
    Audit(Audit),
    /// Run the supervisor of one project.
    #[command(hide = true)]
    Supervise(Place),
    /// Run the proxy of one project.
    #[command(hide = true)]
    Proxy(Proxy),
    /// Hold one instance.
    #[command(hide = true)]
    Shim,
    /// Become the process of an instance.
    #[command(hide = true)]
    Launch,
    /// Print the reference of all commands as Markdown.
    #[command(hide = true)]
    HelpMarkdown,
}

/// `gate`.
#[derive(Debug, Subcommand)]
pub(crate) enum Gate {
    /// The generated files: each there, without findings, and signed as it is.
    #[command(before_help = "example: opswright gate pipeline")]
    Pipeline(Place),
}

/// Which repository.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// Folder of the repository.
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) directory: PathBuf,
}

/// What a design is decided from, beside the facts.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Answers {
    /// How many people use it: hobby, startup, growth, enterprise.
    #[arg(long, value_name = "SCALE")]
    pub(crate) scale: Option<String>,
    /// Regimes to satisfy, separated by commas: soc2, gdpr, hipaa, pci, fedramp, airgap.
    #[arg(long, value_name = "LIST")]
    pub(crate) compliance: Option<String>,
    /// Answer to an open question; may be repeated.
    #[arg(long = "answer", value_name = "KEY=VALUE")]
    pub(crate) pairs: Vec<String>,
}

/// `design`.
#[derive(Debug, Args)]
pub(crate) struct Design {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) answers: Answers,
}

/// `approve`.
#[derive(Debug, Args)]
pub(crate) struct Approve {
    /// Digest of the design, or its first eight digits at least.
    #[arg(value_name = "DIGEST", required_unless_present = "init")]
    pub(crate) digest: Option<String>,
    /// Folder of the repository.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Make the first signer and policy by a signed, self-approved statement.
    #[arg(long)]
    pub(crate) init: bool,
    /// Private OpenSSH key (ed25519); default: `~/.ssh/id_ed25519`.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// Who approves, as in the allowed signers; default: git's user.email, else the login name.
    #[arg(long = "as", value_name = "WHO")]
    pub(crate) who: Option<String>,
    /// How long the approval holds, in hours; default: the policy's.
    #[arg(long, value_name = "HOURS")]
    pub(crate) expires: Option<u64>,
}

/// `generate`.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Name of the rule.
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
}

/// How a rollout goes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Pace {
    /// Longest wait for a new instance to become healthy, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0)]
    pub(crate) health_timeout: f64,
    /// How long the old release is kept and the new one judged after the swap, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 3.0)]
    pub(crate) bake: f64,
    /// Longest wait for requests in flight on the old release, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0)]
    pub(crate) drain: f64,
}

/// Values that only a person knows.
#[derive(Debug, Clone, Args)]
pub(crate) struct Values {
    /// Address of a resource that Opswright does not start (`db=postgresql://...`); kept for the next time, never printed.
    #[arg(long = "resource", value_name = "NAME=URL")]
    pub(crate) resources: Vec<String>,
    /// Value of a variable (`LOG_LEVEL=debug`).
    #[arg(long = "variable", value_name = "NAME=VALUE")]
    pub(crate) variables: Vec<String>,
}

/// `up`.
#[derive(Debug, Args)]
pub(crate) struct Up {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// Approve the design for the environment `local` without asking; recorded as such.
    #[arg(long)]
    pub(crate) approve_local: bool,
    /// Port to offer the service on, instead of the design's.
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// Instances of each workload.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) instances: u16,
    #[command(flatten)]
    pub(crate) values: Values,
    #[command(flatten)]
    pub(crate) pace: Pace,
}

/// `deploy`.
#[derive(Debug, Args)]
pub(crate) struct Deploy {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Environment.
    #[arg(long = "env", value_name = "NAME", default_value = "local")]
    pub(crate) environment: String,
    /// A release that is kept here, by digest; default: build the work tree.
    #[arg(long, value_name = "DIGEST")]
    pub(crate) release: Option<String>,
    /// An image by digest, for targets that run images.
    #[arg(long, value_name = "IMAGE@DIGEST", conflicts_with = "release")]
    pub(crate) image: Option<String>,
    /// Workload, where there is more than one.
    #[arg(long, value_name = "NAME")]
    pub(crate) workload: Option<String>,
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// Port to offer the service on, instead of the design's.
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// Instances of each workload.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) instances: u16,
    #[command(flatten)]
    pub(crate) values: Values,
    #[command(flatten)]
    pub(crate) pace: Pace,
}

/// `rollback`.
#[derive(Debug, Args)]
pub(crate) struct Rollback {
    /// Release to go back to; default: the one before the current.
    #[arg(value_name = "RELEASE")]
    pub(crate) release: Option<String>,
    /// Folder of the repository.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Environment.
    #[arg(long = "env", value_name = "NAME", default_value = "local")]
    pub(crate) environment: String,
    /// Workload, where there is more than one.
    #[arg(long, value_name = "NAME")]
    pub(crate) workload: Option<String>,
    #[command(flatten)]
    pub(crate) pace: Pace,
}

/// `logs`.
#[derive(Debug, Args)]
pub(crate) struct Logs {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Instance; default: those of the current release.
    #[arg(long, value_name = "INSTANCE")]
    pub(crate) instance: Option<String>,
    /// Lines of each.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) lines: usize,
}

/// `down`.
#[derive(Debug, Args)]
pub(crate) struct Down {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Remove releases, logs and kept values too; the journal stays.
    #[arg(long)]
    pub(crate) purge: bool,
}

/// `audit`.
#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Newest entries to show.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) lines: usize,
    /// Check the chain of hashes over the whole journal.
    #[arg(long)]
    pub(crate) verify: bool,
}

/// `proxy`.
#[derive(Debug, Args)]
pub(crate) struct Proxy {
    /// Control socket.
    #[arg(long)]
    pub(crate) control: PathBuf,
    /// Saved routes.
    #[arg(long)]
    pub(crate) state: PathBuf,
}
