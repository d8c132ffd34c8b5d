//! The ports that a Rust program listens on.

use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::{Call, Code};
use crate::lexer::Kind;
use crate::place::Place;
use crate::scan::port::{Port, beside_its_name, evaluate, in_text};
use crate::scan::settings_file;

pub(super) fn ports(place: &Place<'_>, all: &[Code<'_>], candidate: &mut Candidate) {
    let serves = candidate.strength == Strength::Server || !candidate.framework.is_empty();
    let mut found = false;
    for code in all {
        for call in code.calls() {
            let Some(port) = listens(&call, code, all) else {
                continue;
            };
            let evidence = code.token_evidence(call.index);
            if port.number.is_none() && !serves && call.receiver != "TcpListener" {
                continue;
            }
            found |= port.number.is_some();
            candidate.raise(Strength::Server);
            candidate
                .kind
                .push("web".to_owned(), Ground::Code, evidence.clone());
            if let Some(number) = port.number {
                candidate.port.push(number, Ground::Code, evidence);
            }
        }
    }
    if !found && candidate.strength == Strength::Server {
        for code in all {
            if let Some((number, index)) = beside_its_name(code) {
                found = true;
                candidate
                    .port
                    .push(number, Ground::Code, code.token_evidence(index));
            }
        }
    }
    if !found && serves {
        for code in all
            .iter()
            .filter(|code| code.file.path.starts_with(place.folder))
        {
            flag_default(code, candidate);
        }
    }
    let silent = candidate.port.is_empty() && candidate.strength == Strength::Server;
    if let Some((number, evidence)) = settings_file::port(place, "", all).filter(|_| silent) {
        candidate.port.push(number, Ground::Code, evidence);
    }
}

/// The port of a call that opens a TCP listener.
fn listens(call: &Call<'_, '_>, code: &Code<'_>, all: &[Code<'_>]) -> Option<Port> {
    let mentions = |word: &str| code.mentions(word);
    let expression = match (call.receiver, call.name) {
        ("TcpListener" | "Server", "bind" | "new" | "try_bind")
        | ("Server" | "", "listen" | "bind_auto_h2c") => call.arguments.first()?,
        ("", "bind") if mentions("HttpServer") => call.arguments.first()?,
        ("", "run" | "bind" | "try_bind_ephemeral") if mentions("warp") => {
            call.arguments.first()?
        }
        ("" | "SocketAddr", "from")
            if call.receiver == "SocketAddr" && (mentions("serve") || mentions("bind")) =>
        {
            call.arguments.first()?
        }
        ("", "serve") if mentions("tonic") => call.arguments.first()?,
        _ => return None,
    };
    Some(evaluate(expression, code, all))
}

/// `default_value_t = 3000` or `default_value = "3000"` before a field whose name ends with `port`.
fn flag_default(code: &Code<'_>, candidate: &mut Candidate) {
    for (index, token) in code.tokens.iter().enumerate() {
        let value = code
            .tokens
            .get(index + 2)
            .filter(|_| token.text.starts_with("default_value"));
        let number = value.and_then(|value| in_text(value.text));
        let field = code
            .tokens
            .iter()
            .skip(index)
            .take(16)
            .find(|token| token.kind == Kind::Word && token.text.ends_with("port"));
        if let (Some(number), Some(_)) = (number, field) {
            candidate
                .port
                .push(number, Ground::Code, code.token_evidence(index));
        }
    }
}
