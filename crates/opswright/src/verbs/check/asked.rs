//! From what was typed to what the engine is asked.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use opswright_check::Profile;
use opswright_engine::checking::{Asked, Request};
use opswright_engine::failure::{Exit, Failure};

use crate::arguments::{self, Check};

/// The request for one path: a folder, or a file in the folder that its rules look at together with it.
pub(super) fn request(path: &Path, typed: &Check) -> Result<Request, Failure> {
    let (root, only) = if path.is_dir() {
        (path.to_owned(), None)
    } else {
        let (root, file) = place(path, typed.stdin)?;
        (root, Some(file))
    };
    let text = match (&only, typed.stdin) {
        (_, false) => None,
        (Some(_), true) => Some(standard_input()?),
        (None, true) => {
            let reason = "standard input stands for a file, and a folder was named";
            return Err(Failure::new(
                Exit::Usage,
                reason,
                "opswright check --stdin Dockerfile < Dockerfile",
            ));
        }
    };
    Ok(Request {
        root,
        only,
        text,
        since: typed.since.clone(),
        asked: Asked {
            profile: typed.profile.map(|profile| match profile {
                arguments::Profile::Default => Profile::Default,
                arguments::Profile::Strict => Profile::Strict,
                arguments::Profile::Style => Profile::Style,
            }),
            select: typed.select.clone(),
            ignore: typed.ignore.clone(),
            baseline: typed.baseline.clone(),
            without_baseline: typed.no_baseline || typed.write_baseline,
        },
    })
}

/// The root of the file's project, and the file's path from there.
fn place(path: &Path, may_be_missing: bool) -> Result<(PathBuf, String), Failure> {
    let refused = |reason: String| {
        Failure::new(
            Exit::Usage,
            format!("{} cannot be checked", path.display()),
            "opswright check DIR",
        )
        .because(reason)
    };
    if !may_be_missing && !path.is_file() {
        return Err(refused("it is no file and no folder".to_owned()));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder
        .canonicalize()
        .map_err(|error| refused(error.to_string()))?;
    let root = opswright_worktree::project_root(&folder);
    let name = path
        .file_name()
        .ok_or_else(|| refused("it has no name".to_owned()))?;
    let file = folder.join(name);
    let inside = file
        .strip_prefix(&root)
        .map_err(|error| refused(error.to_string()))?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Ok((root, parts.join("/")))
}

fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(opswright_source::Tree::LARGEST_READ + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Failure::new(
                Exit::Usage,
                "standard input cannot be read",
                "opswright check FILE",
            )
            .because(error.to_string())
        })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
