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
        .map(|(_, path)| format!("/{}", path.trim_end_matches(';')))
        .find(|path| path.len() > 1 && !path.contains(['$', '{']))
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
            ("curl https://example.org/x", None),
            ("pg_isready -U postgres", None),
        ] {
            assert_eq!(path_in(command).as_deref(), expected, "{command}");
        }
    }
}
