//! What a proxy process is told at its start.

use std::path::PathBuf;
use std::time::Duration;

/// What a proxy process is told at its start; everything else comes over the control socket.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// Where the control socket is made (mode 0600; the path must be shorter than 108 bytes).
    pub control: PathBuf,
    /// Where routes and epoch are kept.
    pub state: PathBuf,
    /// Threads that carry traffic; at least 1.
    pub threads: usize,
    /// Longest wait for requests in flight after SIGTERM.
    pub drain_limit: Duration,
    /// What a client may ask for.
    pub limits: Limits,
}

impl Configuration {
    /// A configuration with the usual threads and limits.
    pub fn new(control: PathBuf, state: PathBuf) -> Self {
        Self {
            control,
            state,
            threads: std::thread::available_parallelism().map_or(1, |count| count.get().min(4)),
            drain_limit: Duration::from_secs(30),
            limits: Limits::default(),
        }
    }
}

/// What a client may ask for, and how long things may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Most header fields of a request; more are answered 431.
    pub headers: usize,
    /// Most bytes of a request head; more are answered 431. At least 8192.
    pub head_bytes: usize,
    /// Longest time from the end of the last answer to the whole head of the next request; then the connection is closed.
    pub head_time: Duration,
    /// Longest time to connect to an instance.
    pub connect_time: Duration,
    /// How long an unused connection to an instance is kept.
    pub idle_time: Duration,
    /// Most requests of a service that wait for a target at once; more are answered 503.
    pub holding: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            headers: 100,
            head_bytes: 64 * 1024,
            head_time: Duration::from_secs(75),
            connect_time: Duration::from_secs(1),
            // Shorter than the keep-alive limit of common servers (2 s and more), so that the proxy closes first.
            idle_time: Duration::from_millis(1500),
            holding: 10_000,
        }
    }
}
