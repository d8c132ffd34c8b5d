//! The log of one instance: rotated by size, the last lines kept in memory as evidence.

use std::collections::VecDeque;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::settings::LogLimits;

const KEPT: usize = 50;

pub(crate) struct Log {
    path: PathBuf,
    limits: LogLimits,
    file: Option<File>,
    written: u64,
    last: VecDeque<String>,
    partial: Vec<u8>,
    lost: u64,
}

impl Log {
    pub(crate) fn open(path: &Path, limits: &LogLimits) -> std::io::Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = open(path)?;
        let written = file.metadata()?.len();
        Ok(Self {
            path: path.to_owned(),
            limits: limits.clone(),
            file: Some(file),
            written,
            last: VecDeque::new(),
            partial: Vec::new(),
            lost: 0,
        })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            let room = self.limits.line_bytes.saturating_sub(self.partial.len());
            self.partial
                .extend_from_slice(part.get(..part.len().min(room)).unwrap_or(part));
            if part.ends_with(b"\n") {
                self.line();
            }
        }
    }

    fn line(&mut self) {
        let mut line = std::mem::take(&mut self.partial);
        if !line.ends_with(b"\n") {
            line.push(b'\n');
        }
        self.last
            .push_back(String::from_utf8_lossy(&line).trim_end().to_owned());
        if self.last.len() > KEPT {
            self.last.pop_front();
        }
        if self.written + line.len() as u64 > self.limits.file_bytes {
            self.rotate();
        }
        let done = self
            .file
            .as_mut()
            .is_some_and(|file| file.write_all(&line).is_ok());
        if done {
            self.written += line.len() as u64;
        } else {
            self.lost += 1;
        }
    }

    fn rotate(&mut self) {
        let numbered = |number: u32| {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".{number}"));
            PathBuf::from(name)
        };
        for number in (1..self.limits.files).rev() {
            let _ = std::fs::rename(numbered(number), numbered(number + 1));
        }
        let _ = std::fs::rename(&self.path, numbered(1));
        self.file = open(&self.path).ok();
        self.written = 0;
    }

    pub(crate) fn last(&self) -> &VecDeque<String> {
        &self.last
    }

    pub(crate) fn lost(&self) -> u64 {
        self.lost
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
}
