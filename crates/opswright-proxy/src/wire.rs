//! What is said over the control socket and kept in the state file: one JSON object a line, one reply a command.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// How long a request waits for a target when the table does not say, in milliseconds.
pub const DEFAULT_HOLD_MS: u64 = 10_000;

/// A command to the proxy. Every command that changes something carries the epoch of the lease under which it is given;
/// the proxy keeps the highest it has seen and refuses lower ones, also after a restart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Serve a service on the listening socket whose descriptor is attached.
    Listen {
        /// Epoch of the caller's lease.
        epoch: u64,
        /// Service that the listener belongs to.
        service: String,
    },
    /// Give duplicates of all listening sockets back.
    Listeners,
    /// Replace the table of a service and wait until every target that left it has drained.
    Swap(Swap),
    /// Close the listeners of a service and forget its table; what is in flight goes on.
    Remove {
        /// Epoch of the caller's lease.
        epoch: u64,
        /// Service to forget.
        service: String,
    },
    /// The tables in force.
    Routes,
    /// The counters since the proxy started.
    Stats,
    /// The counters in Prometheus' text format.
    Metrics,
    /// Stop accepting, leave the path of the control socket to the next generation, drain, exit.
    Retire {
        /// Epoch of the caller's lease.
        epoch: u64,
        /// Longest wait for requests in flight, in milliseconds.
        drain_limit_ms: u64,
    },
    /// Whether the proxy lives, and in what state.
    Ping,
}

/// Replace the table of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// Epoch of the caller's lease.
    pub epoch: u64,
    /// Service whose table is replaced.
    pub service: String,
    /// The new table.
    pub table: Table,
    /// Longest wait for the departed targets, in milliseconds.
    pub drain_limit_ms: u64,
}

/// Where the requests of one service go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Releases that take traffic. Their weights sum to 100; an empty table holds every request.
    pub releases: Vec<ReleaseRoute>,
    /// How long a request waits while no target answers, in milliseconds.
    #[serde(default = "default_hold_ms")]
    pub hold_ms: u64,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            releases: Vec::new(),
            hold_ms: DEFAULT_HOLD_MS,
        }
    }
}

/// A release's share of the requests, and the instances that answer them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRoute {
    /// Release id; unique in its table.
    pub release: String,
    /// Share of the requests in percent, decided per request. A release that falls to 0 has to drain like one that leaves.
    pub weight: u8,
    /// Instances; an instance is unique in its table.
    pub targets: Vec<TargetRoute>,
}

/// One instance of a release.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRoute {
    /// Instance id.
    pub instance: String,
    /// Where it listens.
    pub address: SocketAddr,
}

/// The answer to a command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// The listener is served.
    Listening {
        /// Its local address.
        address: SocketAddr,
    },
    /// The listening sockets; their descriptors are attached in the same order.
    Listeners {
        /// One for each descriptor.
        listeners: Vec<ListenerName>,
    },
    /// The swap or the removal is done.
    Swapped(Drained),
    /// The proxy has stopped accepting and exits now.
    Retired(Drained),
    /// The tables in force.
    Routes(Routes),
    /// The counters.
    Stats(Stats),
    /// The counters as text.
    Metrics {
        /// Prometheus' text format, version 0.0.4.
        text: String,
    },
    /// The proxy lives.
    Pong(Pong),
    /// The command was not carried out; nothing has changed.
    Refused(Refusal),
}

/// A listening socket of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListenerName {
    /// Service that it serves.
    pub service: String,
    /// Its local address.
    pub address: SocketAddr,
}

/// How a drain ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drained {
    /// Whether nothing was left in flight on what departed. Only then may the departed instances be stopped without loss.
    pub drained: bool,
    /// Requests and upgraded connections that were still in flight when the limit passed.
    pub left: u64,
    /// Time from the change to this answer, in milliseconds.
    pub took_ms: u64,
}

/// The tables in force, and the epoch that set them. This is also the content of the state file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routes {
    /// Highest epoch seen.
    pub epoch: u64,
    /// Tables by service.
    pub services: BTreeMap<String, Table>,
}

/// What a living proxy says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pong {
    /// Version of the proxy's program.
    pub version: String,
    /// Process id.
    pub pid: u32,
    /// Highest epoch seen.
    pub epoch: u64,
    /// Time since start, in milliseconds.
    pub since_ms: u64,
    /// Services that have at least one listener, in order.
    pub listening: Vec<String>,
    /// Whether it no longer accepts connections.
    pub retiring: bool,
    /// Why the state on disk could not be used in full, if so.
    pub state_fault: Option<String>,
}

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum Refusal {
    /// The command came from a holder of the lease who has been replaced.
    #[error(
        "the lease's epoch {given} is older than {current}, which the proxy has already served"
    )]
    StaleEpoch {
        /// Epoch of the command.
        given: u64,
        /// Highest epoch seen.
        current: u64,
    },
    /// The table contradicts itself.
    #[error("the table of {service} is wrong: {reason}")]
    WrongTable {
        /// Service of the table.
        service: String,
        /// What is wrong.
        reason: String,
    },
    /// A `listen` came without a usable socket.
    #[error("no listening socket came with the command: {reason}")]
    NoListener {
        /// What is wrong with it.
        reason: String,
    },
    /// No such service.
    #[error("no service is called {service}")]
    UnknownService {
        /// The name asked for.
        service: String,
    },
    /// The state could not be written, so that nothing was changed.
    #[error("the state could not be saved: {reason}")]
    NotSaved {
        /// What the operating system said.
        reason: String,
    },
    /// A later swap took a departed target back before it had drained.
    #[error("a later swap of {service} took the departed targets back")]
    Superseded {
        /// Service of the swap.
        service: String,
    },
    /// The proxy is on its way out.
    #[error("the proxy is retiring")]
    Retiring,
    /// The line was not a command.
    #[error("the command could not be read: {reason}")]
    Unreadable {
        /// Where and why.
        reason: String,
    },
}

/// The counters since the proxy started.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Stats {
    /// Time that the counters cover, in milliseconds. It falls when the proxy was restarted: the counters began anew.
    pub since_ms: u64,
    /// Client connections open now.
    pub connections: u64,
    /// Upper bounds of the latency buckets, in microseconds; a last bucket without bound follows.
    pub latency_bounds_us: Vec<u64>,
    /// Services in order of name.
    pub services: Vec<ServiceStats>,
}

/// Counters of a service.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ServiceStats {
    /// Service name.
    pub service: String,
    /// Requests that wait for a target now.
    pub holding: u64,
    /// Requests that had to wait for a target.
    pub held: u64,
    /// Requests that were answered 503 because no target answered in time.
    pub unanswered: u64,
    /// Requests that were answered 4xx by the proxy itself.
    pub refused: u64,
    /// Releases in order of id, also those that have left the table.
    pub releases: Vec<ReleaseStats>,
}

/// Counters of a release: rate, errors, duration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseStats {
    /// Release id.
    pub release: String,
    /// Requests that an instance took: answered, failed or given up by the client.
    pub requests: u64,
    /// Responses by class: 1xx, 2xx, 3xx, 4xx, 5xx.
    pub responses: [u64; 5],
    /// Requests that an instance took and did not answer to the end: reset, cut short or malformed.
    pub failures: u64,
    /// Connections that an instance refused or did not accept in time; the request went elsewhere or waited.
    pub connect_failures: u64,
    /// Requests that the client gave up.
    pub aborted: u64,
    /// Requests and upgraded connections in flight now, departed instances included.
    pub in_flight: u64,
    /// Time from the whole request head to the whole response head, counted by bucket (not cumulated).
    pub latency: Vec<u64>,
    /// Sum of those times, in microseconds.
    pub latency_sum_us: u64,
}

impl ReleaseStats {
    /// Requests that went wrong on the release's side: 5xx responses and failures.
    pub fn errors(&self) -> u64 {
        self.responses[4] + self.failures
    }
}

fn default_hold_ms() -> u64 {
    DEFAULT_HOLD_MS
}
