//! The example shop as a repository of its own, in two versions.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

/// Copies the example into an empty folder.
pub(crate) fn copy(to: &Path) -> anyhow::Result<()> {
    let from = crate::repository::root().join("examples").join("shop");
    copy_folder(&from, to).with_context(|| format!("failed to copy {}", from.display()))
}

/// Makes it another version, which answers with its number.
pub(crate) fn change(project: &Path) -> anyhow::Result<()> {
    for name in ["Cargo.toml", "Cargo.lock"] {
        let path = project.join(name);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("failed to read {}", path.display()))?;
        let changed = text.replace("version = \"1.0.0\"", "version = \"1.0.1\"");
        if changed == text {
            bail!("{} does not name version 1.0.0", path.display());
        }
        fs::write(&path, changed)?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        // Neither build results nor what an earlier run has left.
        if name == "target" || name == ".opswright" {
            continue;
        }
        let target = to.join(&name);
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
