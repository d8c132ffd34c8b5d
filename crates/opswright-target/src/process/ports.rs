//! Ports.

use std::collections::BTreeSet;
use std::net::TcpListener;

use super::{ErrorKind, TargetError};

/// A port on which nothing listens and that is not in `taken`.
pub fn reserve_port(taken: &BTreeSet<u16>) -> Result<u16, TargetError> {
    let offset = u16::try_from(std::process::id() % 9000).unwrap_or(0);
    for step in 0..9000_u16 {
        let port = 20_000 + (offset + step * 7) % 9000;
        if !taken.contains(&port) && TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    Err(TargetError::new(
        ErrorKind::PortTaken,
        "find a free port on 127.0.0.1",
        "end processes that listen there",
    ))
}
