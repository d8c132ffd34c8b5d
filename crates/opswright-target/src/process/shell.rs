//! Lines for the shell: one that is a single command lets the shell become it.
//!
//! A shell that stays in between is the process that is watched and signalled, and passes no signal on.

/// Words that are the shell's own: a program of that name does not exist, or does something else.
const OWN: &[&str] = &[
    "!", ".", ":", "[", "alias", "bg", "break", "builtin", "case", "cd", "command", "continue",
    "declare", "do", "done", "echo", "elif", "else", "esac", "eval", "exec", "exit", "export",
    "false", "fg", "fi", "for", "function", "getopts", "hash", "if", "in", "jobs", "kill", "let",
    "local", "printf", "pwd", "read", "readonly", "return", "select", "set", "shift", "source",
    "test", "then", "time", "times", "trap", "true", "type", "typeset", "ulimit", "umask",
    "unalias", "unset", "until", "wait", "while", "{", "}",
];

/// The arguments with which a shell runs `line`.
pub(crate) fn arguments(line: &str) -> Vec<String> {
    let line = if is_one_command(line) {
        format!("exec {}", line.trim_start())
    } else {
        line.to_owned()
    };
    vec!["/bin/sh".to_owned(), "-c".to_owned(), line]
}

/// Whether the line is one program with arguments. A doubt is a no: then the shell stays.
fn is_one_command(line: &str) -> bool {
    let line = line.trim();
    let joins = |letter| matches!(letter, ';' | '&' | '|' | '(' | ')' | '`' | '\n' | '\r');
    if line.contains(joins) {
        return false;
    }
    let first = line.split_whitespace().next().unwrap_or_default();
    let plain = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '/' | '@' | '+' | '-')
    };
    !first.is_empty() && first.chars().all(plain) && !OWN.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn a_single_command_replaces_the_shell_and_nothing_else_does() {
        let single = [
            "./target/release/shop",
            "  node server.js",
            "gunicorn -b 0.0.0.0:${PORT:-8000} app:app",
            "uvicorn main:app --port $PORT > out.log",
            "/usr/bin/env PORT=1 ./a",
            "npm run start -- --name 'a b'",
        ];
        for line in single {
            let wanted = format!("exec {}", line.trim_start());
            assert_eq!(arguments(line), ["/bin/sh", "-c", &wanted]);
        }
        let kept = [
            "",
            "exec ./shop",
            "cd web && node server.js",
            "PORT=1 ./a",
            "$SERVER --port 1",
            "'./a b'",
            "gunicorn -w $(nproc) app:app",
            "./migrate; ./serve",
            "./a | tee log",
            "./a &",
            "if true\nthen ./a\nfi",
            "while true",
            "echo hello",
            "! ./a",
        ];
        for line in kept {
            assert_eq!(arguments(line), ["/bin/sh", "-c", line]);
        }
    }
}
