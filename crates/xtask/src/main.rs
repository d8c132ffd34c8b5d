//! Automation of this repository: `cargo xtask --help`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool of this repository reads its files, runs cargo and prints"
)]

mod bench;
mod fuzz;
mod generate;
mod repository;
mod score;
mod soak;
mod tidy;
mod traffic;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "xtask", about = "Automation of this repository.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Checks the layers, every file's form, the rules' registration, links, licences and the number of dependencies.
    Tidy,
    /// Writes the reference pages under docs/reference.
    Generate(generate::Arguments),
    /// Rolls the example shop out again and again under load, kills what is killed, and counts what is lost.
    Soak(soak::Arguments),
    /// Runs our rules over the fixtures of other linters, and prints recall and false findings.
    #[command(subcommand)]
    Score(score::Arguments),
    /// Runs a parser or a format on texts that nobody would write.
    Fuzz(fuzz::Arguments),
    /// Measures costs.
    #[command(subcommand)]
    Bench(bench::Arguments),
}

fn main() -> anyhow::Result<ExitCode> {
    match Arguments::parse().command {
        Command::Tidy => tidy::run(),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Soak(arguments) => soak::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
    }
}
