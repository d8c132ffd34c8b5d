//! The supervisor: one process per project that runs rollouts and keeps proxy and instances alive.

mod deploy;
mod driver;
mod http;
mod instances;
mod perform;
mod progress;
mod proxy_keeper;
mod recovery;
mod repair;
mod sampling;
mod serve;
mod world;

pub(crate) use world::now_ms;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use opswright_journal::{Holder, Journal, Lease};
use opswright_target::process::{Cgroups, LogLimits, ProcessTarget, Settings};
use tokio::net::UnixListener;

use crate::crash;
use crate::failure::{Exit, Failure};
use crate::layout::Layout;
use crate::redact::Redactor;
use proxy_keeper::ProxyKeeper;
use world::World;

/// How long the lease may go without renewal; the file lock decides on one machine, so that it only informs.
const LEASE_LIMIT_MS: u64 = 60_000;

/// What a supervisor is started with.
#[derive(Debug, Clone)]
pub struct Supervisor {
    /// Where things lie.
    pub layout: Layout,
    /// The program that proxy and shims are started from.
    pub executable: PathBuf,
}

/// Runs until `down`; returns at once when another supervisor has the lock.
pub fn supervise(supervisor: &Supervisor) -> Result<(), Failure> {
    let _ = rustix::process::setsid();
    let _lock = lock(&supervisor.layout)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| start_failure("make threads", &error.to_string()))?;
    runtime.block_on(run(supervisor))
}

async fn run(supervisor: &Supervisor) -> Result<(), Failure> {
    let layout = &supervisor.layout;
    let journal = open_journal(layout)?;
    let lease = take_lease(&journal)
        .map_err(|error| start_failure("take the lease", &error.to_string()))?;
    let settings = Settings {
        runtime: layout.instances(),
        project: layout.state.display().to_string(),
        epoch: lease.epoch,
        shim_command: vec![
            supervisor.executable.display().to_string(),
            "shim".to_owned(),
        ],
        launch_command: vec![
            supervisor.executable.display().to_string(),
            "launch".to_owned(),
        ],
        cgroups: Cgroups::Detect,
        logs: LogLimits::default(),
    };
    let world = Arc::new(World {
        layout: layout.clone(),
        journal,
        target: ProcessTarget::new(settings),
        proxy: Arc::new(ProxyKeeper::adopt(layout, &supervisor.executable, lease.epoch).await),
        redactor: Redactor::default(),
        placements: Mutex::new(BTreeMap::new()),
        seen: Mutex::default(),
        active: Mutex::new(None),
        changing: tokio::sync::Mutex::new(()),
        wants_repair: tokio::sync::Notify::new(),
        ends: tokio::sync::Notify::new(),
        broken: AtomicBool::new(false),
    });
    recovery::recover(&world).await?;
    tokio::spawn(Arc::clone(&world.proxy).watch());
    tokio::spawn(repair::watch(Arc::clone(&world)));
    tokio::spawn(repair::keep(Arc::clone(&world)));
    let listener = bind(layout)?;
    serve::serve(Arc::clone(&world), listener).await;
    let _ = fs::remove_file(layout.control());
    Ok(())
}

/// The journal of a project, opened by whoever holds its lock.
pub(crate) fn open_journal(layout: &Layout) -> Result<Journal, Failure> {
    Journal::open(&layout.journal())
        .map(crash::armed)
        .map_err(|error| start_failure("open the journal", &error.to_string()))
}

/// A new epoch. Whoever holds S/lock knows that the holder before is dead, so that its lease may be taken over.
fn take_lease(journal: &Journal) -> Result<Lease, opswright_journal::Error> {
    let holder = Holder {
        pid: std::process::id(),
        command: "opswright supervise".to_owned(),
        who: "supervisor".to_owned(),
        since_ms: i64::try_from(now_ms()).unwrap_or(i64::MAX),
    };
    match journal.acquire("supervisor", holder.clone(), LEASE_LIMIT_MS) {
        Err(opswright_journal::Error::Held(seen)) => journal.seize(&seen, holder),
        result => result,
    }
}

/// The control socket is made last: a command that can connect finds a supervisor that has recovered.
fn bind(layout: &Layout) -> Result<UnixListener, Failure> {
    let path = layout.control();
    let _ = fs::remove_file(&path);
    let failed = |error: std::io::Error| {
        start_failure(
            "make the control socket",
            &format!("{}: {error}", path.display()),
        )
    };
    let listener = UnixListener::bind(&path).map_err(failed)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    Ok(listener)
}

/// Holds S/lock for as long as the returned file is open.
pub(crate) fn lock(layout: &Layout) -> Result<fs::File, Failure> {
    let failed = |error: std::io::Error| {
        start_failure("lock", &format!("{}: {error}", layout.lock().display()))
    };
    fs::create_dir_all(&layout.state).map_err(failed)?;
    let file = fs::OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(layout.lock())
        .map_err(failed)?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).map_err(
        |_| {
            Failure::new(
                Exit::Locked,
                "another supervisor runs for this project",
                "opswright status",
            )
        },
    )?;
    Ok(file)
}

fn start_failure(what: &str, error: &str) -> Failure {
    Failure::new(
        Exit::Unreachable,
        format!("the supervisor could not {what}"),
        "opswright doctor",
    )
    .because(error.to_owned())
}
