//! A small shop over HTTP/1.1, written with the standard library alone.
//!
//! One thread a connection, keep-alive, no unsafe code. Without a signal handler SIGTERM ends the process at once; whoever
//! runs it takes it out of traffic first.

mod config;
mod metrics;
mod request;
mod response;
mod routes;
mod server;

use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;

use config::{Config, Fault};
use routes::Shop;

fn main() -> ExitCode {
    let config = match Config::from_variables(|name| std::env::var(name).ok()) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("shop: {error}");
            return ExitCode::from(2);
        }
    };
    if config.fault == Some(Fault::Crash) {
        eprintln!("shop: failed to read the price list: prices.json does not exist");
        return ExitCode::FAILURE;
    }
    match listen(&config) {
        Ok(listener) => server::serve(&listener, &Arc::new(Shop::new(config.fault))),
        Err(error) => {
            eprintln!(
                "shop: failed to listen on {}:{}: {error}",
                config.host, config.port
            );
            ExitCode::FAILURE
        }
    }
}

/// Binds and says where, so that a caller who asked for port 0 learns the port.
fn listen(config: &Config) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind((config.host.as_str(), config.port))?;
    println!(
        "shop {} listens on http://{}",
        routes::VERSION,
        listener.local_addr()?
    );
    Ok(listener)
}
