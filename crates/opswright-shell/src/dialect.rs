//! Which shell reads a script.

/// A shell, by what it understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// Whatever stands behind `/bin/sh`.
    Posix,
    /// The almost strict shell of Debian.
    Dash,
    /// The shell of `BusyBox`, which knows some things of bash.
    Ash,
    /// bash.
    Bash,
    /// The Korn shells.
    Ksh,
}

impl Dialect {
    /// The dialect of a program, by its name without folder.
    pub fn of_program(name: &str) -> Option<Self> {
        Some(match name {
            "sh" => Self::Posix,
            "dash" => Self::Dash,
            "ash" | "busybox" => Self::Ash,
            "bash" => Self::Bash,
            "ksh" | "mksh" | "ksh93" | "oksh" | "loksh" => Self::Ksh,
            _ => return None,
        })
    }

    /// Whether what only bash knows is understood.
    pub fn is_bash(self) -> bool {
        matches!(self, Self::Bash | Self::Ksh)
    }
}

/// The program that the first line names, without its folder, and its arguments; `None` without such a line.
pub fn interpreter(text: &str) -> Option<(&str, Vec<&str>)> {
    let line = text.strip_prefix("#!")?.lines().next().unwrap_or("");
    let mut words = line.split_whitespace();
    let name = |path: &'_ str| -> usize { path.rfind('/').map_or(0, |at| at + 1) };
    let first = words.next()?;
    let first = &first[name(first)..];
    if first != "env" {
        return Some((first, words.collect()));
    }
    let program = words.find(|word| !word.starts_with('-') && !word.contains('='))?;
    Some((&program[name(program)..], words.collect()))
}
