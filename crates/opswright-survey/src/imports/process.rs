//! Another process of the same code: it shares everything with the first but its name, kind and start.

use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::{Claims, Ground};

/// Runners of background work, and the words that make a clock of them.
const WORKERS: &[(&str, &[&str])] = &[
    ("celery", &["beat"]),
    ("taskiq", &["scheduler"]),
    ("rq", &[]),
    ("rqworker", &[]),
    ("dramatiq", &[]),
    ("arq", &[]),
    ("huey_consumer", &[]),
    ("huey_consumer.py", &[]),
    ("procrastinate", &[]),
    ("sidekiq", &[]),
    ("graphile-worker", &[]),
];

/// Processes that are read from one file at most.
pub(super) const MOST: usize = 32;

/// Words of a runner that serves pages about the work.
const WATCHERS: &[&str] = &["flower"];

/// `worker` or `cron` where `command` runs background work, by what it runs.
pub(super) fn kind_of(command: &str) -> Option<&'static str> {
    let words: Vec<&str> = command
        .split_whitespace()
        .map(|word| word.rsplit('/').next().unwrap_or(word))
        .collect();
    let (at, (_, clocks)) = words
        .iter()
        .enumerate()
        .take(6)
        .find_map(|(at, word)| Some((at, WORKERS.iter().find(|(name, _)| name == word)?)))?;
    let rest = words.get(at + 1..).unwrap_or(&[]);
    if rest.iter().any(|word| WATCHERS.contains(word)) {
        return None;
    }
    let is_clock = rest.iter().any(|word| clocks.contains(word));
    Some(if is_clock { "cron" } else { "worker" })
}

/// The process `name` of the code of `of`, of the given kind, which `command` starts.
pub(super) fn another(
    of: &Candidate,
    name: &str,
    kind: &str,
    command: &str,
    evidence: &Evidence,
) -> Candidate {
    let mut process = of.clone();
    let declared = |value: &str| {
        let mut claims = Claims::default();
        claims.push(value.to_owned(), Ground::Declared, evidence.clone());
        claims
    };
    process.name = declared(name);
    process.kind = declared(kind);
    process.start = declared(command);
    process.port = Claims::default();
    process.health_path = Claims::default();
    // The first process applies them, before any of them starts.
    process.migrations = Claims::default();
    process.migrate = Claims::default();
    process.raise(Strength::Program);
    process
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn background_work_is_known_by_what_runs_it() {
        for (command, kind) in [
            ("celery --app tasks worker --loglevel info", Some("worker")),
            ("uv run celery -A x beat", Some("cron")),
            ("python -m celery -A x worker", Some("worker")),
            ("taskiq scheduler a:b", Some("cron")),
            ("bundle exec sidekiq", Some("worker")),
            ("celery flower --app tasks", None),
            ("gunicorn app:app", None),
            ("", None),
        ] {
            assert_eq!(kind_of(command), kind, "{command}");
        }
    }
}
