//! Questions about words that several rules ask.

use opswright_diagnostic::Confidence;
use opswright_shell::{CommandKind, Dialect, For, Part, Redirect, Substitution, Word};

use crate::shell::{Place, Shell, Used};

/// `text` in double quotes.
pub(super) fn quote(text: &str) -> String {
    format!("\"{text}\"")
}

/// Whether two words are written alike, and not by chance: they hold something to compare.
pub(super) fn same_value(shell: &Shell<'_>, one: &Word, other: &Word) -> bool {
    let strip = |word: &Word| word.text(shell.text).trim_matches('"').to_owned();
    one.parameter().is_some() && strip(one) == strip(other)
}

/// The file that a redirection of output writes to, where that is no descriptor.
pub(super) fn target_of<'t>(shell: &Shell<'t>, redirect: &Redirect) -> Option<&'t str> {
    let operator = shell.slice(redirect.operator);
    matches!(operator, ">" | ">>" | ">|" | "&>" | "&>>").then(|| shell.slice(redirect.target.range))
}

/// Whether the output of a command goes somewhere else than to a person: a file, a pipe, a variable.
pub(super) fn is_data(shell: &Shell<'_>, used: &Used<'_>) -> bool {
    used.around.captured
        || used.feeds()
        || redirects_output(shell, used)
        || is_in_redirected_group(shell, used)
}

/// Whether it stands in a group or loop whose output goes to a file.
fn is_in_redirected_group(shell: &Shell<'_>, used: &Used<'_>) -> bool {
    let range = used.command.range;
    shell.index.compounds.iter().any(|(command, _)| {
        command.range.start <= range.start
            && range.end <= command.range.end
            && command
                .redirects
                .iter()
                .any(|redirect| target_of(shell, redirect).is_some())
    })
}

/// Whether standard output goes to a file.
pub(super) fn redirects_output(shell: &Shell<'_>, used: &Used<'_>) -> bool {
    used.command.redirects.iter().any(|redirect| {
        let to_error = shell.slice(redirect.operator) == ">&";
        let descriptor = redirect.descriptor.map_or("1", |range| shell.slice(range));
        descriptor == "1" && !to_error && target_of(shell, redirect).is_some()
    })
}

/// Substitutions that a `for` runs over.
pub(super) fn substitutions(inner: &For) -> impl Iterator<Item = &Substitution> {
    inner
        .words
        .iter()
        .flatten()
        .flat_map(|word| &word.parts)
        .filter_map(|part| match part {
            Part::Substitution(substitution) => Some(substitution),
            _ => None,
        })
}

/// Substitutions that any `for` runs over.
pub(super) fn in_loops<'s>(shell: &'s Shell<'_>) -> impl Iterator<Item = &'s Substitution> {
    shell
        .index
        .compounds
        .iter()
        .filter_map(|(command, _)| match &command.kind {
            CommandKind::For(inner) => Some(inner),
            _ => None,
        })
        .flat_map(substitutions)
}

/// The first program in it.
pub(super) fn program_of<'t>(shell: &Shell<'t>, substitution: &Substitution) -> &'t str {
    let first = substitution
        .block
        .statements
        .first()
        .and_then(|statement| statement.first.commands.first());
    match first.map(|command| &command.kind) {
        Some(CommandKind::Simple(simple)) => simple
            .words
            .first()
            .map_or("", |word| shell.slice(word.range)),
        _ => "",
    }
}

/// Whether a shell reads the script that knows not much more than POSIX.
pub(super) fn is_sh(shell: &Shell<'_>) -> bool {
    !shell.dialect().is_bash()
}

/// Whether that shell knows the frequent things of bash: `BusyBox` does.
pub(super) fn knows_more(shell: &Shell<'_>) -> bool {
    shell.dialect() == Dialect::Ash
}

/// How sure it is that this shell reads the script.
pub(super) fn sureness(shell: &Shell<'_>) -> Confidence {
    // Which sh runs a script of its own is not known: that of Alpine has much of what that of Debian lacks.
    if shell.setting.certain && shell.setting.place == Place::File {
        Confidence::Medium
    } else if shell.setting.certain {
        Confidence::High
    } else {
        Confidence::Low
    }
}
