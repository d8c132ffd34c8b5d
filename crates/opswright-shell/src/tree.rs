//! What a script is made of, down to its words.

use opswright_source::Range;

use crate::fault::Fault;
use crate::word::{Part, Word};

/// Everything that was read from one script.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// Its statements.
    pub block: Block,
    /// Its here-documents, in the order of their bodies.
    pub heredocs: Vec<Heredoc>,
    /// Where it cannot be read, in order.
    pub faults: Vec<Fault>,
}

/// Statements one after the other.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// In order.
    pub statements: Vec<Statement>,
    /// From the first to the last.
    pub range: Range,
}

/// Pipelines that are tied by `&&` and `||`.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The first one.
    pub first: Pipeline,
    /// The others, each with what ties it to the one before.
    pub rest: Vec<(Connector, Pipeline)>,
    /// Whether `&` sends it to the background.
    pub background: bool,
    /// From the first word to the last.
    pub range: Range,
}

impl Statement {
    /// All of its pipelines.
    pub fn pipelines(&self) -> impl Iterator<Item = &Pipeline> {
        std::iter::once(&self.first).chain(self.rest.iter().map(|(_, pipeline)| pipeline))
    }
}

/// What ties a pipeline to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connector {
    /// `&&`
    And,
    /// `||`
    Or,
}

/// Commands, each reading what the one before writes.
#[derive(Debug, Clone, Default)]
pub struct Pipeline {
    /// The `!` in front.
    pub negation: Option<Range>,
    /// At least one, unless there was a fault.
    pub commands: Vec<Command>,
    /// From the first word to the last.
    pub range: Range,
}

/// One command with its redirections.
#[derive(Debug, Clone)]
pub struct Command {
    /// What it does.
    pub kind: CommandKind,
    /// Its redirections in order.
    pub redirects: Vec<Redirect>,
    /// From the first byte to the last, redirections included.
    pub range: Range,
}

/// The kinds of command.
#[derive(Debug, Clone)]
pub enum CommandKind {
    /// A program or builtin with its words.
    Simple(Simple),
    /// `{ …; }`
    Group(Block),
    /// `( … )`
    Subshell(Block),
    /// `if`: conditions with what they guard, and what `else` guards.
    If(Vec<(Block, Block)>, Option<Block>),
    /// `while` and `until`
    Loop(Loop),
    /// `for` and `select`
    For(For),
    /// `for (( … ))`
    ArithmeticFor(Vec<Part>, Block),
    /// `case`
    Case(Case),
    /// A definition.
    Function(Box<Function>),
    /// `(( … ))`
    Arithmetic(Vec<Part>),
    /// `[[ … ]]`: operands and operators in order.
    Test(Vec<Word>),
}

/// A program or builtin with its words.
#[derive(Debug, Clone, Default)]
pub struct Simple {
    /// `NAME=value` in front.
    pub assignments: Vec<Word>,
    /// The program and its arguments; may be empty.
    pub words: Vec<Word>,
}

/// `while` or `until`.
#[derive(Debug, Clone)]
pub struct Loop {
    /// Whether it is `until`.
    pub until: bool,
    /// What decides.
    pub condition: Block,
    /// What is repeated.
    pub body: Block,
}

/// `for NAME in …`
#[derive(Debug, Clone)]
pub struct For {
    /// The variable.
    pub name: Range,
    /// What it runs over; `None` for the arguments.
    pub words: Option<Vec<Word>>,
    /// What is repeated.
    pub body: Block,
    /// Whether it is `select`.
    pub select: bool,
}

/// `case … in … esac`
#[derive(Debug, Clone)]
pub struct Case {
    /// What is compared.
    pub word: Word,
    /// In order.
    pub arms: Vec<Arm>,
}

/// One arm of a `case`.
#[derive(Debug, Clone)]
pub struct Arm {
    /// Its patterns.
    pub patterns: Vec<Word>,
    /// What it does.
    pub body: Block,
    /// Whether the next arm is looked at as well: `;&`, `;;&`.
    pub falls_through: bool,
}

/// A function's definition.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its name.
    pub name: Range,
    /// Whether it begins with the word `function`.
    pub keyword: bool,
    /// Whether `()` follows the name.
    pub parentheses: bool,
    /// What it does.
    pub body: Command,
}

/// `>file` and its like.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// From the descriptor to the end of the file's name.
    pub range: Range,
    /// The number, or the `{name}`, in front.
    pub descriptor: Option<Range>,
    /// The sign.
    pub operator: Range,
    /// The file, the descriptor, or the delimiter.
    pub target: Word,
    /// Number of its here-document.
    pub heredoc: Option<usize>,
}

/// The body of a here-document.
#[derive(Debug, Clone, Default)]
pub struct Heredoc {
    /// The delimiter without quotes.
    pub delimiter: String,
    /// Whether tabs in front of its lines are dropped.
    pub strips_tabs: bool,
    /// Whether variables are expanded.
    pub expands: bool,
    /// Its lines, that of the delimiter not.
    pub body: Range,
    /// Its parts, where it expands.
    pub parts: Vec<Part>,
}
