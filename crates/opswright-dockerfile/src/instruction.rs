//! What a Dockerfile is made of.

use opswright_source::Range;

use crate::command::Command;
use crate::heredoc::Heredoc;
use crate::joined::JoinedText;
use crate::shell::{ShellCommand, split_commands};

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word; quotes are removed where the instruction removes them.
    pub text: String,
    /// Its bytes in the file, quotes included.
    pub range: Range,
}

impl Word {
    /// Whether it holds something that only the build or a template engine knows: `$NAME`, `{{ … }}`.
    pub fn is_dynamic(&self) -> bool {
        ["$", "{{", "{%", "<%"]
            .iter()
            .any(|mark| self.text.contains(mark))
    }
}

/// `# name=value` at the top of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Name in lower case (`syntax`, `escape`, `check`).
    pub name: String,
    /// Value without surrounding white space.
    pub value: String,
    /// The whole line.
    pub range: Range,
}

/// `--name=value` after the keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Name without dashes.
    pub name: String,
    /// Value; empty where none is written.
    pub value: Word,
    /// The whole flag.
    pub range: Range,
}

/// `name=value` of ARG, ENV or LABEL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The name.
    pub name: Word,
    /// The value, unquoted, variables not expanded; `None` for an ARG without default.
    pub value: Option<Word>,
}

/// What follows the keyword and the flags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// `FROM image [AS name]`
    From {
        /// The image as written, variables not expanded.
        image: Word,
        /// Name of the stage.
        name: Option<Word>,
    },
    /// `RUN`
    Run(Command),
    /// `CMD`
    Cmd(Command),
    /// `ENTRYPOINT`
    Entrypoint(Command),
    /// `SHELL`
    Shell(Command),
    /// `HEALTHCHECK CMD …`; `None` for `HEALTHCHECK NONE`.
    Healthcheck(Option<Command>),
    /// `COPY` and `ADD`
    Copy {
        /// Whether it is `ADD`.
        add: bool,
        /// What is copied; here-documents are in the instruction's `heredocs` instead.
        sources: Vec<Word>,
        /// Where to.
        destination: Option<Word>,
    },
    /// `ARG`
    Arg(Vec<Pair>),
    /// `ENV`
    Env(Vec<Pair>),
    /// `LABEL`
    Label(Vec<Pair>),
    /// `EXPOSE`: ports as written (`8080/tcp`).
    Expose(Vec<Word>),
    /// `VOLUME`
    Volume(Vec<Word>),
    /// `USER`
    User(Word),
    /// `WORKDIR`
    Workdir(Word),
    /// `STOPSIGNAL`
    StopSignal(Word),
    /// `MAINTAINER`
    Maintainer(Word),
    /// `ONBUILD`: the instruction that runs in a child build.
    OnBuild(Box<Instruction>),
    /// A keyword that is not known, or one whose arguments are missing.
    Unknown,
}

/// One instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// From the keyword to the last byte, here-documents included, the last line break not.
    pub range: Range,
    /// The keyword as written.
    pub keyword: Word,
    /// Flags in order.
    pub flags: Vec<Flag>,
    /// The arguments.
    pub body: Body,
    /// Here-documents in order.
    pub heredocs: Vec<Heredoc>,
    /// What [`Self::commands`] gives, read once: most rules about RUN ask for it.
    pub(crate) commands: Vec<ShellCommand>,
}

impl Instruction {
    /// The flag of this name.
    pub fn flag(&self, name: &str) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.name == name)
    }

    /// The simple commands that it runs at build or start, those of a here-document that a shell reads included.
    pub fn commands(&self) -> &[ShellCommand] {
        &self.commands
    }
}

/// The simple commands of an instruction with this body and these here-documents.
pub(crate) fn commands_of(body: &Body, heredocs: &[Heredoc]) -> Vec<ShellCommand> {
    let command = match body {
        Body::Run(command) | Body::Cmd(command) | Body::Entrypoint(command) => command,
        Body::Healthcheck(Some(command)) => command,
        _ => return Vec::new(),
    };
    let commands = command.commands();
    match (commands.as_slice(), heredocs.first()) {
        ([only], Some(document))
            if only.words.len() == 1 && only.words[0].text.starts_with("<<") =>
        {
            split_commands(&JoinedText::at(&document.text, document.body.start))
        }
        _ => commands,
    }
}
