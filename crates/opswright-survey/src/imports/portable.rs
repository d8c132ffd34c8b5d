//! Whether a command of an image starts the program outside of the image too, and not only for somebody who develops.

use super::Context;
use crate::candidate::Candidate;
use crate::place::join;

/// Programs that run the same outside of the image.
const INTERPRETERS: &[&str] = &[
    "node",
    "npm",
    "pnpm",
    "yarn",
    "bun",
    "npx",
    "deno",
    "python",
    "python3",
    "uvicorn",
    "gunicorn",
    "flask",
    "fastapi",
    "hypercorn",
    "daphne",
    "streamlit",
    "granian",
    "waitress-serve",
    "celery",
    "taskiq",
    "uv",
    "poetry",
    "pipenv",
    "ruby",
    "bundle",
    "rails",
    "puma",
    "rackup",
    "php",
    "mix",
];

/// Words of commands that serve only while somebody develops, or that are no server.
const DEVELOPMENT: &[&str] = &[
    "dev",
    "--reload",
    "nodemon",
    "runserver",
    "start:dev",
    "--debug",
    "watch",
    "develop",
    "test",
    "bash",
    "sh",
    "manage.py",
];

/// Whether `program` runs the same outside of the image.
pub(super) fn is_interpreter(program: &str) -> bool {
    INTERPRETERS.contains(&program)
}

/// Whether a word of a command tells that it is for development.
pub(super) fn develops(words: &[&str]) -> bool {
    words.iter().any(|word| DEVELOPMENT.contains(word))
}

/// Whether an interpreter is given files that are where the command says; built ones cannot be looked up.
pub(super) fn runs_outside(words: &[&str], candidate: &Candidate, context: &Context<'_>) -> bool {
    let interpreter = words.first().is_some_and(|program| is_interpreter(program));
    let absolute = words.iter().skip(1).any(|word| word.starts_with('/'));
    let named = words.iter().skip(1).filter(|word| !word.starts_with('-'));
    let exist = named.enumerate().all(|(index, word)| {
        let script = [".py", ".rb"].iter().any(|ending| word.ends_with(ending))
            || (word.ends_with(".js") && !word.contains('/'));
        let folder = index == 0 && words.first() == Some(&"node") && !word.contains(['.', '/']);
        let path = join(&candidate.folder, word);
        (!script && !folder) || context.has(&path)
    });
    interpreter && !absolute && exist
}

/// Servers that stand before workloads; an image of one, with nothing but its configuration, is no workload.
pub(super) fn is_proxy(image: &str) -> bool {
    matches!(
        image,
        "nginx" | "nginx-unprivileged" | "traefik" | "caddy" | "haproxy" | "envoy" | "httpd"
    )
}

/// Words as a person types them: what the shell would take for its own is quoted.
pub(super) fn typed(words: &[&str]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| {
            let special = |c: char| c.is_whitespace() || "()<>|&;*?!`".contains(c);
            if word.contains(special) && !word.contains('\'') {
                format!("'{word}'")
            } else {
                (*word).to_owned()
            }
        })
        .collect();
    quoted.join(" ")
}
