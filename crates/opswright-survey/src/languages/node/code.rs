//! What JavaScript and TypeScript sources say: the port, the health route, the variables.

use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::{Call, Code};
use crate::lexer::{Kind, Token};
use crate::place::{Place, folder_of};
use crate::scan::port::{Port, evaluate};
use crate::scan::{health, variables};
use crate::variables::{Reading, VariableClaim};

/// Claims what `all` says.
pub(crate) fn claim(place: &Place<'_>, all: &[Code<'_>], candidate: &mut Candidate) {
    ports(all, candidate);
    for route in health::routes(all) {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
    for path in place.own() {
        if let Some(route) = file_route(path).filter(|route| health::telling(route).is_some()) {
            candidate
                .health_path
                .push(route, Ground::Code, place.evidence(path));
        }
    }
    for code in all {
        candidate.variables.extend(variables::readings(code));
        candidate.variables.extend(schema(code));
    }
}

/// Files that only tools read: `vite.config.ts` beside the manifest (deeper ones are the program's), and scripts.
pub(super) fn is_tool_configuration(place: &Place<'_>, path: &str) -> bool {
    let beside = folder_of(path) == place.folder && path.contains(".config.");
    beside || path.contains("/scripts/") || path.starts_with("scripts/")
}

/// Listeners that are read at most.
const LISTENERS: usize = 32;

/// Claims the port of every call that listens; a port behind `PORT` is the public one.
fn ports(all: &[Code<'_>], candidate: &mut Candidate) {
    let mut found = Vec::new();
    for code in all {
        for call in code.calls() {
            if found.len() >= LISTENERS {
                break;
            }
            if let Some(port) = listens(&call, code, all) {
                found.push((port, code.token_evidence(call.index)));
            }
        }
    }
    let public = found
        .iter()
        .any(|(port, _)| port.variable.as_deref() == Some("PORT"));
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
fn listens(call: &Call<'_, '_>, code: &Code<'_>, all: &[Code<'_>]) -> Option<Port> {
    let first = call.arguments.first()?;
    let listener = match call.name {
        "listen" => !matches!(
            call.receiver,
            "history" | "store" | "emitter" | "sw" | "i18n"
        ),
        "serve" => matches!(call.receiver, "" | "Bun" | "Deno"),
        "server" | "Server" => call.receiver == "Hapi",
        "set" => first
            .first()
            .is_some_and(|token| token.kind == Kind::Text && token.text == "port"),
        _ => false,
    };
    if !listener {
        return None;
    }
    let argument = if call.name == "set" {
        call.arguments.get(1)?
    } else {
        first
    };
    let is_object = argument.first().is_some_and(|token| token.is("{"));
    if is_object {
        return property(argument, code, all)
            .or_else(|| (call.name == "listen" || call.receiver == "Bun").then(Port::default));
    }
    let is_function = argument.iter().any(|token| token.is("function"))
        || argument
            .windows(2)
            .any(|pair| pair[0].is("=") && pair[1].is(">"));
    if is_function || call.name == "serve" {
        return None;
    }
    let port = evaluate(argument, code, all);
    if port.number.is_some() {
        return Some(port);
    }
    Some(registered(argument, all).unwrap_or(port))
}

/// `get('app.port')` of Nest: what `registerAs('app', ...)` makes of `port`.
fn registered(argument: &[Token<'_>], all: &[Code<'_>]) -> Option<Port> {
    let (scope, key) = argument
        .iter()
        .filter(|token| token.kind == Kind::Text)
        .find_map(|token| token.text.rsplit_once('.'))?;
    // A type stands between the name and its argument: `registerAs<AppConfig>('app', ...)`.
    let registers = |code: &&Code<'_>| {
        code.tokens.windows(9).any(|tokens| {
            tokens[0].is("registerAs")
                && tokens[1..]
                    .iter()
                    .find(|token| token.kind == Kind::Text)
                    .is_some_and(|name| name.text == scope)
        })
    };
    let code = all.iter().find(registers)?;
    let expression = code.assignments(key).next()?;
    Some(evaluate(expression, code, all))
}

/// The port in `{ port: expression }` or `{ port }`.
fn property(object: &[Token<'_>], code: &Code<'_>, all: &[Code<'_>]) -> Option<Port> {
    let at = object
        .iter()
        .position(|token| token.kind == Kind::Word && token.text == "port")?;
    let colon = object.get(at + 1).is_some_and(|token| token.is(":"));
    let start = if colon { at + 2 } else { at };
    let mut depth = 0_usize;
    let end = object[start..].iter().position(|token| {
        depth += usize::from(token.is("(") || token.is("["));
        let closes = token.is(")") || token.is("]");
        let ends = depth == 0 && (token.is(",") || token.is("}"));
        depth = depth.saturating_sub(usize::from(closes));
        ends
    });
    Some(evaluate(
        &object[start..start + end.unwrap_or(object.len() - start)],
        code,
        all,
    ))
}

/// The route that a file's path stands for in Next, Remix, React Router, `SvelteKit`, Nuxt, Astro and Nitro.
fn file_route(path: &str) -> Option<String> {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let (stem, extension) = path.rsplit_once('.')?;
    if !matches!(extension, "ts" | "js" | "tsx" | "jsx") {
        return None;
    }
    let segments = |text: &str| {
        let kept: Vec<&str> = text
            .split('/')
            .filter(|part| !part.starts_with('('))
            .collect();
        (!kept.iter().any(|part| part.contains(['[', '$']))).then(|| format!("/{}", kept.join("/")))
    };
    if let Some(route) = stem
        .strip_prefix("app/")
        .and_then(|rest| rest.strip_suffix("/route"))
    {
        return segments(route);
    }
    if let Some(route) = stem
        .strip_prefix("routes/")
        .and_then(|rest| rest.strip_suffix("/+server"))
    {
        return segments(route);
    }
    if let Some(route) = stem.strip_prefix("app/routes/") {
        let flat: Vec<&str> = route
            .split(['/', '.'])
            .filter(|part| !part.starts_with('_') && !part.ends_with('+'))
            .collect();
        return segments(&flat.join("/"));
    }
    let api = stem
        .strip_prefix("pages/")
        .filter(|route| route.starts_with("api/"));
    let server = stem
        .strip_prefix("server/")
        .filter(|route| route.starts_with("api/"))
        .or_else(|| stem.strip_prefix("server/routes/"));
    segments(api.or(server)?.trim_end_matches(".get"))
}

/// `NAME: z.string()` and the like in a schema of variables.
fn schema(code: &Code<'_>) -> Vec<VariableClaim> {
    const VALIDATORS: &[&str] = &[
        "z", "Joi", "str", "num", "bool", "url", "port", "email", "v", "t", "envalid", "Type",
        "host", "json",
    ];
    let about = |token: &Token<'_>| {
        matches!(
            token.text,
            "createEnv" | "cleanEnv" | "env" | "envSchema" | "EnvSchema" | "environment"
        )
    };
    if !code.tokens.iter().any(about) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, name) in code.tokens.iter().enumerate() {
        let colon = code
            .tokens
            .get(index + 1)
            .is_some_and(|token| token.is(":"));
        let validator = code
            .tokens
            .get(index + 2)
            .filter(|token| VALIDATORS.contains(&token.text));
        let called = code
            .tokens
            .get(index + 3)
            .is_some_and(|token| token.is(".") || token.is("("));
        if name.kind != Kind::Word
            || !colon
            || validator.is_none()
            || !called
            || !variables::is_variable_name(name.text)
        {
            continue;
        }
        let rules = code.expression(index + 2);
        let default = rules
            .iter()
            .position(|token| token.is("default"))
            .and_then(|at| {
                rules[at + 1..]
                    .iter()
                    .find(|token| matches!(token.kind, Kind::Text | Kind::Number))
            });
        let asked = rules.iter().any(|token| token.is("required"));
        let optional = default.is_some()
            // Joi takes what is missing for granted unless it is told not to.
            || validator.is_some_and(|validator| validator.is("Joi")) && !asked
            || rules.iter().any(|token| {
                matches!(
                    token.text,
                    "optional" | "nullish" | "default" | "devDefault"
                )
            });
        found.push(VariableClaim {
            name: name.text.to_owned(),
            reading: if optional {
                Reading::Optional
            } else {
                Reading::Required
            },
            default: default.map(|token| token.text.to_owned()),
            ground: Ground::Code,
            evidence: code.token_evidence(index),
        });
    }
    found
}
