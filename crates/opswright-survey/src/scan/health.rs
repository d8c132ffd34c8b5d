//! The route that answers when the process is healthy.

use crate::Evidence;
use crate::code::{Call, Code};
use crate::lexer::Kind;

/// Last segments of health routes, the most telling first.
const SEGMENTS: &[&str] = &[
    "healthz",
    "health",
    "health-check",
    "healthcheck",
    "health_check",
    "healthy",
    "_health",
    "livez",
    "liveness",
    "live",
    "alive",
    "heartbeat",
    "__heartbeat__",
    "readyz",
    "readiness",
    "ready",
    "ping",
    "up",
];

/// Functions that add a route, in lower case.
const ROUTES: &[&str] = &[
    "get",
    "head",
    "route",
    "all",
    "any",
    "use",
    "handle",
    "handlefunc",
    "path",
    "re_path",
    "add_api_route",
    "add_url_rule",
    "resource",
    "map",
    "add_get",
];

/// Names that ask instead of answering.
const CLIENTS: &[&str] = &[
    "axios",
    "requests",
    "client",
    "httpx",
    "fetch",
    "api",
    "http",
    "page",
    "cy",
    "session",
    "supertest",
    "request",
    "test_client",
];

/// Names by which an application's root is known.
const ROOTS: &[&str] = &[
    "app",
    "server",
    "fastify",
    "mux",
    "e",
    "engine",
    "application",
    "http",
    "httpServer",
];

/// Constructors of an application's root.
const CONSTRUCTORS: &[&str] = &[
    "express",
    "fastify",
    "Fastify",
    "FastAPI",
    "Flask",
    "Starlette",
    "Hono",
    "Koa",
    "Default",
    "New",
    "NewRouter",
    "NewServeMux",
    "NewMux",
    "Elysia",
];

/// Health routes that are read at most.
const MOST: usize = 32;

/// Groups inside groups are followed this far.
const GROUPS: usize = 4;

/// A route and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) path: String,
    pub(crate) evidence: Evidence,
}

/// Whether the last segment of `path` names a health route; smaller is more telling.
pub(crate) fn telling(path: &str) -> Option<usize> {
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    SEGMENTS
        .iter()
        .position(|segment| segment.eq_ignore_ascii_case(last))
}

/// Health routes in `all`, the most telling first; those behind a prefix that cannot be followed are left out.
pub(crate) fn routes(all: &[Code<'_>]) -> Vec<Route> {
    let mounted = all.iter().any(mounts_routers);
    let mut found: Vec<(usize, Route)> = Vec::new();
    for code in all {
        for call in code.calls() {
            let Some(path) = route_of(code, &call, mounted) else {
                continue;
            };
            if let Some(order) = telling(&path) {
                let evidence = code.token_evidence(call.index);
                found.push((order, Route { path, evidence }));
            }
            if found.len() >= MOST {
                break;
            }
        }
    }
    found.sort_by_key(|(order, route)| (*order, route.path.len()));
    found.into_iter().map(|(_, route)| route).collect()
}

/// Health paths that stand as plain texts in `all`: a router of the program's own compares them.
pub(crate) fn compared(all: &[Code<'_>]) -> Option<Route> {
    let mut found: Vec<(usize, Route)> = Vec::new();
    for code in all {
        for (index, token) in code
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.kind == Kind::Text)
        {
            let whole = token
                .text
                .strip_prefix('/')
                .filter(|rest| !rest.contains('/'));
            if let Some(order) = whole.and_then(|_| telling(token.text)) {
                let route = Route {
                    path: token.text.to_owned(),
                    evidence: code.token_evidence(index),
                };
                found.push((order, route));
            }
        }
    }
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, route)| route).next()
}

fn route_of(code: &Code<'_>, call: &Call<'_, '_>, mounted: bool) -> Option<String> {
    let name = call.name.to_ascii_lowercase();
    if !ROUTES.contains(&name.as_str()) {
        return None;
    }
    let first = call
        .arguments
        .first()?
        .first()
        .filter(|token| token.kind == Kind::Text)?;
    let decorated = decorates(code, call);
    let is_group = code
        .assignments(call.receiver)
        .any(|assigned| assigned.iter().any(|token| token.text == "Group"));
    let is_client = CLIENTS.contains(&call.receiver) && !decorated && !is_group;
    if is_client && !(call.receiver == "http" && name.starts_with("handle")) {
        return None;
    }
    if call.arguments.len() < 2 && !decorated {
        return None;
    }
    let (method, path) = first.text.split_once(' ').unwrap_or(("", first.text));
    if !method.is_empty() && method != "GET" && method != "HEAD" {
        return None;
    }
    let django = matches!(name.as_str(), "path" | "re_path");
    if path.contains([':', '{', '<', '*', '(', '$', '`', '^']) || !(path.starts_with('/') || django)
    {
        return None;
    }
    // A prefix changes the last segment of the root alone.
    if telling(path).is_none() && !path.trim_matches('/').is_empty() {
        return None;
    }
    let prefix = prefix(code, call.receiver, mounted)?;
    let rooted = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    };
    Some(format!("{}{rooted}", prefix.trim_end_matches('/')))
}

/// Whether the call stands behind `@` or `#[`.
fn decorates(code: &Code<'_>, call: &Call<'_, '_>) -> bool {
    code.tokens[..call.index]
        .iter()
        .rev()
        .take_while(|token| {
            token.kind == Kind::Word
                || token.is(".")
                || token.is("@")
                || token.is("[")
                || token.is("#")
                || token.is(":")
        })
        .take(6)
        .any(|token| token.is("@") || token.is("#"))
}

/// What stands before the routes of `receiver`; `None` where it cannot be told.
fn prefix(code: &Code<'_>, receiver: &str, mounted: bool) -> Option<String> {
    prefix_within(code, receiver, mounted, GROUPS)
}

/// The same, where groups are followed upwards through `depth` assignments at most.
fn prefix_within(code: &Code<'_>, receiver: &str, mounted: bool, depth: usize) -> Option<String> {
    let mut made_here = false;
    for assigned in code.assignments(receiver).filter(|_| !receiver.is_empty()) {
        for (index, token) in assigned.iter().enumerate() {
            let argument = assigned
                .get(index + 2)
                .filter(|argument| argument.kind == Kind::Text);
            if matches!(token.text, "Group" | "basePath") {
                let outer = index
                    .checked_sub(2)
                    .and_then(|at| assigned.get(at))
                    .map_or("", |owner| owner.text);
                let above = match depth {
                    _ if outer.is_empty() || outer == receiver => String::new(),
                    0 => return None,
                    _ => prefix_within(code, outer, mounted, depth - 1)?,
                };
                return argument.map(|argument| format!("{above}{}", argument.text));
            }
            if matches!(token.text, "prefix" | "url_prefix") && token.kind == Kind::Word {
                return argument
                    .map(|argument| argument.text.to_owned())
                    .filter(|_| !mounted);
            }
            made_here |= CONSTRUCTORS.contains(&token.text);
        }
    }
    let chains_with_nest = receiver.is_empty() && code.calls().any(|call| call.name == "nest");
    let root = made_here
        || ROOTS.contains(&receiver)
        || chains_with_nest
        || is_root_by_type(code, receiver);
    (root || !mounted).then(String::new)
}

/// Whether a parameter of this name has the type of an application's root (`r *gin.Engine`).
fn is_root_by_type(code: &Code<'_>, receiver: &str) -> bool {
    !receiver.is_empty()
        && code.tokens.windows(5).any(|tokens| {
            tokens[0].is(receiver)
                && tokens[1].is("*")
                && tokens[3].is(".")
                && matches!(
                    tokens[4].text,
                    "Engine" | "App" | "Echo" | "ServeMux" | "Mux" | "Server"
                )
        })
}

/// Whether routers of this file are put under a prefix somewhere.
fn mounts_routers(code: &Code<'_>) -> bool {
    code.calls().any(|call| {
        let named = |word: &str| {
            call.arguments
                .iter()
                .any(|argument| argument.first().is_some_and(|token| token.is(word)))
        };
        let texts = call
            .arguments
            .first()
            .and_then(|argument| argument.first())
            .filter(|token| token.kind == Kind::Text);
        match call.name {
            "include_router" | "register_blueprint" | "APIRouter" | "Blueprint" => {
                named("prefix") || named("url_prefix")
            }
            "use" | "register" | "nest" | "scope" | "mount" | "Mount" | "Route" | "route" => {
                call.arguments.len() >= 2
                    && texts.is_some_and(|text| {
                        text.text.len() > 1 && text.text.starts_with('/') && call.name != "route"
                    })
                    || named("prefix")
            }
            "Group" => texts.is_some_and(|text| text.text.len() > 1),
            "include" => texts.is_some(),
            "setGlobalPrefix" => true,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use opswright_source::SourceFile;

    use super::*;
    use crate::lexer::{GO, JAVASCRIPT, PYTHON, RUST, Syntax};

    fn check(text: &str, syntax: &Syntax, expected: &[&str]) {
        let file = SourceFile::from_text("a", text);
        let found = routes(&[Code::new(&file, syntax)]);
        let paths: Vec<&str> = found.iter().map(|route| route.path.as_str()).collect();
        assert_eq!(paths, expected, "{text}");
    }

    #[test]
    fn routes_are_found_in_each_language() {
        check(
            "app.get('/health', (q, r) => r.send('ok'))",
            &JAVASCRIPT,
            &["/health"],
        );
        check(
            "@app.get(\"/healthz\")\ndef h(): pass",
            &PYTHON,
            &["/healthz"],
        );
        check(
            "Router::new().route(\"/health\", get(health))",
            &RUST,
            &["/health"],
        );
        check(
            "#[get(\"/health_check\")]\nasync fn h() {}",
            &RUST,
            &["/health_check"],
        );
        check("http.HandleFunc(\"GET /healthz\", h)", &GO, &["/healthz"]);
        check(
            "r := gin.Default()\napi := r.Group(\"/api\")\napi.GET(\"/ping\", h)",
            &GO,
            &["/api/ping"],
        );
        check(
            "v1 := app.Group(\"/v1\")\nh := v1.Group(\"/health\")\nh.Get(\"/\", check)",
            &GO,
            &["/v1/health/"],
        );
        check(
            "func R(r *gin.Engine) {\n\tr.GET(\"/health\", h)\n\tr.Group(\"/api\")\n}",
            &GO,
            &["/health"],
        );
    }

    #[test]
    fn clients_and_unknown_prefixes_are_left_out() {
        check("axios.get('/health', options)", &JAVASCRIPT, &[]);
        check(
            "router.get('/health', h); app.use('/api', router)",
            &JAVASCRIPT,
            &[],
        );
        check(
            "func R(v1 fiber.Router) {\n\tg := v1.Group(\"/health\")\n\tg.Get(\"/\", h)\n}",
            &GO,
            &[],
        );
        check(
            "router = APIRouter(prefix='/x')\n@router.get('/health')\ndef h(): pass",
            &PYTHON,
            &[],
        );
    }
}
