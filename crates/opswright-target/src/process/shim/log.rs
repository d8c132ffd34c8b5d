//! The log file of an instance: output as it comes, lines of bounded length, rotation by size.
//!
//! The instance must never wait for its log: what cannot be written is dropped and counted, and a line in the log says
//! so as soon as there is room again.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::super::secret::Redactor;
use super::super::settings::LogLimits;
use super::last_lines::LastLines;

/// What marks the place where a line was cut.
const CUT: &[u8] = b" [opswright: the rest of this line is dropped]";

/// The log file of one instance.
pub(crate) struct LogWriter {
    path: PathBuf,
    limits: LogLimits,
    file: File,
    /// Bytes in the current file.
    size: u64,
    /// Whether the file can be rotated: a device cannot.
    is_regular: bool,
    /// Whether what was written last did not end a line.
    is_mid_line: bool,
    /// Bytes of the current line that came so far.
    line_bytes: usize,
    lost: Lost,
    last: LastLines,
}

/// Output that could not be written since the last that could.
#[derive(Default)]
struct Lost {
    lines: u64,
    bytes: u64,
    /// Lines lost in all.
    all_lines: u64,
    reason: String,
}

impl LogWriter {
    /// Opens the log, to go on behind what it holds.
    pub(crate) fn open(
        path: &Path,
        limits: LogLimits,
        redactor: Redactor,
    ) -> std::io::Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = open(path)?;
        let metadata = file.metadata()?;
        Ok(Self {
            path: path.to_owned(),
            limits,
            size: metadata.len(),
            is_regular: metadata.is_file(),
            file,
            is_mid_line: false,
            line_bytes: 0,
            lost: Lost::default(),
            last: LastLines::new(redactor),
        })
    }

    /// Takes output as it came from the pipe.
    pub(crate) fn write(&mut self, output: &[u8]) {
        let mut kept = Vec::with_capacity(output.len());
        for piece in output.split_inclusive(|byte| *byte == b'\n') {
            self.bound_line(piece, &mut kept);
        }
        self.last.take(&kept);
        self.rotate_if_full(&mut kept);
        self.append(&kept);
    }

    /// The last lines of output, without secrets.
    pub(crate) fn last_lines(&self) -> Vec<String> {
        self.last.shown()
    }

    /// Lines that could not be written.
    pub(crate) fn lost_lines(&self) -> u64 {
        self.lost.all_lines
    }

    /// Adds a piece of a line, bounded by the longest line allowed.
    fn bound_line(&mut self, piece: &[u8], kept: &mut Vec<u8>) {
        let (text, end) = match piece.split_last() {
            Some((b'\n', text)) => (text, true),
            _ => (piece, false),
        };
        let longest = self.limits.line_bytes;
        let room = longest.saturating_sub(self.line_bytes);
        kept.extend_from_slice(text.get(..room).unwrap_or(text));
        let was_whole = self.line_bytes <= longest;
        self.line_bytes = self.line_bytes.saturating_add(text.len());
        if was_whole && self.line_bytes > longest {
            kept.extend_from_slice(CUT);
        }
        if end {
            kept.push(b'\n');
            self.line_bytes = 0;
        }
    }

    /// Ends the current file at a line's end once it is full, writing the rest of that line from the output.
    fn rotate_if_full(&mut self, output: &mut Vec<u8>) {
        if !self.is_regular || self.size < self.limits.file_bytes {
            return;
        }
        if self.is_mid_line {
            let Some(end) = output.iter().position(|byte| *byte == b'\n') else {
                return;
            };
            let rest = output.split_off(end + 1);
            self.append(output);
            *output = rest;
        }
        if let Err(error) = self.rotate() {
            // The next attempt comes after as much output again; until then the file just grows.
            self.size = 0;
            self.note(&format!("the log cannot be rotated: {error}"));
        }
    }

    fn rotate(&mut self) -> std::io::Result<()> {
        if self.limits.files == 0 {
            self.file.set_len(0)?;
        } else {
            for number in (1..self.limits.files).rev() {
                rename_if_there(
                    &rotated(&self.path, number),
                    &rotated(&self.path, number + 1),
                )?;
            }
            rename_if_there(&self.path, &rotated(&self.path, 1))?;
            self.file = open(&self.path)?;
        }
        self.size = 0;
        Ok(())
    }

    /// Writes to the file, or counts as lost.
    fn append(&mut self, output: &[u8]) {
        if output.is_empty() {
            return;
        }
        if self.lost.bytes > 0 && !self.report_loss() {
            self.lose(output);
            return;
        }
        if let Err((written, reason)) = self.put(output) {
            self.lost.reason = reason;
            self.lose(output.get(written..).unwrap_or_default());
        }
    }

    fn lose(&mut self, output: &[u8]) {
        let ends = output.split(|byte| *byte == b'\n').skip(1).count() as u64;
        self.lost.bytes += output.len() as u64;
        self.lost.lines += ends;
        self.lost.all_lines += ends;
    }

    /// Says in the log what is missing from it; false while that cannot be written either.
    fn report_loss(&mut self) -> bool {
        let Lost {
            lines,
            bytes,
            reason,
            ..
        } = &self.lost;
        let said = self.note(&format!(
            "{lines} lines ({bytes} bytes) are missing here: {reason}"
        ));
        if said {
            self.lost = Lost {
                all_lines: self.lost.all_lines,
                ..Lost::default()
            };
        }
        said
    }

    /// Writes a line of the shim's own.
    fn note(&mut self, text: &str) -> bool {
        let start = if self.is_mid_line { "\n" } else { "" };
        self.put(format!("{start}opswright: {text}\n").as_bytes())
            .is_ok()
    }

    /// Writes all of it, or tells how much was written and why not the rest.
    fn put(&mut self, bytes: &[u8]) -> Result<(), (usize, String)> {
        let mut written = 0;
        while let Some(rest) = bytes.get(written..).filter(|rest| !rest.is_empty()) {
            match self.file.write(rest) {
                Ok(0) => return Err((written, "nothing can be written".to_owned())),
                Ok(count) => {
                    written += count;
                    self.size += count as u64;
                    self.is_mid_line = bytes.get(written - 1) != Some(&b'\n');
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err((written, error.to_string())),
            }
        }
        Ok(())
    }
}

/// The path of a rotated log file: the higher the number, the older.
fn rotated(path: &Path, number: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number}"));
    PathBuf::from(name)
}

fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)
}

fn rename_if_there(from: &Path, to: &Path) -> std::io::Result<()> {
    match std::fs::rename(from, to) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer(directory: &Path, file_bytes: u64, line_bytes: usize) -> LogWriter {
        let limits = LogLimits {
            file_bytes,
            files: 2,
            line_bytes,
        };
        LogWriter::open(&directory.join("log"), limits, Redactor::default()).expect("opens")
    }

    fn text(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap_or_default()
    }

    #[test]
    fn long_lines_are_cut_wherever_they_are_split() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut log = writer(directory.path(), 1 << 20, 4);
        for piece in ["ab", "cd\nef", "gh", "ij", "kl\n", "mnopq\nr\nstu"] {
            log.write(piece.as_bytes());
        }
        let cut = " [opswright: the rest of this line is dropped]";
        let expected = format!("abcd\nefgh{cut}\nmnop{cut}\nr\nstu");
        assert_eq!(text(&directory.path().join("log")), expected);
    }

    #[test]
    fn rotation_never_splits_a_line_and_keeps_as_many_files_as_asked() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut log = writer(directory.path(), 10, 100);
        for piece in [
            "first li",
            "ne A\nsecond",
            " B\n",
            "third line C\n",
            "fourth D\n",
            "fifth, E\n",
            "sixth, F\n",
        ] {
            log.write(piece.as_bytes());
        }
        let path = directory.path().join("log");
        assert_eq!(text(&path), "sixth, F\n");
        assert_eq!(text(&rotated(&path, 1)), "fourth D\nfifth, E\n");
        assert_eq!(text(&rotated(&path, 2)), "third line C\n");
        assert!(!rotated(&path, 3).exists());
    }

    #[test]
    fn a_full_disk_loses_lines_but_not_the_last_ones() {
        let full = Path::new("/dev/full");
        let limits = LogLimits::default();
        let mut log = LogWriter::open(full, limits, Redactor::default()).expect("opens");
        log.write(b"one\ntwo\n");
        log.write(b"three\n");
        assert_eq!(log.lost_lines(), 3);
        assert_eq!(log.last_lines(), ["one", "two", "three"]);
    }

    #[test]
    fn what_was_lost_is_said_once_there_is_room() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut log = writer(directory.path(), 1 << 20, 100);
        log.write(b"before\nhal");
        let full = OpenOptions::new().write(true).open("/dev/full");
        let good = std::mem::replace(&mut log.file, full.expect("a device"));
        log.write(b"f\nlost\n");
        log.file = good;
        log.write(b"after\n");
        log.write(b"all is well\n");
        let note =
            "opswright: 2 lines (7 bytes) are missing here: No space left on device (os error 28)";
        let expected = format!("before\nhal\n{note}\nafter\nall is well\n");
        assert_eq!(text(&directory.path().join("log")), expected);
        assert_eq!(log.lost_lines(), 2);
    }
}
