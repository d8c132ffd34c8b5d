//! The directory of one instance in the runtime directory: its records, its epoch, its control socket.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::wire::{ExitRecord, InstanceRecord};

const INSTANCE: &str = "instance.json";
const EXIT: &str = "exit.json";
const EPOCH: &str = "epoch";
const CONTROL: &str = "control";
const ERRORS: &str = "shim.err";

/// The directory of one instance. It exists as long as the instance is known to this machine.
#[derive(Debug, Clone)]
pub(crate) struct InstanceDirectory {
    path: PathBuf,
}

impl InstanceDirectory {
    /// The directory of this instance below the runtime directory, whether it exists or not.
    pub(crate) fn new(runtime: &Path, instance: &str) -> Self {
        Self::at(runtime.join(instance))
    }

    /// The directory at this path.
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The names of all instances below the runtime directory, in order.
    pub(crate) fn names(runtime: &Path) -> std::io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(runtime) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir()
                && let Ok(name) = entry.file_name().into_string()
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn exists(&self) -> bool {
        self.path.is_dir()
    }

    /// Creates it, readable by its owner alone, and the runtime directory where that is missing.
    pub(crate) fn create(&self) -> std::io::Result<()> {
        let mut builder = std::fs::DirBuilder::new();
        builder.mode(0o700).recursive(true).create(&self.path)
    }

    /// Removes it with all it holds; not found is done.
    pub(crate) fn remove(&self) -> std::io::Result<()> {
        match std::fs::remove_dir_all(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The shim's control socket.
    pub(crate) fn control(&self) -> PathBuf {
        self.path.join(CONTROL)
    }

    /// What the shim said when it could not go on.
    pub(crate) fn errors(&self) -> PathBuf {
        self.path.join(ERRORS)
    }

    pub(crate) fn instance(&self) -> std::io::Result<Option<InstanceRecord>> {
        read(&self.path.join(INSTANCE))
    }

    pub(crate) fn write_instance(&self, record: &InstanceRecord) -> std::io::Result<()> {
        write(&self.path, INSTANCE, record)
    }

    pub(crate) fn exit(&self) -> std::io::Result<Option<ExitRecord>> {
        read(&self.path.join(EXIT))
    }

    pub(crate) fn write_exit(&self, record: &ExitRecord) -> std::io::Result<()> {
        write(&self.path, EXIT, record)
    }

    /// The highest epoch under which a command was obeyed.
    pub(crate) fn epoch(&self) -> std::io::Result<u64> {
        Ok(read(&self.path.join(EPOCH))?.unwrap_or(0))
    }

    pub(crate) fn write_epoch(&self, epoch: u64) -> std::io::Result<()> {
        write(&self.path, EPOCH, &epoch)
    }
}

/// Reads a record; none when there is no such file.
fn read<T: DeserializeOwned>(path: &Path) -> std::io::Result<Option<T>> {
    match std::fs::read(path) {
        Ok(bytes) => super::wire::parse(&bytes).map(Some),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Writes a record so that a reader sees either the whole of it or what was there before, even after a power cut.
fn write<T: Serialize>(directory: &Path, name: &str, record: &T) -> std::io::Result<()> {
    let draft = directory.join(format!("{name}.new"));
    let written = write_draft(&draft, &super::wire::line(record))
        .and_then(|()| std::fs::rename(&draft, directory.join(name)))
        .and_then(|()| std::fs::File::open(directory)?.sync_all());
    if written.is_err() {
        // A draft that stays would only take up the space that is missing.
        let _ = std::fs::remove_file(&draft);
    }
    written
}

fn write_draft(draft: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(draft)?;
    file.write_all(bytes)?;
    file.sync_all()
}
