//! A command as a person types it, turned into what a container can run without a shell.

/// A command in exec form, with the variables that were set in front of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Command {
    /// Variables set for it alone (`NODE_ENV=production node .`).
    pub(crate) variables: Vec<(String, String)>,
    /// Program and arguments.
    pub(crate) words: Vec<String>,
}

impl Command {
    /// `text` in exec form; `$PORT` becomes `port`. A command that needs a shell gets one, which is replaced by the program where
    /// there is just one, so that signals reach it.
    pub(crate) fn parse(text: &str, port: Option<u16>) -> Self {
        let text = with_port(text.trim(), port);
        let Some(mut words) = split(&text) else {
            return Self {
                variables: Vec::new(),
                words: vec!["/bin/sh".to_owned(), "-c".to_owned(), in_shell(&text)],
            };
        };
        let mut variables = Vec::new();
        while let Some((name, value)) = words.first().and_then(|word| assignment(word)) {
            variables.push((name, value));
            words.remove(0);
        }
        Self { variables, words }
    }

    /// Without `prefix` in front, and without the options that followed it.
    pub(crate) fn without_prefix(mut self, prefix: &[&str]) -> Self {
        let starts = self.words.len() > prefix.len()
            && self
                .words
                .iter()
                .zip(prefix)
                .all(|(word, part)| word == part);
        if starts {
            self.words.drain(..prefix.len());
            while self.words.len() > 1 && self.words[0].starts_with('-') {
                let option = self.words.remove(0);
                if self.words.len() > 1 && RUNNER_OPTIONS.contains(&option.as_str()) {
                    self.words.remove(0);
                }
            }
        }
        self
    }

    /// The program without its folder.
    pub(crate) fn program(&self) -> &str {
        let first = self.words.first().map_or("", String::as_str);
        first.rsplit('/').next().unwrap_or(first)
    }

    /// Whether an argument is `name` or starts with `name=`.
    pub(crate) fn has_option(&self, names: &[&str]) -> bool {
        self.words.iter().any(|word| {
            names.iter().any(|name| {
                word == name
                    || word
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.starts_with('='))
            })
        })
    }

    /// With `options` at the end.
    pub(crate) fn with(mut self, options: &[&str]) -> Self {
        self.words
            .extend(options.iter().map(|option| (*option).to_owned()));
        self
    }
}

/// Options of `uv run`, `poetry run` and `npx` that are followed by a value.
const RUNNER_OPTIONS: &[&str] = &[
    "--directory",
    "--env-file",
    "--extra",
    "--group",
    "--only-group",
    "--package",
    "--project",
    "--python",
    "--with",
    "-p",
];

/// `text` with every way to write the variable `PORT` replaced by the port itself: the port of an image is fixed.
fn with_port(text: &str, port: Option<u16>) -> String {
    let Some(port) = port.map(|port| port.to_string()) else {
        return text.to_owned();
    };
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest
        .find("$PORT")
        .into_iter()
        .chain(rest.find("${PORT"))
        .min()
    {
        let (before, found) = rest.split_at(at);
        result.push_str(before);
        let length = if found.starts_with("${") {
            found.find('}').map_or(found.len(), |end| end + 1)
        } else {
            "$PORT".len()
        };
        let name_goes_on = found[length..]
            .starts_with(|next: char| next.is_alphanumeric() || next == '_')
            && !found.starts_with("${");
        result.push_str(if name_goes_on { "$PORT" } else { &port });
        rest = &found[length..];
    }
    result.push_str(rest);
    result
}

/// What `sh -c` gets: the text itself, or `exec` in front of it if it is one simple command.
fn in_shell(text: &str) -> String {
    let several = ["&&", "||", ";", "|", "&", "\n"]
        .iter()
        .any(|separator| text.contains(separator));
    if several || text.starts_with("exec ") || assignment(text).is_some() {
        text.to_owned()
    } else {
        format!("exec {text}")
    }
}

/// Name and value, if `word` sets a variable.
fn assignment(word: &str) -> Option<(String, String)> {
    let (name, value) = word.split_once('=')?;
    let starts = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let is_name = starts
        && name
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || one == '_');
    is_name.then(|| (name.to_owned(), value.to_owned()))
}

/// The words of a command without shell syntax; `None` if it has any, or an open quote.
fn split(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(one) = characters.next() {
        match (quote, one) {
            (Some(open), _) if one == open => quote = None,
            (Some('"'), '$' | '`')
            | (None, '$' | '`' | '&' | '|' | ';' | '<' | '>' | '(' | ')' | '*' | '~' | '#') => {
                return None;
            }
            (Some('"') | None, '\\') => word.get_or_insert_default().push(characters.next()?),
            (Some(_), _) => word.get_or_insert_default().push(one),
            (None, '\'' | '"') => {
                quote = Some(one);
                word.get_or_insert_default();
            }
            (None, _) if one.is_whitespace() => words.extend(word.take()),
            (None, _) => word.get_or_insert_default().push(one),
        }
    }
    words.extend(word);
    (quote.is_none() && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_become_words() {
        for (text, words) in [
            ("node dist/server.js", &["node", "dist/server.js"][..]),
            (
                "gunicorn -b 0.0.0.0:$PORT app:app",
                &["gunicorn", "-b", "0.0.0.0:8000", "app:app"],
            ),
            ("serve -l ${PORT:-3000}", &["serve", "-l", "8000"]),
            ("say 'a b' \"c\"", &["say", "a b", "c"]),
            ("echo $HOME", &["/bin/sh", "-c", "exec echo $HOME"]),
            ("a && b", &["/bin/sh", "-c", "a && b"]),
            ("echo $PORTS", &["/bin/sh", "-c", "exec echo $PORTS"]),
        ] {
            assert_eq!(Command::parse(text, Some(8000)).words, words, "{text}");
        }
    }

    #[test]
    fn leading_assignments_become_variables() {
        let command = Command::parse("NODE_ENV=production node .", None);
        assert_eq!(
            command.variables,
            [("NODE_ENV".to_owned(), "production".to_owned())]
        );
        assert_eq!(command.words, ["node", "."]);
    }

    #[test]
    fn runners_are_taken_off() {
        for start in [
            "uv run --no-dev uvicorn app:app",
            "uv run --package web uvicorn app:app",
        ] {
            let command = Command::parse(start, None).without_prefix(&["uv", "run"]);
            assert_eq!(command.words, ["uvicorn", "app:app"], "{start}");
        }
    }
}
