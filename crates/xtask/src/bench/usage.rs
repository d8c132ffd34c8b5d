//! CPU time and memory of a process and its children, from /proc.

use std::fs;
use std::time::Duration;

use anyhow::Context as _;

/// What a process and its children have used.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Usage {
    /// Time on a processor, in user and in system mode.
    pub(crate) cpu: Duration,
    /// Memory in MiB; what several processes share is divided between them.
    pub(crate) memory_mb: f64,
}

impl Usage {
    pub(crate) fn of(id: u32) -> anyhow::Result<Self> {
        let mut usage = Self::default();
        usage
            .add(id)
            .with_context(|| format!("failed to read the usage of process {id}"))?;
        Ok(usage)
    }

    fn add(&mut self, id: u32) -> anyhow::Result<()> {
        for task in fs::read_dir(format!("/proc/{id}/task"))? {
            let task = task?.path();
            self.cpu += on_processor(&fs::read_to_string(task.join("schedstat"))?);
            for child in fs::read_to_string(task.join("children"))?.split_whitespace() {
                self.add(child.parse()?)?;
            }
        }
        self.memory_mb += memory_mb(&fs::read_to_string(format!("/proc/{id}/smaps_rollup"))?);
        Ok(())
    }
}

/// The first field of schedstat: nanoseconds on a processor.
fn on_processor(text: &str) -> Duration {
    let nanos = text
        .split_whitespace()
        .next()
        .and_then(|field| field.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

/// The proportional set size, from the sum over all mappings.
fn memory_mb(text: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kibibytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kibibytes.unwrap_or_default() / 1024.0
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{memory_mb, on_processor};

    #[test]
    fn the_fields_of_proc_are_read() {
        assert_eq!(
            on_processor("1500000 2000 7\n"),
            Duration::from_micros(1500)
        );
        assert_eq!(on_processor(""), Duration::ZERO);
        let text = "00400000-7fff ---p 00000000 00:00 0 [rollup]\nRss:  900 kB\nPss:     512 kB\nPss_Anon: 1 kB\n";
        assert!((memory_mb(text) - 0.5).abs() < 1e-9);
    }
}
