//! Variables of the environment that code reads, with what happens when they are missing.

use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::{Kind, Token};
use crate::variables::{Reading, VariableClaim};

/// Functions that read a variable by name, with whether the program stops when it is missing.
const READERS: &[(&str, &str, Reading)] = &[
    ("", "getenv", Reading::Unknown),
    ("os", "getenv", Reading::Unknown),
    ("environ", "get", Reading::Unknown),
    ("os", "Getenv", Reading::Unknown),
    ("os", "LookupEnv", Reading::Unknown),
    ("env", "var", Reading::Unknown),
    ("env", "var_os", Reading::Unknown),
    ("dotenvy", "var", Reading::Unknown),
    ("dotenv", "var", Reading::Unknown),
    ("env", "get", Reading::Unknown),
    ("", "env", Reading::Required),
    ("env", "str", Reading::Required),
    ("env", "bool", Reading::Required),
    ("env", "int", Reading::Required),
    ("env", "list", Reading::Required),
    ("env", "db", Reading::Required),
    ("", "config", Reading::Required),
];

/// Every reading in `code`.
pub(crate) fn readings(code: &Code<'_>) -> Vec<VariableClaim> {
    let mut found = Vec::new();
    for index in 0..code.tokens.len() {
        found.extend(member(code, index));
    }
    for call in code.calls() {
        // `env!` is read by the compiler, not by the process.
        let by_compiler = code
            .tokens
            .get(call.index + 1)
            .is_some_and(|mark| mark.is("!"));
        if by_compiler {
            continue;
        }
        let Some(name) = call.arguments.first().and_then(|first| single_text(first)) else {
            continue;
        };
        let reader = READERS
            .iter()
            .find(|(receiver, function, _)| *receiver == call.receiver && *function == call.name);
        let Some((_, _, reading)) = reader.filter(|_| is_variable_name(name)) else {
            continue;
        };
        let named = call
            .arguments
            .iter()
            .find(|argument| argument.first().is_some_and(|word| word.is("default")));
        let fallback = named
            .or(call.arguments.get(1))
            .and_then(|argument| argument.last());
        let (reading, default) = match fallback {
            Some(token) if !token.is("None") => (Reading::Optional, value_of(token)),
            _ => (after_call(code, call.index).unwrap_or(*reading), None),
        };
        let default = default.or_else(|| fallback_after(code, call.index));
        let reading = if default.is_some() {
            Reading::Optional
        } else {
            reading
        };
        found.push(claim(code, call.index, name, (reading, default)));
    }
    found.extend(struct_tags(code));
    found
}

fn claim(
    code: &Code<'_>,
    index: usize,
    name: &str,
    (reading, default): (Reading, Option<String>),
) -> VariableClaim {
    VariableClaim {
        name: name.to_owned(),
        reading,
        default,
        ground: Ground::Code,
        evidence: code.token_evidence(index),
    }
}

/// `process.env.NAME`, `process.env['NAME']`, `Bun.env.NAME`, `import.meta.env.NAME`, `os.environ["NAME"]`.
fn member(code: &Code<'_>, index: usize) -> Option<VariableClaim> {
    let token = |offset: usize| code.tokens.get(index + offset);
    let is = |offset: usize, text: &str| token(offset).is_some_and(|token| token.is(text));
    let before = |offset: usize| index.checked_sub(offset).and_then(|at| code.tokens.get(at));
    let owner = before(2).filter(|_| before(1).is_some_and(|mark| mark.is(".")));
    let environment = owner.is_some_and(|owner| match token(0).map(|token| token.text) {
        Some("env") => matches!(owner.text, "process" | "Bun" | "meta"),
        Some("environ") => owner.text == "os",
        _ => false,
    }) || (is(0, "environ") && owner.is_none());
    if !environment {
        return None;
    }
    let (name, length) = if is(1, ".") && token(2)?.kind == Kind::Word {
        (token(2)?.text, 3)
    } else if is(1, "[") && token(2)?.kind == Kind::Text && is(3, "]") {
        (token(2)?.text, 4)
    } else {
        return None;
    };
    if !is_variable_name(name) || (is(length, "=") && !is(length + 1, "=")) {
        return None;
    }
    let strict = is(0, "environ") || (is(length, "!") && !is(length + 1, "="));
    let default = default_at(code, index + length);
    let reading = match (strict, &default) {
        (true, _) => Reading::Required,
        (false, Some(_)) => Reading::Optional,
        (false, None) => Reading::Unknown,
    };
    Some(claim(code, index + 2, name, (reading, default)))
}

/// The literal after `||` or `??` (`or` in Python) at `index`.
fn default_at(code: &Code<'_>, index: usize) -> Option<String> {
    let mark = |offset: usize| code.tokens.get(index + offset);
    let doubled = mark(0)?.text == mark(1)?.text && matches!(mark(0)?.text, "|" | "?");
    let offset = if doubled {
        2
    } else if mark(0)?.is("or") {
        1
    } else {
        return None;
    };
    mark(offset).and_then(|token| value_of(token))
}

/// The same after the bracket that closes the call at `index`.
fn fallback_after(code: &Code<'_>, index: usize) -> Option<String> {
    let close = closing(code, index)?;
    if let Some(default) = default_at(code, close + 1) {
        return Some(default);
    }
    let method = code
        .tokens
        .get(close + 2)
        .filter(|_| code.tokens.get(close + 1).is_some_and(|mark| mark.is(".")))?;
    if !method.text.starts_with("unwrap_or") {
        return None;
    }
    code.tokens[close + 3..].iter().take(8).find_map(value_of)
}

/// What a Rust `expect`, `unwrap` or `?` after the call says.
fn after_call(code: &Code<'_>, index: usize) -> Option<Reading> {
    let close = closing(code, index)?;
    let next = code.tokens.get(close + 1)?;
    if next.is("?")
        && !code
            .tokens
            .get(close + 2)
            .is_some_and(|mark| mark.is("?") || mark.is("."))
    {
        return Some(Reading::Required);
    }
    let method = code.tokens.get(close + 2).filter(|_| next.is("."))?;
    match method.text {
        "expect" | "unwrap" | "context" | "with_context" => Some(Reading::Required),
        "unwrap_or" | "unwrap_or_else" | "unwrap_or_default" | "ok" | "is_ok" | "map_or" => {
            Some(Reading::Optional)
        }
        _ => None,
    }
}

fn closing(code: &Code<'_>, call: usize) -> Option<usize> {
    let open = call + 1;
    code.close_of(open).or_else(|| code.close_of(open + 1))
}

/// `env:"NAME" envDefault:"x"` in Go, `env = "NAME"` in Rust's clap.
fn struct_tags(code: &Code<'_>) -> Vec<VariableClaim> {
    let mut found = Vec::new();
    for (index, token) in code.tokens.iter().enumerate() {
        if token.kind == Kind::Text && token.text.contains("env:\"") {
            let Some(name) = tag(token.text, "env").filter(|name| is_variable_name(name)) else {
                continue;
            };
            let default = tag(token.text, "envDefault").map(ToOwned::to_owned);
            let required =
                token.text.contains(",required") || token.text.contains("required:\"true\"");
            let reading = match (&default, required) {
                (Some(_), _) => Reading::Optional,
                (None, true) => Reading::Required,
                (None, false) => Reading::Unknown,
            };
            found.push(claim(code, index, name, (reading, default)));
        } else if token.is("env") && code.tokens.get(index + 1).is_some_and(|mark| mark.is("=")) {
            let name = code
                .tokens
                .get(index + 2)
                .filter(|name| name.kind == Kind::Text && is_variable_name(name.text));
            if let Some(name) = name.filter(|_| code.file.path.ends_with(".rs")) {
                found.push(claim(code, index + 2, name.text, (Reading::Unknown, None)));
            }
        }
    }
    found
}

fn tag<'a>(tags: &'a str, key: &str) -> Option<&'a str> {
    let start = tags.find(&format!("{key}:\""))? + key.len() + 2;
    let value = tags.get(start..)?.split('"').next()?;
    value.split(',').next().filter(|value| !value.is_empty())
}

fn single_text<'a>(argument: &[Token<'a>]) -> Option<&'a str> {
    match argument {
        [token] if token.kind == Kind::Text => Some(token.text),
        _ => None,
    }
}

fn value_of(token: &Token<'_>) -> Option<String> {
    matches!(token.kind, Kind::Text | Kind::Number)
        .then(|| token.text.to_owned())
        .filter(|text| !text.is_empty() && !text.contains("${") && text.len() <= 200)
}

/// `UPPER_CASE` with at least one letter; what the shell sets for every process is none.
pub(crate) fn is_variable_name(name: &str) -> bool {
    const AMBIENT: &[&str] = &[
        "PATH",
        "HOME",
        "USER",
        "PWD",
        "SHELL",
        "CI",
        "TERM",
        "TMPDIR",
        "LANG",
        "DEV",
        "PROD",
        "SSR",
        "MODE",
        "BASE_URL_",
    ];
    name.len() >= 2
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && !AMBIENT.contains(&name)
        && !name.starts_with("npm_")
        && !name.starts_with("CARGO_")
}

#[cfg(test)]
mod tests {
    use opswright_source::SourceFile;

    use super::*;
    use crate::lexer::{GO, JAVASCRIPT, PYTHON, RUST, Syntax};

    fn check(text: &str, syntax: &Syntax, expected: &[(&str, Reading, Option<&str>)]) {
        let file = SourceFile::from_text("a.rs", text);
        let found = readings(&Code::new(&file, syntax));
        let found: Vec<(&str, Reading, Option<&str>)> = found
            .iter()
            .map(|claim| (claim.name.as_str(), claim.reading, claim.default.as_deref()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_defaults_and_needs_are_read() {
        check(
            "process.env.AB || 'x'; process.env['CD']; process.env.EF!",
            &JAVASCRIPT,
            &[
                ("AB", Reading::Optional, Some("x")),
                ("CD", Reading::Unknown, None),
                ("EF", Reading::Required, None),
            ],
        );
        check(
            "os.environ['AB']\nos.getenv('CD', 'x')\nos.environ.get('EF')",
            &PYTHON,
            &[
                ("AB", Reading::Required, None),
                ("CD", Reading::Optional, Some("x")),
                ("EF", Reading::Unknown, None),
            ],
        );
        check(
            "env::var(\"AB\").expect(\"set\"); env::var(\"CD\").unwrap_or_else(|_| \"x\".into())",
            &RUST,
            &[
                ("AB", Reading::Required, None),
                ("CD", Reading::Optional, Some("x")),
            ],
        );
        check("os.Getenv(\"AB\")", &GO, &[("AB", Reading::Unknown, None)]);
        check(
            "Port string `env:\"PORT\" envDefault:\"80\"`",
            &GO,
            &[("PORT", Reading::Optional, Some("80"))],
        );
    }
}
