//! The table of all proxies.

use std::fmt::Write as _;

/// One measurement.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sample {
    /// CPU time per request in microseconds.
    pub(crate) cpu_us: f64,
    /// Requests a second.
    pub(crate) rate: f64,
    /// Median time to the whole answer in milliseconds.
    pub(crate) p50_ms: f64,
    /// The time within which 99 of 100 answers came, in milliseconds.
    pub(crate) p99_ms: f64,
    /// Requests that failed.
    pub(crate) failed: u64,
}

/// All measurements of one proxy.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    name: &'static str,
    /// As fast as answers come.
    pub(crate) saturated: Vec<Sample>,
    /// At a fixed rate.
    pub(crate) paced: Vec<Sample>,
    /// Memory after the last measurement, in MiB.
    pub(crate) memory_mb: f64,
}

impl Row {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            saturated: Vec::new(),
            paced: Vec::new(),
            memory_mb: 0.0,
        }
    }
}

/// The table as text; medians, and how much CPU the first proxy uses of each other one's.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut text = String::from(
        "proxy        saturated: us/request  spread       requests/s  p99 ms    paced: us/request  p50 ms  p99 ms    MiB  failed\n",
    );
    let own = rows
        .first()
        .map_or(0.0, |row| median(&row.saturated, |sample| sample.cpu_us));
    for row in rows {
        let low = smallest(&row.saturated, |sample| sample.cpu_us);
        let high = -smallest(&row.saturated, |sample| -sample.cpu_us);
        let failed: u64 = row
            .saturated
            .iter()
            .chain(&row.paced)
            .map(|sample| sample.failed)
            .sum();
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "{:<12} {:>21.1}  {low:>5.1}-{high:<5.1} {:>11.0} {:>7.1}  {:>19.1} {:>7.1} {:>7.1} {:>6.1} {failed:>7}",
            row.name,
            median(&row.saturated, |sample| sample.cpu_us),
            median(&row.saturated, |sample| sample.rate),
            median(&row.saturated, |sample| sample.p99_ms),
            median(&row.paced, |sample| sample.cpu_us),
            median(&row.paced, |sample| sample.p50_ms),
            median(&row.paced, |sample| sample.p99_ms),
            row.memory_mb,
        );
    }
    for row in rows.iter().skip(1) {
        let ratio = own / median(&row.saturated, |sample| sample.cpu_us);
        let _ = writeln!(
            text,
            "CPU per request at saturation: {ratio:.2} x {}",
            row.name
        );
    }
    text.truncate(text.trim_end().len());
    text
}

fn median(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> f64 {
    let mut values: Vec<f64> = samples.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn smallest(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> f64 {
    samples
        .iter()
        .map(value)
        .min_by(f64::total_cmp)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Row, Sample, render};

    fn row(name: &'static str, cpu: &[f64]) -> Row {
        let mut row = Row::new(name);
        row.saturated = cpu
            .iter()
            .map(|cpu_us| Sample {
                cpu_us: *cpu_us,
                ..Sample::default()
            })
            .collect();
        row
    }

    #[test]
    fn the_first_proxy_is_compared_with_each_other_one_by_medians() {
        let text = render(&[
            row("opswright", &[30.0, 45.0, 90.0]),
            row("haproxy", &[25.0, 30.0, 31.0]),
        ]);
        assert!(
            text.ends_with("CPU per request at saturation: 1.50 x haproxy"),
            "{text}"
        );
        assert!(text.contains("30.0-90.0"), "{text}");
    }
}
