//! What is missing on this machine for this project, and how to get it.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use opswright_design::{Design, WorkloadDesign};
use serde::Serialize;

use crate::layout::Layout;

/// Free space that a build and the journal want, in bytes (512 MiB).
const WANTED_SPACE: u64 = 512 * 1024 * 1024;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// What (`cargo`, `port 3000`).
    pub name: String,
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was seen.
    pub seen: String,
    /// What to do, where it is not.
    pub fix: Option<String>,
}

/// The parts of the machine that `doctor` looks at.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Value of `PATH`.
    pub path: String,
    /// The user's home folder.
    pub home: Option<PathBuf>,
}

/// Looks at everything that `up` needs for `design`; also without a design.
pub fn doctor(layout: &Layout, design: Option<&Design>, machine: &Machine) -> Vec<Checked> {
    let mut all = vec![state_folder(layout), space(layout)];
    let workloads = design
        .map(|design| design.workloads.as_slice())
        .unwrap_or_default();
    let mut tools: Vec<&str> = workloads.iter().flat_map(tools_of).collect();
    tools.sort_unstable();
    tools.dedup();
    all.extend(tools.into_iter().map(|tool| program(machine, tool)));
    if crate::client::connect(layout).is_none() {
        all.extend(
            workloads
                .iter()
                .filter_map(|workload| workload.port)
                .map(port),
        );
    }
    all.push(signing_key(machine));
    all
}

fn state_folder(layout: &Layout) -> Checked {
    let probe = layout.state.join(".doctor");
    let written =
        std::fs::create_dir_all(&layout.state).and_then(|()| std::fs::write(&probe, b"probe"));
    let _ = std::fs::remove_file(&probe);
    let shown = layout.state.display().to_string();
    match written {
        Ok(()) => good("state folder", &shown),
        Err(error) => bad(
            "state folder",
            &format!("{shown}: {error}"),
            "set XDG_STATE_HOME to a folder that you can write",
        ),
    }
}

fn space(layout: &Layout) -> Checked {
    let place = layout
        .state
        .ancestors()
        .find(|folder| folder.exists())
        .unwrap_or(Path::new("/"));
    match rustix::fs::statvfs(place) {
        Ok(room) => {
            let free = room.f_bavail.saturating_mul(room.f_frsize);
            let seen = format!("{} MiB free at {}", free / (1024 * 1024), place.display());
            if free >= WANTED_SPACE {
                good("disk space", &seen)
            } else {
                bad(
                    "disk space",
                    &seen,
                    "free some space, or set XDG_STATE_HOME to another disk",
                )
            }
        }
        Err(error) => bad(
            "disk space",
            &error.to_string(),
            "check that the state folder's disk is mounted",
        ),
    }
}

fn tools_of(workload: &WorkloadDesign) -> Vec<&'static str> {
    let manager = workload.package_manager.as_deref();
    match workload.language.as_str() {
        "rust" => vec!["cargo"],
        "go" => vec!["go"],
        "python" => match manager {
            Some("uv") => vec!["uv"],
            Some("poetry") => vec!["poetry"],
            _ => vec!["python3"],
        },
        "javascript" | "typescript" => match manager {
            Some("pnpm") => vec!["node", "pnpm"],
            Some("yarn") => vec!["node", "yarn"],
            Some("bun") => vec!["bun"],
            _ => vec!["node", "npm"],
        },
        _ => Vec::new(),
    }
}

fn program(machine: &Machine, name: &str) -> Checked {
    match find_program(&machine.path, name) {
        Some(path) => good(name, &path.display().to_string()),
        None => bad(name, "not on PATH", install_hint(name)),
    }
}

/// The first executable called `name` on `path`.
pub fn find_program(path: &str, name: &str) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    path.split(':')
        .filter(|folder| !folder.is_empty())
        .map(|folder| Path::new(folder).join(name))
        .find(|candidate| {
            std::fs::metadata(candidate)
                .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
        })
}

fn install_hint(name: &str) -> &'static str {
    match name {
        "cargo" => "install Rust: https://rustup.rs",
        "go" => "install Go: https://go.dev/dl",
        "uv" => "pip install uv",
        "poetry" => "pip install poetry",
        "python3" => "install Python 3, with the venv module",
        "pnpm" => "npm install --global pnpm",
        "yarn" => "npm install --global yarn",
        "bun" => "npm install --global bun",
        _ => "install Node.js: https://nodejs.org",
    }
}

fn port(number: u16) -> Checked {
    let name = format!("port {number}");
    match TcpListener::bind((Ipv4Addr::LOCALHOST, number)) {
        Ok(_) => good(&name, "free"),
        Err(error) => bad(&name, &error.to_string(), "opswright up --port N"),
    }
}

fn signing_key(machine: &Machine) -> Checked {
    let key = machine
        .home
        .as_ref()
        .map(|home| home.join(".ssh/id_ed25519"));
    match key.filter(|key| key.exists()) {
        Some(key) => good("signing key", &key.display().to_string()),
        None => Checked {
            name: "signing key".to_owned(),
            ok: true,
            seen: "none at ~/.ssh/id_ed25519; only environments other than local need one"
                .to_owned(),
            fix: Some("ssh-keygen -t ed25519".to_owned()),
        },
    }
}

fn good(name: &str, seen: &str) -> Checked {
    Checked {
        name: name.to_owned(),
        ok: true,
        seen: seen.to_owned(),
        fix: None,
    }
}

fn bad(name: &str, seen: &str, fix: &str) -> Checked {
    Checked {
        name: name.to_owned(),
        ok: false,
        seen: seen.to_owned(),
        fix: Some(fix.to_owned()),
    }
}
