//! The table of all linters.

use std::fmt::Write as _;

use super::measure::Run;

/// One linter over the files of one format.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The format.
    pub(super) format: &'static str,
    /// The linter.
    pub(super) tool: String,
    /// Whether it is the command of this repository.
    pub(super) is_own: bool,
    /// How many files it was given.
    pub(super) files: usize,
    /// What that took.
    pub(super) run: Run,
    /// Instructions, where they were counted.
    pub(super) instructions: Option<u64>,
}

impl Row {
    /// Milliseconds on a processor for a file, what the start takes included.
    fn per_file(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "some thousand files")]
        let files = self.files.max(1) as f64;
        self.run.cpu.as_secs_f64() * 1e3 / files
    }

    fn millions_per_file(&self) -> String {
        #[expect(clippy::cast_precision_loss, reason = "a rounded figure for people")]
        let millions = |count: u64| format!("{:.2}", count as f64 / 1e6 / self.files.max(1) as f64);
        self.instructions.map_or("-".to_owned(), millions)
    }
}

/// The table as text; the ratio is the own time for a file over that of the linter.
pub(super) fn render(rows: &[Row]) -> String {
    let mut text = String::from(
        "format      tool           files   wall s    CPU s   CPU ms/file   M instr/file      MB    own : tool\n",
    );
    for row in rows {
        let own = rows
            .iter()
            .find(|other| other.is_own && other.format == row.format);
        let ratio = match own {
            Some(own) if !row.is_own => format!("{:.3}", own.per_file() / row.per_file()),
            _ => "-".to_owned(),
        };
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "{:<11} {:<14} {:>5} {:>8.3} {:>8.3} {:>13.3} {:>14} {:>7.0} {:>13}",
            row.format,
            row.tool,
            row.files,
            row.run.wall.as_secs_f64(),
            row.run.cpu.as_secs_f64(),
            row.per_file(),
            row.millions_per_file(),
            row.run.memory_mb,
            ratio
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Row, Run, render};

    #[test]
    fn times_for_a_file_are_compared_whatever_the_number_of_files() {
        let row = |tool: &str, files, milliseconds| Row {
            format: "rules",
            tool: tool.to_owned(),
            is_own: tool == "opswright",
            files,
            run: Run {
                cpu: Duration::from_millis(milliseconds),
                ..Run::default()
            },
            instructions: Some(3_000_000),
        };
        let text = render(&[row("opswright", 100, 50), row("promtool", 10, 20)]);
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            lines[1].ends_with('-') && lines[1].contains(" 0.500 "),
            "{text}"
        );
        assert!(
            lines[2].ends_with("0.250") && lines[2].contains(" 0.30 "),
            "{text}"
        );
    }
}
