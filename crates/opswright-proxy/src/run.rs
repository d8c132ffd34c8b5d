//! The main function of the proxy process.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use rustix::process::{Resource, Rlimit};
use tokio::signal::unix::{SignalKind, signal};

use crate::Configuration;
use crate::address::ControlAddress;
use crate::control::Control;
use crate::desk::Desk;
use crate::proxy::Proxy;
use crate::state::StateFile;
use crate::worker::Workers;

/// Why the proxy process could not start.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// The control socket could not be made.
    #[error("make the control socket at {path}: {source}")]
    Control {
        /// Where it should be.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Another proxy answers on the control socket.
    #[error("take the control socket at {path}: another proxy answers there")]
    Taken {
        /// Its path.
        path: PathBuf,
    },
    /// A runtime, a thread or the signals could not be had.
    #[error("start the proxy's threads: {source}")]
    Threads {
        /// What the operating system said.
        source: io::Error,
    },
}

/// Runs a proxy until it is retired by command or by SIGTERM. Blocks; makes its own threads and runtimes.
///
/// From the beginning of its retirement its control socket is at `PATH.PID`, so that the next generation can take the
/// path and the listeners while this one drains. What the proxy has to say at its start goes to stderr.
pub fn run(configuration: Configuration) -> Result<(), ProxyError> {
    let threads = |source| ProxyError::Threads { source };
    raise_descriptor_limit();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(threads)?;
    runtime.block_on(async {
        // The socket comes first: while another proxy answers on it, the state is not ours to read.
        let (address, listener) = ControlAddress::bind(&configuration.control).await?;
        let mut terminate = signal(SignalKind::terminate()).map_err(threads)?;
        let proxy = Arc::new(Proxy::new(configuration.limits));
        let workers = Workers::start(configuration.threads.max(1), &proxy).map_err(threads)?;
        let desk = Desk::open(proxy, workers, StateFile::new(configuration.state));
        if let Some(fault) = desk.fault() {
            // Without stderr the fault is still in the reply to `ping`.
            let _ = writeln!(io::stderr(), "proxy: {fault}");
        }
        let control = Control::new(desk, address);
        tokio::select! {
            () = control.serve(&listener) => {}
            _ = terminate.recv() => {
                // Commands are served on: a swap must reach a proxy that drains.
                tokio::select! {
                    () = control.serve(&listener) => {}
                    () = control.retire(configuration.drain_limit) => {}
                }
            }
        }
        control.answered().await;
        control.end();
        Ok(())
    })
}

/// Each request needs two descriptors, and the usual limit of 1024 is for programs that use `select`. If it cannot be
/// raised, the proxy serves with what it has.
fn raise_descriptor_limit() {
    let limit = rustix::process::getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let _ = rustix::process::setrlimit(Resource::Nofile, raised);
}
