//! Fixtures of dclint: the tests of its rules, which hold YAML and the messages expected for it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use opswright_source::{Files, SourceFile};

use super::fixture::{Expected, Fixture};

const NAME: &str = "docker-compose.yml";

/// Reads a checkout.
pub(super) fn read(checkout: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    for path in super::files_below(&checkout.join("tests/rules"), "ts")? {
        let text = text_of(&path)?;
        let name = super::name_of(&path);
        let rule = name
            .rsplit('/')
            .next()
            .and_then(|file| file.strip_suffix("-rule.spec.ts"))
            .unwrap_or("");
        fixtures.extend(of_spec(&text, rule, &name));
    }
    let correct = checkout.join("tests/mocks/docker-compose.correct.yml");
    fixtures.push(Fixture {
        name: super::name_of(&correct),
        rule: "*".to_owned(),
        files: compose(&text_of(&correct)?),
        expected: Expected::Clean,
    });
    Ok(fixtures)
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))
}

fn compose(text: &str) -> Files {
    let mut files = Files::new();
    files.insert(SourceFile::from_text(NAME, text));
    files
}

/// The tests of one rule; those of settings that only dclint has are left out.
fn of_spec(text: &str, rule: &str, name: &str) -> Vec<Fixture> {
    let yamls = yamls(text);
    let mut fixtures = Vec::new();
    for test in text.split("\ntest(").skip(1) {
        let source = test
            .split_once("sourceCode: ")
            .and_then(|(_, rest)| rest.split([',', '\n', ' ']).next());
        let Some(yaml) = source.and_then(|source| yamls.get(source)) else {
            continue;
        };
        let Some(messages) = messages(test).filter(|_| !has_settings(test)) else {
            continue;
        };
        let fixture = |expected| Fixture {
            name: format!("{name}, {}", source.unwrap_or("")),
            rule: rule.to_owned(),
            files: compose(yaml),
            expected,
        };
        if messages.is_empty() {
            fixtures.push(fixture(Expected::Clean));
        }
        for message in messages {
            fixtures.push(fixture(Expected::Found(line(yaml, &message))));
        }
    }
    fixtures
}

/// Texts between back ticks, by the name of their constant.
fn yamls(text: &str) -> BTreeMap<&str, &str> {
    text.match_indices("const ")
        .filter_map(|(at, word)| {
            let (name, rest) = text.get(at + word.len()..)?.split_once(" = `")?;
            let (yaml, _) = rest.split_once('`')?;
            (!name.contains(' ')).then_some((name, yaml))
        })
        .collect()
}

/// Whether the rule is made with settings that change what it finds.
fn has_settings(test: &str) -> bool {
    let made = test
        .split_once("new ")
        .and_then(|(_, rest)| rest.split_once("Rule("))
        .map_or("", |(_, rest)| rest);
    let given = made.split_once(')').map_or("", |(given, _)| given);
    !given.is_empty() && !given.contains("quoteType") && !given.contains("checkPullPolicy: true")
}

/// What each expected message is about: its arguments in order. `None` for a test of a fix.
fn messages(test: &str) -> Option<Vec<Vec<(&str, &str)>>> {
    let (_, rest) = test.split_once("const expectedMessages")?;
    let (list, _) = rest.split_once("];")?;
    let calls = list.split("rule.getMessage(").skip(1);
    Some(calls.map(arguments).collect())
}

/// `{ serviceName: 'web', key: 'ports' })` as pairs.
fn arguments(call: &str) -> Vec<(&str, &str)> {
    call.split([',', '{', '\n'])
        .filter_map(|part| {
            let (name, value) = part.split_once(": '")?;
            Some((name.trim(), value.split('\'').next()?))
        })
        .collect()
}

/// The line that a message is about: in the service that it names, the first that holds what else it names.
fn line(yaml: &str, message: &[(&str, &str)]) -> Option<u32> {
    let lines: Vec<&str> = yaml.lines().collect();
    let value = |wanted: &[&str]| {
        message
            .iter()
            .find(|(name, _)| wanted.contains(name))
            .map(|(_, value)| *value)
    };
    let key = |name: &str| {
        lines
            .iter()
            .position(|line| line.trim_start().starts_with(&format!("{name}:")))
    };
    let inner = value(&["port", "publishedPort", "image", "key", "containerName"]);
    let found = match value(&["serviceName"]) {
        Some(service) => {
            let start = key(service)?;
            let within = inner.and_then(|inner| {
                lines
                    .iter()
                    .skip(start + 1)
                    .position(|line| line.contains(inner))
            });
            within.map_or(start, |at| start + 1 + at)
        }
        None => key(inner?)?,
    };
    u32::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = "
const bad = `
services:
  web:
    image: nginx
  db:
    image: redis
`;
const good = `
services: {}
`;

test('a', (t) => {
  const rule = new XRule();
  const context = { sourceCode: bad };
  const expectedMessages = [
    rule.getMessage({ serviceName: 'db', image: 'redis' }),
    rule.getMessage(),
  ];
});

test('b', (t) => {
  const context = { sourceCode: good, };
  const expectedMessages: string[] = [];
});

test('c', (t) => {
  const rule = new XRule({ other: true });
  const context = { sourceCode: bad };
  const expectedMessages: string[] = [];
});
";

    #[test]
    fn tests_become_fixtures() {
        let found = of_spec(SPEC, "x", "x.ts");
        let expected: Vec<Expected> = found.iter().map(|fixture| fixture.expected).collect();
        assert_eq!(
            expected,
            [
                Expected::Found(Some(6)),
                Expected::Found(None),
                Expected::Clean
            ]
        );
        assert!(
            found
                .iter()
                .all(|fixture| fixture.files.get(NAME).is_some())
        );
    }
}
