//! Building a release: copy the work tree, install, build, keep the artifact, and only then make it complete.
//!
//! The build runs where the release will live, because some ecosystems write absolute paths (a Python environment); only
//! caches live outside. A folder without `release.json` is unfinished and is swept away.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use opswright_target::process::{CommandLine, ProcessTarget, Step, Variable};
use sha2::{Digest, Sha256};

use super::configuration::Configuration;
use super::content::{content, hexadecimal};
use super::store::{Release, ReleaseError};
use crate::layout::{Layout, short};
use crate::wire::WorkloadSpec;

/// Longest time for one command of a build (30 minutes).
const COMMAND_LIMIT_MS: u64 = 30 * 60 * 1000;

/// What a release is built from.
pub struct BuildRequest<'a> {
    /// Where things lie.
    pub layout: &'a Layout,
    /// Runs the commands.
    pub target: &'a ProcessTarget,
    /// The workload.
    pub spec: &'a WorkloadSpec,
    /// Milliseconds since 1970.
    pub now_ms: u64,
    /// Is told of each step, for people.
    pub report: &'a (dyn Fn(&str) + Sync),
}

impl std::fmt::Debug for BuildRequest<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("BuildRequest")
            .field("spec", &self.spec)
            .finish_non_exhaustive()
    }
}

/// The release of the work tree as it is now; nothing is built where it is there already.
pub async fn build(request: &BuildRequest<'_>) -> Result<Release, ReleaseError> {
    let layout = request.layout;
    let tree = opswright_worktree::walk(&layout.root)
        .map_err(|source| storage("read", &layout.root, source))?;
    let content =
        content(&layout.root, &tree).map_err(|source| storage("read", &layout.root, source))?;
    let configuration = Configuration {
        variables: request.spec.variables.clone(),
        secrets: request.spec.secrets.clone(),
    };
    let version = configuration
        .save(layout)
        .map_err(|source| storage("write", &layout.configurations(), source))?;
    let digest = digest(request.spec, &content.digest, &version);
    let mut release = describe(request, &content.digest, &version, &digest);
    if let Ok(existing) = super::store::find(layout, &request.spec.name, &digest) {
        release.created_ms = existing.created_ms;
        release.used_ms = existing.used_ms;
        release.save(layout)?;
        (request.report)(&format!("release {} is built already", short(&digest)));
        return Ok(release);
    }
    let folder = layout.release(&digest);
    let result = fill(request, &content.paths, &folder).await;
    let saved = match result {
        Ok(()) => release.save(layout),
        Err(error) => Err(error),
    };
    if let Err(error) = saved {
        let _ = fs::remove_dir_all(&folder);
        return Err(error);
    }
    Ok(release)
}

fn describe(
    request: &BuildRequest<'_>,
    content: &str,
    configuration: &str,
    digest: &str,
) -> Release {
    Release {
        version: 1,
        digest: digest.to_owned(),
        content: content.to_owned(),
        workload: request.spec.name.clone(),
        path: request.spec.path.clone(),
        start: request.spec.start.clone(),
        health_path: request.spec.health_path.clone(),
        port: request.spec.port,
        instances: request.spec.instances,
        configuration: configuration.to_owned(),
        created_ms: request.now_ms,
        used_ms: 0,
    }
}

/// Digest over everything that decides how the release behaves; the port it is offered on is the route's, not the
/// release's.
fn digest(spec: &WorkloadSpec, content: &str, configuration: &str) -> String {
    let mut hash = Sha256::new();
    let empty = String::new();
    let parts = [
        "opswright/release@1",
        content,
        configuration,
        &spec.name,
        &spec.path,
        spec.install.as_ref().unwrap_or(&empty),
        spec.build.as_ref().unwrap_or(&empty),
        &spec.start,
        spec.artifact.as_ref().unwrap_or(&empty),
        spec.health_path.as_ref().unwrap_or(&empty),
    ];
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    format!("sha256:{}", hexadecimal(&hash.finalize()))
}

async fn fill(
    request: &BuildRequest<'_>,
    paths: &[String],
    folder: &Path,
) -> Result<(), ReleaseError> {
    let tree = folder.join("tree");
    (request.report)(&format!("copying {} files", paths.len()));
    let _ = fs::remove_dir_all(folder);
    copy_files(&request.layout.root, paths, &tree)?;
    let directory = if request.spec.path == "." {
        tree
    } else {
        tree.join(&request.spec.path)
    };
    let log = request
        .layout
        .logs()
        .join(format!("build-{}.log", request.spec.name));
    fs::create_dir_all(request.layout.logs()).map_err(|source| storage("write", &log, source))?;
    let target = request
        .layout
        .cache()
        .join(format!("cargo-{}", request.spec.name));
    for command in [&request.spec.install, &request.spec.build]
        .into_iter()
        .flatten()
    {
        (request.report)(&format!("running `{command}`"));
        let step = Step {
            name: "build".to_owned(),
            command: CommandLine::Shell(command.clone()),
            directory: directory.clone(),
            variables: build_variables(request, &target),
            timeout_ms: COMMAND_LIMIT_MS,
            grace_ms: 2_000,
            log: log.clone(),
        };
        request
            .target
            .run_step(&step)
            .await
            .map_err(|error| ReleaseError::Build {
                reason: format!("`{command}` failed: {}", error.reason),
                evidence: error.evidence,
                next: format!(
                    "run `{command}` in {} and mend what it says",
                    place(request)
                ),
            })?;
    }
    keep_artifact(request, &directory, &target)
}

/// A build sees no value of the configuration: those belong to the running process.
fn build_variables(request: &BuildRequest<'_>, target: &Path) -> BTreeMap<String, Variable> {
    [
        ("CARGO_TARGET_DIR", target.display().to_string()),
        ("OPSWRIGHT_INSTANCE", format!("build-{}", request.spec.name)),
        (
            "OPSWRIGHT_PROJECT",
            request.layout.state.display().to_string(),
        ),
        ("CI", "true".to_owned()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), Variable::Config(value)))
    .collect()
}

fn place(request: &BuildRequest<'_>) -> String {
    let root = &request.layout.root;
    if request.spec.path == "." {
        root.display().to_string()
    } else {
        root.join(&request.spec.path).display().to_string()
    }
}

/// Brings what cargo built outside of the release back into it.
fn keep_artifact(
    request: &BuildRequest<'_>,
    directory: &Path,
    target: &Path,
) -> Result<(), ReleaseError> {
    let Some(artifact) = &request.spec.artifact else {
        return Ok(());
    };
    let wanted = directory.join(artifact);
    if wanted.exists() {
        return Ok(());
    }
    let built = match artifact.strip_prefix("target/") {
        Some(rest) => target.join(rest),
        None => wanted.clone(),
    };
    if !built.exists() {
        return Err(ReleaseError::Build {
            reason: format!("the build left no `{artifact}`"),
            evidence: vec![format!("looked at {}", built.display())],
            next: format!(
                "opswright up --answer workload.{}.artifact=PATH",
                request.spec.name
            ),
        });
    }
    copy_file(&built, &wanted).map_err(|source| storage("copy", &wanted, source))
}

fn copy_files(root: &Path, paths: &[String], to: &Path) -> Result<(), ReleaseError> {
    fs::create_dir_all(to).map_err(|source| storage("write", to, source))?;
    for path in paths {
        let target = to.join(path);
        copy_file(&root.join(path), &target).map_err(|source| storage("copy", &target, source))?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(|_| ())
}

fn storage(operation: &'static str, path: &Path, source: io::Error) -> ReleaseError {
    ReleaseError::Storage {
        operation,
        path: PathBuf::from(path),
        source,
    }
}
