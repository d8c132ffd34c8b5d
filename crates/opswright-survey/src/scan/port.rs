//! The port in an expression: a literal, a fallback behind a variable, or a name that is assigned elsewhere.

use crate::code::Code;
use crate::lexer::{Kind, Token};

/// What an expression says about a port.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Port {
    /// The literal.
    pub(crate) number: Option<u16>,
    /// The variable of the environment that overrides it.
    pub(crate) variable: Option<String>,
}

/// Smaller numbers beside a listener are counts, codes and limits, not ports of web services.
const LOWEST: u16 = 80;

/// Tokens after the name `PORT` in which its default stands.
const NEAR: usize = 16;

/// The default of a port that is read by the name `PORT` through a function of the program's own, and the token of it.
pub(crate) fn beside_its_name(code: &Code<'_>) -> Option<(u16, usize)> {
    let named = code
        .tokens
        .iter()
        .position(|token| token.kind == Kind::Text && token.text == "PORT")?;
    let near = code.tokens.iter().enumerate().skip(named + 1).take(NEAR);
    near.filter(|(_, token)| token.kind == Kind::Number)
        .find_map(|(index, token)| Some((number(token.text)?, index)))
}

/// Names are followed this far.
const DEPTH: usize = 3;

/// Values of one name in one file that are followed.
const VALUES: usize = 16;

/// Values that are followed for one expression in all.
const STEPS: usize = 256;

/// Reads `expression` of `code`; names are looked up there first, then in `all`.
pub(crate) fn evaluate(expression: &[Token<'_>], code: &Code<'_>, all: &[Code<'_>]) -> Port {
    follow(expression, code, all, (DEPTH, &mut STEPS.clone()))
}

fn follow(
    expression: &[Token<'_>],
    code: &Code<'_>,
    all: &[Code<'_>],
    (depth, steps): (usize, &mut usize),
) -> Port {
    *steps = steps.saturating_sub(1);
    let mut port = Port {
        number: literal(expression),
        variable: variable(expression),
    };
    if port.number.is_some() || depth == 0 || *steps == 0 {
        return port;
    }
    for name in names(expression) {
        let elsewhere = all.iter().filter(|other| other.file.path != code.file.path);
        for place in std::iter::once(code).chain(elsewhere.filter(|_| is_about_ports(name))) {
            for assigned in place.assignments(name).take(VALUES) {
                if assigned
                    .first()
                    .is_some_and(|first| std::ptr::eq(first, &raw const expression[0]))
                {
                    continue;
                }
                let found = follow(assigned, place, all, (depth - 1, &mut *steps));
                port.variable = port.variable.or(found.variable);
                if found.number.is_some() {
                    port.number = found.number;
                    return port;
                }
            }
        }
    }
    port
}

/// Names worth following, those that speak of ports first.
fn names<'a>(expression: &[Token<'a>]) -> Vec<&'a str> {
    const NEVER: &[&str] = &[
        "process", "env", "os", "std", "self", "this", "await", "new", "Some", "Ok", "String",
        "Number", "int", "str",
    ];
    let mut names: Vec<&str> = expression
        .iter()
        .filter(|token| token.kind == Kind::Word && !NEVER.contains(&token.text))
        .map(|token| token.text)
        .collect();
    names.extend(
        expression
            .iter()
            .filter(|token| token.kind == Kind::Text)
            .flat_map(|token| holes(token.text)),
    );
    names.sort_by_key(|name| !is_about_ports(name));
    names.dedup();
    names.truncate(6);
    names
}

/// Names inside `{}` of a format text.
fn holes(text: &str) -> Vec<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|tail| tail.split('}').next())
        .filter_map(|hole| hole.split([':', '.', '!']).next_back().or(Some(hole)))
        .filter(|hole| !hole.is_empty() && hole.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .collect()
}

fn is_about_ports(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["port", "addr", "listen", "bind"]
        .iter()
        .any(|word| lower.contains(word))
}

/// The first port that is written out, also inside `"0.0.0.0:3000"`; octets in brackets and the radix of a parse are none.
pub(crate) fn literal(expression: &[Token<'_>]) -> Option<u16> {
    let mut brackets = 0_usize;
    for (index, token) in expression.iter().enumerate() {
        match token.kind {
            Kind::Mark if token.text == "[" => brackets += 1,
            Kind::Mark if token.text == "]" => brackets = brackets.saturating_sub(1),
            // Octets of an address stand in brackets too.
            Kind::Number if brackets == 0 || token.text.len() > 3 => {
                let before = index.checked_sub(1).and_then(|at| expression.get(at));
                let radix = before.is_some_and(|mark| mark.is(","))
                    && matches!(token.text, "10" | "16" | "32" | "64");
                let compared = before
                    .is_some_and(|mark| ["<", ">", "*", "+", "-"].iter().any(|sign| mark.is(sign)));
                if let Some(port) = number(token.text).filter(|_| !radix && !compared) {
                    return Some(port);
                }
            }
            Kind::Text => {
                if let Some(port) = in_text(token.text).filter(|port| *port >= LOWEST) {
                    return Some(port);
                }
            }
            _ => {}
        }
    }
    None
}

/// `3000`, `3_000`, `3000u16`.
fn number(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    let digits = digits
        .trim_end_matches("u16")
        .trim_end_matches("u32")
        .trim_end_matches("i32");
    digits.parse().ok().filter(|port| *port >= LOWEST)
}

/// `3000`, `:3000`, `0.0.0.0:3000`, `[::]:3000`.
pub(crate) fn in_text(text: &str) -> Option<u16> {
    let host = text.rsplit_once(':').map_or("", |(host, _)| host);
    if host.contains(['{', '%', '/', ' ']) {
        return None;
    }
    let digits = text.rsplit(':').next().unwrap_or(text);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|port| all_digits && *port != 0)
}

/// A variable of the environment whose name speaks of ports or addresses.
fn variable(expression: &[Token<'_>]) -> Option<String> {
    expression
        .iter()
        .find(|token| {
            token.text.len() >= 4
                && token
                    .text
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
                && is_about_ports(token.text)
        })
        .map(|token| token.text.to_owned())
}

#[cfg(test)]
mod tests {
    use opswright_source::SourceFile;

    use super::*;
    use crate::lexer::{JAVASCRIPT, RUST, Syntax};

    fn check(text: &str, syntax: &Syntax, number: Option<u16>, variable: Option<&str>) {
        let file = SourceFile::from_text("a", text);
        let all = [Code::new(&file, syntax)];
        let call = all[0]
            .calls()
            .filter(|call| matches!(call.name, "listen" | "bind"))
            .last()
            .expect("it listens");
        let port = evaluate(call.arguments[0], &all[0], &all);
        assert_eq!(port.number, number, "{text}");
        assert_eq!(port.variable.as_deref(), variable, "{text}");
    }

    #[test]
    fn literals_fallbacks_and_names_are_followed() {
        check("app.listen(3000)", &JAVASCRIPT, Some(3000), None);
        check(
            "app.listen(process.env.PORT || 3000)",
            &JAVASCRIPT,
            Some(3000),
            Some("PORT"),
        );
        check(
            "const port = parseInt(process.env.PORT ?? '8080', 10)\napp.listen(port)",
            &JAVASCRIPT,
            Some(8080),
            Some("PORT"),
        );
        check(
            "const config = { port: Number(process.env.PORT) || 4000 }\napp.listen(config.port)",
            &JAVASCRIPT,
            Some(4000),
            Some("PORT"),
        );
        check(
            "app.listen(process.env.PORT)",
            &JAVASCRIPT,
            None,
            Some("PORT"),
        );
        check(
            "app.listen({ port: 3001, host: '0.0.0.0' })",
            &JAVASCRIPT,
            Some(3001),
            None,
        );
        check("app.listen(0)", &JAVASCRIPT, None, None);
        check(
            "TcpListener::bind(\"0.0.0.0:3000\")",
            &RUST,
            Some(3000),
            None,
        );
        check("bind(([127, 0, 0, 1], 3030))", &RUST, Some(3030), None);
        check(
            "let port = env::var(\"PORT\").unwrap_or_else(|_| \"3000\".into()); bind(format!(\"0.0.0.0:{port}\"))",
            &RUST,
            Some(3000),
            Some("PORT"),
        );
    }
}
