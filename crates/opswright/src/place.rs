//! Where this run takes place: the project's folders, the user, this program.

use std::path::{Path, PathBuf};

use opswright_engine::failure::{Exit, Failure};
use opswright_engine::layout::Layout;
use opswright_engine::wire::Caller;

/// Folders of the project at `directory`.
pub(crate) fn layout(directory: &Path) -> Result<Layout, Failure> {
    let root = directory.canonicalize().map_err(|error| {
        Failure::new(
            Exit::Usage,
            format!("{} cannot be read", directory.display()),
            "name the folder of a repository",
        )
        .because(error.to_string())
    })?;
    let locations = opswright_worktree::Locations::from_environment();
    let failed = |error: opswright_worktree::LocationError| {
        Failure::new(
            Exit::Usage,
            "the state of this project cannot be kept",
            "opswright doctor",
        )
        .because(error.to_string())
    };
    let state = opswright_worktree::state_dir(&root, &locations).map_err(failed)?;
    let runtime = opswright_worktree::runtime_dir(&root, &locations).map_err(failed)?;
    Ok(Layout {
        root,
        state,
        runtime,
    })
}

/// This program, to start supervisor, proxy and shims from.
pub(crate) fn executable() -> Result<PathBuf, Failure> {
    std::env::current_exe().map_err(|error| {
        Failure::new(
            Exit::Unreachable,
            "this program's own path is not known",
            "opswright doctor",
        )
        .because(error.to_string())
    })
}

/// Who asks, for the journal; values of options that carry secrets are left out.
pub(crate) fn caller() -> Caller {
    let mut words = Vec::new();
    let mut hides_next = false;
    for word in std::env::args().skip(1) {
        if hides_next {
            let name = word.split('=').next().unwrap_or_default();
            words.push(format!("{name}=[secret]"));
            hides_next = false;
        } else if let Some((option, value)) = word
            .split_once('=')
            .filter(|(option, _)| carries_secret(option))
        {
            let name = value.split('=').next().unwrap_or_default();
            words.push(format!("{option}={name}=[secret]"));
        } else {
            hides_next = carries_secret(&word);
            words.push(word);
        }
    }
    Caller {
        pid: std::process::id(),
        command: format!("opswright {}", words.join(" ")),
        user: user(),
    }
}

fn carries_secret(option: &str) -> bool {
    matches!(option, "--resource" | "--variable")
}

/// Login name, for records.
pub(crate) fn user() -> String {
    std::env::var("USER")
        .or_else(|_| std::env::var("LOGNAME"))
        .unwrap_or_else(|_| format!("uid {}", rustix::process::getuid().as_raw()))
}
