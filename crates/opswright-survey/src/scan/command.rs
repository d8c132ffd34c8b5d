//! What the words of a start command say about the port.

use super::port::in_text;

/// Servers that run somebody else's application object, and the port each takes when its command names none.
const APPLICATION_SERVERS: &[(&str, u16)] = &[
    ("gunicorn", 8000),
    ("uvicorn", 8000),
    ("hypercorn", 8000),
    ("daphne", 8000),
    ("granian", 8000),
    ("waitress-serve", 8080),
    ("flask", 5000),
    ("fastapi", 8000),
];

/// Options that take an address or a port.
const OPTIONS: &[&str] = &[
    "-p",
    "--port",
    "-port",
    "--server.port",
    "--http.port",
    "-b",
    "--bind",
    "-l",
    "--listen",
];

/// Words before the program that do not change what it is.
const RUNNERS: &[&str] = &[
    "uv", "poetry", "pipenv", "pdm", "run", "python", "python3", "-m", "--", "exec",
];

/// The port that the words of a command state, `${PORT:-8000}` included.
pub(crate) fn stated_port(command: &str) -> Option<u16> {
    let words: Vec<&str> = command.split_whitespace().collect();
    words.iter().enumerate().find_map(|(index, word)| {
        let next = words.get(index + 1).copied().unwrap_or("");
        match *word {
            "runserver" | "http.server" => port_in(next),
            option if OPTIONS.contains(&option) => port_in(next),
            _ => {
                let (name, value) = word.split_once('=')?;
                (name == "PORT" || OPTIONS.contains(&name)).then(|| port_in(value))?
            }
        }
    })
}

/// `3000`, `0.0.0.0:3000`, or the default in `${PORT:-3000}`.
fn port_in(word: &str) -> Option<u16> {
    let word = word.trim_matches(['"', '\'']);
    match word.split_once("${PORT:-") {
        Some((_, rest)) => rest.split('}').next()?.parse().ok(),
        None => in_text(word),
    }
}

/// The variable that carries the port in a command, where no default stands beside it: `PORT` anywhere, another where an
/// option takes an address or a port.
pub(crate) fn port_variable(command: &str) -> Option<&str> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let optioned = words.iter().enumerate().find_map(|(index, word)| {
        let value = match word.split_once('=') {
            Some((name, value)) if OPTIONS.contains(&name) => value,
            _ if OPTIONS.contains(word) => words.get(index + 1).copied()?,
            _ => return None,
        };
        value.split('$').skip(1).find_map(variable_at)
    });
    optioned.or_else(|| {
        words
            .iter()
            .flat_map(|word| word.split('$').skip(1))
            .filter_map(variable_at)
            .find(|name| *name == "PORT")
    })
}

/// `PORT` of `PORT`, `{PORT}` or `{PORT:?message}`, which stand behind a `$`; nothing where a default is given.
fn variable_at(rest: &str) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (name, after) = match rest.strip_prefix('{') {
        Some(inner) => {
            let end = inner.find(|c: char| !is_name(c))?;
            inner.split_at(end)
        }
        None => rest.split_at(rest.find(|c: char| !is_name(c)).unwrap_or(rest.len())),
    };
    let defaulted = after.starts_with(":-") || after.starts_with('-');
    (name.contains("PORT") && !(rest.starts_with('{') && defaulted)).then_some(name)
}

/// The port of an application server whose command states none; the code that it runs opens no listener of its own.
pub(crate) fn server_default(command: &str) -> Option<u16> {
    let last = command
        .rsplit("&&")
        .next()
        .unwrap_or(command)
        .rsplit(';')
        .next()?;
    let program = last
        .split_whitespace()
        .find(|word| !RUNNERS.contains(word) && !word.contains('='))?;
    let (_, port) = APPLICATION_SERVERS
        .iter()
        .find(|(name, _)| *name == program)?;
    Some(*port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_in_commands() {
        for (command, port) in [
            ("next start -p 4000", Some(4000)),
            ("uvicorn a:b --port=80", Some(80)),
            ("PORT=9 node x", Some(9)),
            ("gunicorn -b 0.0.0.0:8000 a", Some(8000)),
            ("gunicorn --bind \"0.0.0.0:${PORT:-5000}\" a", Some(5000)),
            ("python manage.py runserver 0.0.0.0:7000", Some(7000)),
            ("python manage.py runserver", None),
            ("x --port $PORT", None),
            ("x --port ${PORT:-", None),
        ] {
            assert_eq!(stated_port(command), port, "{command}");
        }
    }

    #[test]
    fn variables_that_carry_the_port() {
        for (command, variable) in [
            ("gunicorn a:b -b 0.0.0.0:$PORT -w 3", Some("PORT")),
            ("x --port ${PORT}", Some("PORT")),
            ("sh start.sh ${PORT:?set it}", Some("PORT")),
            ("gunicorn -b 0.0.0.0:${APP_PORT} a:b", Some("APP_PORT")),
            ("x --port=$WEB_PORT", Some("WEB_PORT")),
            ("x --port ${PORT:-80}", None),
            ("x $PORTAL", None),
            ("x --broker $REDIS_PORT", None),
            ("x ${", None),
            ("x", None),
        ] {
            assert_eq!(port_variable(command), variable, "{command}");
        }
    }

    #[test]
    fn application_servers_are_known_behind_their_runners() {
        for (command, port) in [
            ("gunicorn a:b", Some(8000)),
            ("poetry run uvicorn --host=0.0.0.0 a:b", Some(8000)),
            ("python -m gunicorn a:b", Some(8000)),
            ("WEB_CONCURRENCY=2 uv run -- gunicorn a:b", Some(8000)),
            ("flask db upgrade && gunicorn a:b", Some(8000)),
            ("flask run --host=0.0.0.0", Some(5000)),
            ("python app.py", None),
            ("node server.js", None),
            ("", None),
        ] {
            assert_eq!(server_default(command), port, "{command}");
        }
    }
}
