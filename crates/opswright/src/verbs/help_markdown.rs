//! The reference of all commands as Markdown, made from the same definitions as `--help`.

use std::fmt::Write as _;

use clap::CommandFactory as _;
use opswright_engine::failure::Exit;

use super::Ended;
use crate::arguments::Arguments;
use crate::output::Output;

#[expect(clippy::unnecessary_wraps, reason = "every verb ends in the same way")]
pub(crate) fn run(output: Output) -> Ended {
    let mut command = Arguments::command().term_width(100);
    let mut text = String::from("# Commands\n\n");
    let _ = write!(
        text,
        "## opswright\n\n```text\n{}```\n",
        command.render_help()
    );
    let names: Vec<String> = command
        .get_subcommands()
        .filter(|verb| !verb.is_hide_set())
        .map(|verb| verb.get_name().to_owned())
        .collect();
    command.build();
    for name in names {
        if let Some(verb) = command.find_subcommand_mut(&name) {
            let _ = write!(
                text,
                "\n## opswright {name}\n\n```text\n{}```\n",
                verb.render_help()
            );
        }
    }
    output.data(&text);
    Ok(Exit::Done)
}
