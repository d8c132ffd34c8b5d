//! Keeping secrets out of what is shown: which names hold one, and where one stands in a line.

use opswright_source::Range;

use crate::secrets::known_secrets;

/// Whether a variable or key of this name usually holds a secret (`DB_PASSWORD`, `apiKey`), not a reference to one (`TOKEN_FILE`).
pub fn is_secret_name(name: &str) -> bool {
    let parts = parts(name);
    let last = parts.last().map_or("", String::as_str);
    let reference = matches!(
        last,
        "FILE"
            | "PATH"
            | "DIR"
            | "NAME"
            | "URL"
            | "URI"
            | "TTL"
            | "SECONDS"
            | "MINUTES"
            | "DAYS"
            | "EXPIRY"
            | "EXPIRES"
            | "LENGTH"
            | "TYPE"
            | "ID"
            | "ARN"
            | "HEADER"
            | "ENABLED"
            | "PUBLIC"
    );
    let switch = parts
        .iter()
        .any(|part| matches!(part.as_str(), "PUBLIC" | "ALLOW" | "RANDOM"));
    if reference || switch {
        return false;
    }
    let key = parts
        .windows(2)
        .any(|pair| pair[1] == "KEY" && is_key_kind(&pair[0]));
    key || parts.iter().any(|part| {
        [
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "SECRET",
            "TOKEN",
            "APIKEY",
        ]
        .iter()
        .any(|ending| part.ends_with(ending))
            || part == "PWD" && parts.len() > 1
            || part == "CREDENTIAL"
    })
}

fn is_key_kind(part: &str) -> bool {
    matches!(
        part,
        "API"
            | "PRIVATE"
            | "ACCESS"
            | "SECRET"
            | "ENCRYPTION"
            | "SIGNING"
            | "MASTER"
            | "AUTH"
            | "JWT"
            | "SERVICE"
    )
}

/// Words of a name in upper case: `dbPassword`, `db-password` and `DB_PASSWORD` are the same.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut lower_before = false;
    for character in name.chars() {
        let boundary = !character.is_alphanumeric() || (character.is_uppercase() && lower_before);
        if boundary && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(String::new());
        }
        lower_before = character.is_lowercase();
        if let Some(part) = parts.last_mut().filter(|_| character.is_alphanumeric()) {
            part.extend(character.to_uppercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Where literal secrets stand in one line: values of secret names, passwords in URLs, tokens of known shape.
pub fn secret_values(line: &str) -> Vec<Range> {
    let mut found = Vec::new();
    assigned(line, &mut found);
    url_passwords(line, &mut found);
    tokens(line, &mut found);
    found.sort();
    found.dedup();
    found
}

/// `line` with every byte of its secrets replaced by `*`; offsets stay true.
pub fn redact(line: &str) -> String {
    let mut bytes = line.as_bytes().to_vec();
    for range in secret_values(line) {
        if let Some(secret) = bytes.get_mut(range.start..range.end) {
            secret.fill(b'*');
        }
    }
    // Ranges are on character boundaries, so whole characters were replaced.
    String::from_utf8(bytes).unwrap_or_default()
}

/// `NAME=value` and `name: value`, where the name is that of a secret.
fn assigned(line: &str, found: &mut Vec<Range>) {
    for (at, _) in line.match_indices(['=', ':']) {
        let before = line[..at].trim_end().trim_end_matches(['"', '\'']);
        let name_start = before
            .rfind(|character: char| {
                !(character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.'))
            })
            .map_or(0, |place| {
                place + before[place..].chars().next().map_or(1, char::len_utf8)
            });
        let after = &line[at + 1..];
        let spaces = after.len() - after.trim_start().len();
        // `a:b` is no key in YAML, and `name://` is a URL.
        let separated = line[at..].starts_with('=') || spaces > 0;
        if separated && is_secret_name(&before[name_start..]) {
            found.extend(value_range(line, at + 1 + spaces));
        }
    }
}

/// The value that starts at `start`, unless it is a reference, a switch or nothing.
fn value_range(line: &str, start: usize) -> Option<Range> {
    let rest = line.get(start..)?;
    let (start, length) = match rest.chars().next()? {
        quote @ ('"' | '\'') => (start + 1, rest[1..].find(quote).unwrap_or(rest.len() - 1)),
        _ => (
            start,
            rest.find(|character: char| {
                character.is_whitespace() || matches!(character, '"' | '\'' | ',')
            })
            .unwrap_or(rest.len()),
        ),
    };
    let range = Range::new(start, start + length);
    is_literal(range.slice(line)).then_some(range)
}

/// Whether a value could be a secret itself and not the way to one.
fn is_literal(value: &str) -> bool {
    let reference = value.starts_with(['$', '/', '{', '[', '<', '|', '>', '&', '*', '%', '!', '`']);
    let switch = matches!(
        value.to_ascii_lowercase().as_str(),
        "" | "true" | "false" | "null" | "none" | "read" | "write" | "inherit" | "yes" | "no"
    );
    !reference && !switch
}

/// `scheme://user:password@host`
fn url_passwords(line: &str, found: &mut Vec<Range>) {
    for (at, _) in line.match_indices("://") {
        let start = at + 3;
        let rest = &line[start..];
        let end = rest
            .find(|character: char| {
                character.is_whitespace() || matches!(character, '/' | '"' | '\'' | '?')
            })
            .unwrap_or(rest.len());
        let Some(user_end) = rest[..end].rfind('@') else {
            continue;
        };
        let Some(colon) = rest[..user_end].find(':') else {
            continue;
        };
        let range = Range::new(start + colon + 1, start + user_end);
        if is_literal(range.slice(line)) {
            found.push(range);
        }
    }
}

/// Prefixes that issuers give their tokens, with the least number of characters behind: also what only looks like one is not shown.
const TOKEN_PREFIXES: [(&str, usize); 12] = [
    ("ghp_", 30),
    ("gho_", 30),
    ("ghs_", 30),
    ("github_pat_", 30),
    ("glpat-", 18),
    ("AKIA", 16),
    ("sk_live_", 16),
    ("xoxb-", 16),
    ("xoxp-", 16),
    ("npm_", 30),
    ("pypi-", 30),
    ("AIza", 30),
];

fn tokens(line: &str, found: &mut Vec<Range>) {
    found.extend(known_secrets(line).into_iter().map(|secret| secret.range));
    for (prefix, least) in TOKEN_PREFIXES {
        for (at, _) in line.match_indices(prefix) {
            let rest = &line[at + prefix.len()..];
            let length = rest
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
                .count();
            if length >= least {
                found.push(Range::new(at, at + prefix.len() + length));
            }
        }
    }
}
