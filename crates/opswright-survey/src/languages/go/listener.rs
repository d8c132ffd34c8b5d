//! The ports that a Go program listens on.

use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::{Call, Code};
use crate::lexer::{Kind, Token};
use crate::scan::port::{Port, evaluate};

pub(super) fn ports(all: &[Code<'_>], framework: &str, gin: bool, candidate: &mut Candidate) {
    let mut found: Vec<(Port, Evidence)> = Vec::new();
    for code in all {
        for call in code.calls() {
            let evidence = code.token_evidence(call.index);
            if let Some(port) = listens(&call, framework, code, all) {
                found.push((port, evidence));
            } else if gin && call.name == "Run" && call.arguments.is_empty() {
                candidate.raise(Strength::Server);
                candidate
                    .kind
                    .push("web".to_owned(), Ground::Code, evidence.clone());
                candidate.port.push(8080, Ground::Convention, evidence);
            }
        }
    }
    let public = found
        .iter()
        .any(|(port, _)| port.variable.as_deref() == Some("PORT") && port.number.is_some());
    for (port, evidence) in found {
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Code, evidence.clone());
        let ground = if public && port.variable.as_deref() != Some("PORT") {
            Ground::Convention
        } else {
            Ground::Code
        };
        if let Some(number) = port.number {
            candidate.port.push(number, ground, evidence);
        }
    }
}

/// The port of a call that opens a listener; `None` for every other call.
pub(super) fn listens(
    call: &Call<'_, '_>,
    framework: &str,
    code: &Code<'_>,
    all: &[Code<'_>],
) -> Option<Port> {
    let argument = |at: usize| call.arguments.get(at).copied();
    #[expect(
        clippy::single_match_else,
        reason = "the two sources of an address read as two arms"
    )]
    let expression = match call.name {
        "ListenAndServe" | "ListenAndServeTLS" => match argument(0).filter(|_| {
            call.receiver == "http" || call.arguments.len() == 1 && framework == "fasthttp"
        }) {
            Some(address) => address,
            None => {
                let server = all
                    .iter()
                    .flat_map(|other| other.assignments("Addr").map(move |value| (other, value)))
                    .next();
                return Some(
                    server.map_or_else(Port::default, |(other, value)| evaluate(value, other, all)),
                );
            }
        },
        "Listen" if call.receiver == "net" && is_tcp(argument(0)?, code) => argument(1)?,
        "Listen" if framework == "fiber" => argument(0)?,
        "Run" | "RunTLS"
            if framework == "gin"
                && call.arguments.len() <= 3
                && call.receiver != "t"
                && call.receiver != "b" =>
        {
            argument(0)?
        }
        "Run" if framework == "beego" || framework == "iris" => argument(0)?,
        "Start" | "StartTLS" if framework == "echo" => argument(0)?,
        _ => return None,
    };
    Some(evaluate(expression, code, all))
}

/// Whether a network is TCP: the text itself, or what is assigned to a name.
fn is_tcp(network: &[Token<'_>], code: &Code<'_>) -> bool {
    let tcp = |tokens: &[Token<'_>]| tokens.iter().any(|token| token.text.starts_with("tcp"));
    match network {
        [name] if name.kind == Kind::Word => code.assignments(name.text).any(tcp),
        _ => tcp(network),
    }
}
