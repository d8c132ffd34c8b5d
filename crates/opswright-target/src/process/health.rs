//! The health gate: probes of one instance until it is healthy, has ended, or its time is over.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::Empty;
use hyper::Request;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::outcome::InstanceState;
use super::tail::tail;
use super::target::ProcessTarget;
use super::{ErrorKind, HealthGate, Healthy, InstanceSpec, TargetError, proc};

/// Lines of the log that become evidence.
const EVIDENCE_LINES: usize = 20;

impl ProcessTarget {
    /// Waits until the instance passes the gate.
    ///
    /// # Errors
    /// It ended (with its exit status and last lines), its time is over (with the last probe and its answer), or somebody
    /// else listens on its port.
    pub async fn await_healthy(
        &self,
        spec: &InstanceSpec,
        gate: &HealthGate,
    ) -> Result<Healthy, TargetError> {
        let began = Instant::now();
        let mut run = Run::default();
        let mut last = "no probe was sent".to_owned();
        loop {
            let state = self.state(&spec.instance);
            if state != Some(InstanceState::Running) {
                return Err(self.ended(spec, state));
            }
            if began.elapsed() > Duration::from_millis(gate.deadline_ms) {
                return Err(never(spec, gate, last));
            }
            let probe = probe(spec.port, gate).await;
            run.count(probe.good);
            last = probe.text;
            if probe.good && self.is_stranger(spec) {
                return Err(stranger(spec));
            }
            if run.passes(gate) {
                return Ok(Healthy {
                    probes: run.probes,
                    after_ms: milliseconds(began),
                    last_probe: last,
                });
            }
            tokio::time::sleep(Duration::from_millis(gate.interval_ms)).await;
        }
    }

    /// Whether the socket that listens on the port is nobody's of this instance. What cannot be read is not held against it.
    fn is_stranger(&self, spec: &InstanceSpec) -> bool {
        let Some(socket) = proc::listener(spec.port) else {
            return false;
        };
        let Some(shim) = self.shim(&spec.instance) else {
            return false;
        };
        let family = proc::descendants(shim.pid);
        let mut files = family
            .keys()
            .filter_map(|pid| proc::open_files(*pid))
            .peekable();
        files.peek().is_some() && !files.any(|files| files.contains(&socket))
    }

    fn ended(&self, spec: &InstanceSpec, state: Option<InstanceState>) -> TargetError {
        let record = self.exit_record(&spec.instance);
        let how = match (&record, state) {
            (Some(record), _) => record.exit.to_string(),
            (None, Some(InstanceState::Exited(exit))) => exit.to_string(),
            _ => "no exit status".to_owned(),
        };
        let lines = match record {
            Some(record) => record.last_lines,
            None => evidence(spec),
        };
        let next = format!("opswright logs --instance {}", spec.instance);
        TargetError::new(
            ErrorKind::CrashedAtStart,
            format!("{} ended before it was healthy: {how}", spec.instance),
            next,
        )
        .with_evidence(lines)
    }
}

/// Good probes in a row.
#[derive(Default)]
struct Run {
    probes: u32,
    good: u32,
    since: Option<Instant>,
}

impl Run {
    fn count(&mut self, good: bool) {
        self.probes += 1;
        if good {
            self.good += 1;
            self.since.get_or_insert_with(Instant::now);
        } else {
            self.good = 0;
            self.since = None;
        }
    }

    fn passes(&self, gate: &HealthGate) -> bool {
        let long_enough = Duration::from_millis(gate.min_healthy_ms);
        self.good >= gate.rise.max(1)
            && self
                .since
                .is_some_and(|since| since.elapsed() >= long_enough)
    }
}

/// One probe and what came of it.
struct Probe {
    good: bool,
    text: String,
}

async fn probe(port: u16, gate: &HealthGate) -> Probe {
    let path = gate.path.as_deref().unwrap_or("/");
    let what = format!("GET http://127.0.0.1:{port}{path}");
    let limit = Duration::from_millis(gate.timeout_ms);
    match tokio::time::timeout(limit, status(port, path)).await {
        Ok(Ok(status)) => {
            let good = if gate.path.is_some() {
                (200..300).contains(&status)
            } else {
                status < 500
            };
            Probe {
                good,
                text: format!("{what} answered {status}"),
            }
        }
        Ok(Err(why)) => Probe {
            good: false,
            text: format!("{what} had no answer: {why}"),
        },
        Err(_) => Probe {
            good: false,
            text: format!("{what} had no answer within {} ms", gate.timeout_ms),
        },
    }
}

async fn status(port: u16, path: &str) -> Result<u16, String> {
    let stream = TcpStream::connect(("127.0.0.1", port))
        .await
        .map_err(|error| error.to_string())?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| error.to_string())?;
    let driver = tokio::spawn(connection);
    let request = Request::get(path)
        .header("host", format!("127.0.0.1:{port}"))
        .header("user-agent", "opswright")
        .body(Empty::<Bytes>::new())
        .map_err(|error| error.to_string())?;
    let answer = sender
        .send_request(request)
        .await
        .map_err(|error| error.to_string());
    driver.abort();
    answer.map(|answer| answer.status().as_u16())
}

fn never(spec: &InstanceSpec, gate: &HealthGate, last: String) -> TargetError {
    let reason = format!(
        "{} was not healthy within {} ms",
        spec.instance, gate.deadline_ms
    );
    let next = format!("opswright logs --instance {}", spec.instance);
    TargetError::new(ErrorKind::NeverHealthy, reason, next)
        .with_evidence(std::iter::once(last).chain(evidence(spec)))
}

fn stranger(spec: &InstanceSpec) -> TargetError {
    let reason = format!(
        "another process listens on port {}, which was meant for {}",
        spec.port, spec.instance
    );
    TargetError::new(
        ErrorKind::PortTaken,
        reason,
        "try again: another port will be chosen",
    )
}

/// The last lines of an instance's log, without its secrets.
fn evidence(spec: &InstanceSpec) -> Vec<String> {
    let redactor = spec.redactor();
    let lines = tail(&spec.log, EVIDENCE_LINES).unwrap_or_default();
    lines.iter().map(|line| redactor.redact(line)).collect()
}

/// Milliseconds since `began`.
pub(crate) fn milliseconds(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
}
