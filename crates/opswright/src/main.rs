//! The command: arguments, terminal, exit codes.

#![expect(
    clippy::disallowed_methods,
    reason = "the command reads its environment and the terminal"
)]

mod arguments;
mod output;
mod place;
mod verbs;

use std::process::ExitCode;

use clap::Parser as _;
use opswright_engine::crash::CrashAt;

use arguments::{Arguments, Verb};
use output::Output;

/// Where a debug build ends or stops itself, for tests of recovery.
const CRASH: &str = "OPSWRIGHT_CRASH_AT";

fn main() -> ExitCode {
    if let Some(crash) = std::env::var(CRASH)
        .ok()
        .as_deref()
        .and_then(CrashAt::parse)
    {
        crash.arm();
    }
    let arguments = Arguments::parse();
    let output = Output::new(&arguments);
    let result = match arguments.verb {
        None => verbs::stand::run(output),
        Some(Verb::Survey(place)) => verbs::survey::run(output, &place),
        Some(Verb::Design(design)) => verbs::design::run(output, &design),
        Some(Verb::Approve(approve)) => verbs::approve::run(output, &approve),
        Some(Verb::Gate(gate)) => verbs::gate::run(output, &gate),
        Some(Verb::Generate(generate)) => verbs::generate::run(output, &generate),
        Some(Verb::Check(check)) => verbs::check::run(output, &check),
        Some(Verb::Explain(explain)) => verbs::explain::run(output, &explain),
        Some(Verb::Up(up)) => verbs::up::run(output, &up),
        Some(Verb::Deploy(deploy)) => verbs::deploy::run(output, &deploy),
        Some(Verb::Rollback(rollback)) => verbs::rollback::run(output, &rollback),
        Some(Verb::Status(place)) => verbs::status::run(output, &place),
        Some(Verb::Logs(logs)) => verbs::logs::run(output, &logs),
        Some(Verb::Releases(place)) => verbs::releases::run(output, &place),
        Some(Verb::Doctor(place)) => verbs::doctor::run(output, &place),
        Some(Verb::Down(down)) => verbs::down::run(output, &down),
        Some(Verb::Audit(audit)) => verbs::audit::run(output, &audit),
        Some(Verb::Supervise(place)) => verbs::processes::supervise(&place),
        Some(Verb::Proxy(proxy)) => verbs::processes::proxy(output, &proxy),
        Some(Verb::Shim) => return verbs::processes::shim(),
        Some(Verb::Launch) => return verbs::processes::launch(),
        Some(Verb::HelpMarkdown) => verbs::help_markdown::run(output),
    };
    match result {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(failure) => ExitCode::from(output.failure(&failure)),
    }
}
