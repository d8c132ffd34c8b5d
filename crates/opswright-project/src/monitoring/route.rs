//! Where Alertmanager sends alerts: the tree of routes and what each asks for.

use opswright_yaml::{Node, Yaml};

/// A deeper tree is not read.
const LARGEST_DEPTH: usize = 40;

/// A configuration of Alertmanager.
#[derive(Debug)]
pub struct Routing<'a> {
    /// The whole configuration.
    pub node: Node<'a>,
    /// The outermost route.
    pub root: Option<Route<'a>>,
    /// Its receivers.
    pub receivers: Vec<Node<'a>>,
}

/// A route.
#[derive(Debug)]
pub struct Route<'a> {
    /// Its mapping.
    pub node: Node<'a>,
    /// Labels that an alert must have.
    pub matches: Vec<LabelMatch>,
    /// Whether the routes behind it are asked, too.
    pub goes_on: bool,
    /// Routes below it.
    pub routes: Vec<Route<'a>>,
}

impl<'a> Routing<'a> {
    /// All routes, each before those below it.
    pub fn routes(&self) -> Vec<&Route<'a>> {
        let mut all = Vec::new();
        let mut open: Vec<&Route<'a>> = self.root.iter().collect();
        while let Some(route) = open.pop() {
            all.push(route);
            open.extend(route.routes.iter().rev());
        }
        all
    }
}

/// A label of an alert, compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LabelMatch {
    /// The label.
    pub label: String,
    /// `=`, `!=`, `=~` or `!~`.
    pub operator: &'static str,
    /// The value.
    pub value: String,
}

impl LabelMatch {
    /// Whether every value that this takes is one that `other` takes; `false` where that is not plain.
    pub fn implies(&self, other: &Self) -> bool {
        if self.label != other.label {
            return false;
        }
        if self == other {
            return true;
        }
        match (self.operator, other.operator) {
            ("=", "!=") => self.value != other.value,
            ("=", "=~") => {
                branches(&other.value).is_some_and(|of| of.contains(&&*self.value))
                    || other.value == ".*"
                    || other.value == ".+" && !self.value.is_empty()
            }
            ("=", "!~") => branches(&other.value).is_some_and(|of| !of.contains(&&*self.value)),
            ("=~", "=~") => match (branches(&self.value), branches(&other.value)) {
                (Some(own), Some(others)) => own.iter().all(|value| others.contains(value)),
                _ => other.value == ".*",
            },
            ("=~", "=") => branches(&self.value).is_some_and(|own| own == [&*other.value]),
            _ => false,
        }
    }

    /// Whether no value can be taken by both; `false` where that is not plain.
    pub fn contradicts(&self, other: &Self) -> bool {
        if self.label != other.label {
            return false;
        }
        match (self.operator, other.operator) {
            ("=", "=") => self.value != other.value,
            ("=", "!=") | ("!=", "=") => self.value == other.value,
            ("=", "=~") => branches(&other.value).is_some_and(|of| !of.contains(&&*self.value)),
            ("=~", "=") => other.contradicts(self),
            ("=", "!~") => branches(&other.value).is_some_and(|of| of.contains(&&*self.value)),
            ("!~", "=") => other.contradicts(self),
            ("=~", "!~") | ("!~", "=~") => self.value == other.value,
            ("=~", "=~") => match (branches(&self.value), branches(&other.value)) {
                (Some(own), Some(others)) => !own.iter().any(|value| others.contains(value)),
                _ => false,
            },
            _ => false,
        }
    }
}

/// The values of `a|b|c`; `None` for any other pattern.
fn branches(pattern: &str) -> Option<Vec<&str>> {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let inner = match inner
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(grouped) if !grouped.contains(['(', ')']) => {
            grouped.strip_prefix("?:").unwrap_or(grouped)
        }
        _ => inner,
    };
    let plain = inner
        .chars()
        .all(|character| character.is_alphanumeric() || "_-|:/ ".contains(character));
    plain.then(|| inner.split('|').collect())
}

/// Whether two lists of matches ask for the same.
pub fn is_same_set(a: &[LabelMatch], b: &[LabelMatch]) -> bool {
    a.iter().all(|one| b.contains(one)) && b.iter().all(|one| a.contains(one))
}

/// A configuration as its tree says it.
pub fn routing(yaml: &Yaml) -> Option<Routing<'_>> {
    let node = yaml.root()?;
    Some(Routing {
        node,
        root: node.get("route").map(|root| route(root, 0)),
        receivers: node
            .get("receivers")
            .map(|list| list.items().collect())
            .unwrap_or_default(),
    })
}

fn route(node: Node<'_>, depth: usize) -> Route<'_> {
    let routes = node
        .get("routes")
        .filter(|_| depth < LARGEST_DEPTH)
        .map(|routes| {
            routes
                .items()
                .map(|inner| route(inner, depth + 1))
                .collect()
        })
        .unwrap_or_default();
    Route {
        node,
        matches: label_matches(node, ["match", "match_re", "matchers"]),
        goes_on: node
            .get("continue")
            .and_then(|value| value.as_bool())
            .unwrap_or(false),
        routes,
    }
}

/// What a route or an inhibition asks for, by its three keys: exact, by patterns, and in the form of today.
pub fn label_matches(node: Node<'_>, [exact, pattern, matchers]: [&str; 3]) -> Vec<LabelMatch> {
    let mut found = Vec::new();
    for (key, operator) in [(exact, "="), (pattern, "=~")] {
        for entry in node.get(key).into_iter().flat_map(|map| map.entries()) {
            found.push(LabelMatch {
                label: entry.name().to_owned(),
                operator,
                value: entry.value.as_str().unwrap_or("").to_owned(),
            });
        }
    }
    if let Some(list) = node.get(matchers) {
        match list.as_str() {
            Some(text) => read(text, &mut found),
            None => list
                .items()
                .filter_map(|item| item.as_str())
                .for_each(|text| read(text, &mut found)),
        }
    }
    found
}

/// `{a="b", c=~d}`, with or without braces and quotes.
fn read(text: &str, found: &mut Vec<LabelMatch>) {
    let inner = text.trim();
    let inner = inner.strip_prefix('{').unwrap_or(inner);
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    for part in split(inner) {
        let Some(at) = part.find(['=', '!']) else {
            continue;
        };
        let rest = &part[at..];
        let Some(operator) = ["=~", "!~", "!=", "="]
            .into_iter()
            .find(|operator| rest.starts_with(operator))
        else {
            continue;
        };
        let value = rest[operator.len()..].trim();
        let value = value
            .strip_prefix('"')
            .and_then(|quoted| quoted.strip_suffix('"'))
            .unwrap_or(value);
        found.push(LabelMatch {
            label: part[..at].trim().trim_matches('"').to_owned(),
            operator,
            value: value.replace("\\\"", "\"").replace("\\\\", "\\"),
        });
    }
}

/// Parts between commas that stand in no quotes.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> LabelMatch {
        let mut found = Vec::new();
        read(text, &mut found);
        found.pop().expect("one")
    }

    #[test]
    fn what_implies_and_contradicts_what() {
        for (a, b, implies, contradicts) in [
            ("a=b", "a=~b|c", true, false),
            ("a=b", "a=c", false, true),
            ("a=~\"b|c\"", "a=~b|c|d", true, false),
            ("a=~b|c", "a=d", false, true),
            ("a=b", "a!=b", false, true),
            ("a=b", "c=b", false, false),
            ("a=~\"b.*\"", "a=bc", false, false),
            ("{a=\"b,c\"}", "a=\"b,c\"", true, false),
        ] {
            assert_eq!(one(a).implies(&one(b)), implies, "{a} {b}");
            assert_eq!(one(a).contradicts(&one(b)), contradicts, "{a} {b}");
        }
    }
}
