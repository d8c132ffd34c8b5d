//! Variables that settings classes declare, and databases that Django's settings name.

use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::{Kind, Token};
use crate::variables::{Reading, VariableClaim};

/// Claims the fields of every class that extends `BaseSettings`.
pub(crate) fn claim(code: &Code<'_>, candidate: &mut Candidate) {
    for index in 0..code.tokens.len() {
        if code.tokens[index].is("class") && extends_settings(&code.tokens[index..]) {
            fields(code, index, candidate);
        }
    }
    for token in code.tokens.iter().filter(|token| token.kind == Kind::Text) {
        let kind = match token.text {
            "django.db.backends.postgresql" | "django.db.backends.postgresql_psycopg2" => {
                "postgresql"
            }
            "django.db.backends.mysql" => "mysql",
            "django.db.backends.sqlite3" => "sqlite",
            _ => continue,
        };
        candidate.need(kind, Ground::Code, code.evidence(token.at));
    }
}

fn extends_settings(class: &[Token<'_>]) -> bool {
    class
        .iter()
        .take(12)
        .take_while(|token| !token.is(":"))
        .any(|token| token.is("BaseSettings"))
}

/// Lines `name: type = default` of the class at `class`, until a line at its own margin.
fn fields(code: &Code<'_>, class: usize, candidate: &mut Candidate) {
    let margin = column(code, code.tokens[class].at);
    let prefix = code.tokens[class..]
        .iter()
        .take(400)
        .position(|token| token.is("env_prefix"))
        .and_then(|at| code.tokens.get(class + at + 2));
    let prefix = prefix
        .filter(|token| token.kind == Kind::Text)
        .map_or("", |token| token.text);
    let mut inner = None;
    for index in class + 1..code.tokens.len() {
        let token = &code.tokens[index];
        if !token.opens_line {
            continue;
        }
        let at = column(code, token.at);
        if at <= margin {
            break;
        }
        let field = token.kind == Kind::Word
            && *inner.get_or_insert(at) == at
            && code.tokens.get(index + 1).is_some_and(|mark| mark.is(":"))
            && !matches!(token.text, "class" | "def" | "model_config");
        if !field {
            continue;
        }
        let expression = code.expression(index + 2);
        let equals = expression.iter().position(|mark| mark.is("="));
        let default = equals
            .and_then(|at| expression.get(at + 1..))
            .and_then(single_value);
        let factory = expression
            .iter()
            .any(|word| matches!(word.text, "default" | "default_factory"));
        let required = equals.is_none()
            && !expression
                .iter()
                .any(|word| matches!(word.text, "None" | "Optional"));
        let called = equals
            .is_some_and(|at| expression.get(at + 1).is_some_and(|word| word.is("Field")))
            && !factory;
        candidate.variables.push(VariableClaim {
            name: format!("{prefix}{}", token.text).to_ascii_uppercase(),
            reading: if required {
                Reading::Required
            } else if called {
                Reading::Unknown
            } else {
                Reading::Optional
            },
            default,
            ground: Ground::Code,
            evidence: code.token_evidence(index),
        });
    }
}

fn single_value(tokens: &[Token<'_>]) -> Option<String> {
    match tokens {
        [token] if matches!(token.kind, Kind::Text | Kind::Number) => {
            Some(token.text.to_owned()).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}

fn column(code: &Code<'_>, at: usize) -> usize {
    let before = code.file.text.get(..at).unwrap_or("");
    at - before.rfind('\n').map_or(0, |newline| newline + 1)
}
