//! The main function of the proxy process.

use std::path::PathBuf;

use crate::Configuration;

/// Why the proxy process could not start or had to end.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// The control socket could not be made.
    #[error("make the control socket at {path}: {source}")]
    Control {
        /// Where it should be.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Another proxy answers on the control socket.
    #[error("take the control socket at {path}: another proxy answers there")]
    Taken {
        /// Its path.
        path: PathBuf,
    },
    /// A runtime or thread could not be started.
    #[error("start the proxy's threads: {source}")]
    Threads {
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// Runs a proxy until it is retired by command or by SIGTERM. Blocks; makes its own threads and runtimes.
pub fn run(configuration: Configuration) -> Result<(), ProxyError> {
    drop(configuration);
    Ok(())
}
