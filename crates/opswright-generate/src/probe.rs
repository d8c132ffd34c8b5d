//! Health checks with nothing but what the final image has.
//!
//! All of them ask 127.0.0.1, never `localhost`, which may be `::1` first; none obeys a proxy that the process is told to use.

use crate::stacks::{NodeManager, Stack};

/// What the final image can ask with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Node.js itself.
    Node,
    /// Bun itself.
    Bun,
    /// Python itself.
    Python,
    /// Bash, which opens TCP connections by itself and is part of every Debian image.
    Bash,
    /// The wget of `BusyBox`, which is part of every Alpine image.
    Wget,
}

/// What the final image of `stack` has.
pub(crate) fn tool(stack: Stack) -> Tool {
    match stack {
        Stack::Node(NodeManager::Bun) => Tool::Bun,
        Stack::Node(_) => Tool::Node,
        Stack::Python(_) => Tool::Python,
        Stack::Rust | Stack::Go => Tool::Bash,
        Stack::Static(_) => Tool::Wget,
    }
}

/// A command that succeeds when `path` answers 2xx on `port`; without a path, when the port accepts a connection.
pub(crate) fn exec(tool: Tool, port: u16, path: Option<&str>) -> Vec<String> {
    let path = path.map(|path| {
        if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("/{path}")
        }
    });
    let words: [String; 3] = match (tool, path) {
        (Tool::Node, Some(path)) => ["node".into(), "-e".into(), fetch(port, &path)],
        (Tool::Bun, Some(path)) => ["bun".into(), "-e".into(), fetch(port, &path)],
        (Tool::Node, None) => ["node".into(), "-e".into(), connect_by_node(port)],
        (Tool::Bun, None) => ["bun".into(), "-e".into(), connect_by_node(port)],
        (Tool::Python, Some(path)) => [
            "python".into(),
            "-c".into(),
            format!(
                "import http.client as h; c = h.HTTPConnection('127.0.0.1', {port}, timeout=2); \
                 c.request('GET', '{path}'); raise SystemExit(c.getresponse().status // 100 != 2)"
            ),
        ],
        (Tool::Python, None) => [
            "python".into(),
            "-c".into(),
            format!("import socket; socket.create_connection(('127.0.0.1', {port}), 2).close()"),
        ],
        (Tool::Bash, Some(path)) => ["/bin/bash".into(), "-c".into(), by_bash(port, &path)],
        (Tool::Bash, None) => [
            "/bin/bash".into(),
            "-c".into(),
            format!("exec 3<>/dev/tcp/127.0.0.1/{port}"),
        ],
        (Tool::Wget, path) => {
            let path = path.unwrap_or_else(|| "/".to_owned());
            let url = format!("http://127.0.0.1:{port}{path}");
            return [
                "wget",
                "-q",
                "-T",
                "2",
                "-Y",
                "off",
                "-O",
                "/dev/null",
                &url,
            ]
            .map(str::to_owned)
            .to_vec();
        }
    };
    words.to_vec()
}

fn fetch(port: u16, path: &str) -> String {
    format!(
        "fetch('http://127.0.0.1:{port}{path}', {{ signal: AbortSignal.timeout(2000) }})\
         .then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
    )
}

fn connect_by_node(port: u16) -> String {
    format!(
        "require('net').connect({port}, '127.0.0.1', () => process.exit(0)).on('error', () => process.exit(1))"
    )
}

/// Speaks HTTP/1.0, so that the server closes the connection, and reads the whole answer, so that it does not see a broken one.
fn by_bash(port: u16, path: &str) -> String {
    format!(
        "exec 3<>/dev/tcp/127.0.0.1/{port}; printf 'GET {path} HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&3; \
         read -r -t 2 -d '' answer <&3; [[ $answer == HTTP/1.?' 2'* ]]"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_probe_asks_the_loopback_address_at_the_port() {
        for tool in [Tool::Node, Tool::Bun, Tool::Python, Tool::Bash, Tool::Wget] {
            for path in [Some("/health"), Some("health"), None] {
                let words = exec(tool, 8123, path);
                let asked = words.last().expect("a probe has words");
                assert!(
                    asked.contains("127.0.0.1") && asked.contains("8123"),
                    "{asked}"
                );
                assert_eq!(path.is_some(), asked.contains("/health"), "{asked}");
            }
        }
    }
}
