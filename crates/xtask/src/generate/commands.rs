//! The page of all commands: what the built command says of itself.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use super::Page;

/// Builds the command with the features of the whole workspace, so that nothing is built twice.
pub(super) fn build(root: &Path) -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["build", "--quiet", "--workspace", "--bins"])
        .status()
        .context("failed to start cargo")?;
    if !status.success() {
        bail!("the workspace does not build");
    }
    let own = std::env::current_exe().context("failed to find the folder of built programs")?;
    Ok(own.with_file_name("opswright"))
}

/// The page, from the hidden command that prints it.
pub(super) fn page(binary: &Path) -> anyhow::Result<Page> {
    let output = Command::new(binary)
        .arg("help-markdown")
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("failed to start {}", binary.display()))?;
    if !output.status.success() {
        bail!(
            "`opswright help-markdown` failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let text = String::from_utf8(output.stdout).context("the help is not UTF-8")?;
    Ok(Page::new("commands.md", "`opswright help-markdown`", &text))
}
