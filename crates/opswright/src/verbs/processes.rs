//! The hidden verbs: the processes that Opswright starts of itself.

use std::process::ExitCode;

use opswright_engine::failure::{Exit, Failure};
use opswright_engine::supervisor::{Supervisor, supervise as run_supervisor};

use super::Ended;
use crate::arguments::{Place, Proxy};
use crate::output::Output;
use crate::place;

pub(crate) fn supervise(place: &Place) -> Ended {
    let supervisor = Supervisor {
        layout: place::layout(&place.directory)?,
        executable: place::executable()?,
    };
    run_supervisor(&supervisor)?;
    Ok(Exit::Done)
}

pub(crate) fn proxy(output: Output, proxy: &Proxy) -> Ended {
    // A session of its own: the end of a terminal is not the end of the traffic.
    let _ = rustix::process::setsid();
    let configuration =
        opswright_proxy::Configuration::new(proxy.control.clone(), proxy.state.clone());
    opswright_proxy::run(configuration).map_err(|error| {
        output.say(&error.to_string());
        Failure::new(Exit::Unreachable, "the proxy ended", "opswright status")
            .because(error.to_string())
    })?;
    Ok(Exit::Done)
}

/// The specification comes on standard input, since it carries secrets.
pub(crate) fn shim() -> ExitCode {
    opswright_target::process::shim::run()
}

pub(crate) fn launch() -> ExitCode {
    opswright_target::process::launch::run()
}
