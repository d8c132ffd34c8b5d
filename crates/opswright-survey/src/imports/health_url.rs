//! The path in a command that asks a health route (`curl -f http://localhost:3000/health`).

/// The path of the first URL on this machine; `None` for the root, which tells nothing.
pub(crate) fn path_in(command: &str) -> Option<String> {
    command
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | ')' | ','))
        .filter_map(|word| {
            word.split_once("://")
                .map(|(_, rest)| rest)
                .or_else(|| word.starts_with("localhost").then_some(word))
        })
        .filter_map(|rest| rest.split_once('/').filter(|(host, _)| local(host)))
        .chain(behind_variable(command))
        .map(|(_, path)| {
            // A default of a variable ends there: `${TEST:-curl localhost:8000/up}`.
            let path = path.split('}').next().unwrap_or(path);
            format!("/{}", path.trim_end_matches(';'))
        })
        .find(|path| path.len() > 1 && !path.contains(['$', '{']))
}

/// The path behind an address that a variable holds: `${APP_URL}/health`.
fn behind_variable(command: &str) -> Option<(&str, &str)> {
    let (address, path) = command.split_once("}/")?;
    let (_, name) = address.rsplit_once("${")?;
    let is_url = name.ends_with("URL")
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let path = path
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')'))
        .next()?;
    is_url.then_some((name, path))
}

fn local(host: &str) -> bool {
    ["localhost", "127.0.0.1", "0.0.0.0"]
        .iter()
        .any(|name| host.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_paths_count() {
        for (command, expected) in [
            (
                "curl -f http://localhost:3000/health || exit 1",
                Some("/health"),
            ),
            ("wget -qO- http://127.0.0.1:8080/healthz", Some("/healthz")),
            ("curl http://localhost:3000/", None),
            ("${TEST:-curl localhost:8000/up}", Some("/up")),
            ("curl https://example.org/x", None),
            (
                "curl -f ${APP_URL}/v1/health-check",
                Some("/v1/health-check"),
            ),
            ("curl -f ${HOST}/x", None),
            ("pg_isready -U postgres", None),
        ] {
            assert_eq!(path_in(command).as_deref(), expected, "{command}");
        }
    }
}
