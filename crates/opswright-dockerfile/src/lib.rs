//! Dockerfile and .dockerignore syntax with byte spans.
//!
//! Invariants: parsing never panics and never fails, it returns what could be read and the syntax errors; every range is in
//! bytes of the text that was given, also across continued lines; template holes (`{{ … }}`) are tolerated, never expanded.

mod arguments;
mod command;
mod expand;
mod heredoc;
mod ignore;
mod image;
mod instruction;
mod joined;
mod logical;
mod parse;
mod shell;
mod stage;
mod template;

pub use command::Command;
pub use expand::{Expansion, expand};
pub use heredoc::Heredoc;
pub use ignore::{DockerIgnore, Pattern, parse_dockerignore};
pub use image::ImageReference;
pub use instruction::{Body, Directive, Flag, Instruction, Pair, Word};
pub use joined::JoinedText;
pub use parse::{Dockerfile, SyntaxError, parse};
pub use shell::{ShellCommand, split_commands};
pub use stage::{Base, Stage};
pub use template::mask_template_holes;
