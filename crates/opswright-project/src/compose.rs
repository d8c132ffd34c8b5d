//! A Compose file as services with their parts; every part knows its place.

use opswright_dockerfile::{JoinedText, Word, split_commands};
use opswright_source::Range;
use opswright_yaml::{Entry, Kind, Node, Yaml};

/// One service.
#[derive(Debug, Clone, Copy)]
pub struct Service<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its key.
    pub key: Node<'a>,
    /// Its definition.
    pub node: Node<'a>,
}

/// A variable of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable<'a> {
    /// Name.
    pub name: &'a str,
    /// Value as written; `None` where it is taken from the caller's surroundings.
    pub value: Option<&'a str>,
    /// Bytes of the value, or of the name where there is none.
    pub range: Range,
}

/// A published port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// Address on the host, if one is given.
    pub host_address: Option<String>,
    /// Port on the host as written.
    pub published: Option<String>,
    /// Port in the container as written.
    pub target: String,
    /// The item.
    pub range: Range,
    /// Whether the item is a plain text such as `8080:80`.
    pub short: bool,
}

/// What is mounted where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// Named volume, path on the host, or nothing for an anonymous volume.
    pub source: Option<String>,
    /// Path in the container.
    pub target: String,
    /// Bytes of the target.
    pub target_range: Range,
    /// The item.
    pub range: Range,
    /// Whether it is memory (`type: tmpfs`).
    pub memory: bool,
}

impl Mount {
    /// Name of the volume, if the source is one and not a path.
    pub fn volume(&self) -> Option<&str> {
        self.source
            .as_deref()
            .filter(|source| !source.starts_with(['.', '/', '~', '$']) && !self.memory)
    }
}

/// An entry of `depends_on`.
#[derive(Debug, Clone, Copy)]
pub struct Dependency<'a> {
    /// Name of the other service.
    pub service: &'a str,
    /// Its condition; `None` in the short form.
    pub condition: Option<&'a str>,
    /// The item or key.
    pub node: Node<'a>,
}

/// How a service is built.
#[derive(Debug, Clone, Copy)]
pub struct Build<'a> {
    /// Folder of the context as written (`.` where only a Dockerfile is named).
    pub context: &'a str,
    /// The Dockerfile, from the context.
    pub dockerfile: Option<&'a str>,
    /// The stage.
    pub target: Option<Node<'a>>,
    /// The whole `build`.
    pub node: Node<'a>,
}

/// The services of a file, in order.
pub fn services(yaml: &Yaml) -> Vec<Service<'_>> {
    let Some(services) = yaml.root().and_then(|root| root.get("services")) else {
        return Vec::new();
    };
    services
        .entries()
        .filter(|entry| entry.value.kind() == Kind::Mapping)
        .map(|entry| Service {
            name: entry.name(),
            key: entry.key,
            node: entry.value,
        })
        .collect()
}

impl<'a> Service<'a> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.node.get(key)
    }

    /// Whether parts of it stand elsewhere, so that what is missing here proves nothing.
    pub fn is_partial(&self) -> bool {
        self.get("extends").is_some()
    }

    /// The image as text and place.
    pub fn image(&self) -> Option<Node<'a>> {
        self.get("image").filter(|image| image.as_str().is_some())
    }

    /// How it is built.
    pub fn build(&self) -> Option<Build<'a>> {
        let node = self.get("build")?;
        let short = node.as_str();
        Some(Build {
            context: short.or_else(|| node.str_at(&["context"])).unwrap_or("."),
            dockerfile: node.str_at(&["dockerfile"]),
            target: node.get("target"),
            node,
        })
    }

    /// Its variables, of the map form and of the list form.
    pub fn environment(&self) -> Vec<Variable<'a>> {
        self.get("environment").map(variables).unwrap_or_default()
    }

    /// Arguments of its build.
    pub fn build_arguments(&self) -> Vec<Variable<'a>> {
        self.node
            .at(&["build", "args"])
            .map(variables)
            .unwrap_or_default()
    }

    /// Its published ports.
    pub fn ports(&self) -> Vec<Port> {
        self.get("ports")
            .map(|ports| ports.items().filter_map(port).collect())
            .unwrap_or_default()
    }

    /// Its mounts.
    pub fn mounts(&self) -> Vec<Mount> {
        self.get("volumes")
            .map(|volumes| volumes.items().filter_map(mount).collect())
            .unwrap_or_default()
    }

    /// The services it waits for.
    pub fn dependencies(&self) -> Vec<Dependency<'a>> {
        let Some(node) = self.get("depends_on") else {
            return Vec::new();
        };
        let listed = node.items().filter_map(|item| {
            item.as_str().map(|service| Dependency {
                service,
                condition: None,
                node: item,
            })
        });
        let keyed = node.merged_entries().into_iter().map(|entry| Dependency {
            service: entry.name(),
            condition: Some(
                entry
                    .value
                    .str_at(&["condition"])
                    .unwrap_or("service_started"),
            ),
            node: entry.key,
        });
        listed.chain(keyed).collect()
    }

    /// Its health check, unless it is switched off.
    pub fn health_check(&self) -> Option<Node<'a>> {
        self.get("healthcheck").filter(|check| {
            let disabled = check.get("disable").and_then(|node| node.as_bool()) == Some(true);
            let none = check.str_at(&["test", "0"]) == Some("NONE")
                || check.str_at(&["test"]) == Some("NONE");
            !disabled && !none
        })
    }

    /// The words of the health check's command, the shell's own included.
    pub fn probe(&self) -> Vec<Word> {
        let Some(test) = self.health_check().and_then(|check| check.get("test")) else {
            return Vec::new();
        };
        if test.as_str().is_some() {
            return shell_words(test);
        }
        let items: Vec<Node<'a>> = test.items().collect();
        match items.split_first() {
            Some((kind, rest)) if kind.as_str() == Some("CMD-SHELL") => {
                rest.iter().flat_map(|item| shell_words(*item)).collect()
            }
            Some((_, rest)) => rest
                .iter()
                .filter_map(|item| {
                    item.as_str().map(|text| Word {
                        text: text.to_owned(),
                        range: item.range(),
                    })
                })
                .collect(),
            None => Vec::new(),
        }
    }

    /// Whether the health check needs a shell in the image.
    pub fn probe_needs_shell(&self) -> bool {
        self.health_check()
            .and_then(|check| check.get("test"))
            .is_some_and(|test| test.as_str().is_some() || test.str_at(&["0"]) == Some("CMD-SHELL"))
    }
}

fn shell_words(node: Node<'_>) -> Vec<Word> {
    let text = node.as_str().unwrap_or("");
    split_commands(&JoinedText::at(text, 0))
        .into_iter()
        .flat_map(|command| command.words)
        .map(|word| Word {
            text: word.text,
            range: node.range(),
        })
        .collect()
}

/// Variables of a map or of a list.
fn variables(node: Node<'_>) -> Vec<Variable<'_>> {
    match node.kind() {
        Kind::Mapping => node.merged_entries().iter().map(variable).collect(),
        _ => node.items().filter_map(listed_variable).collect(),
    }
}

fn variable<'a>(entry: &Entry<'a>) -> Variable<'a> {
    let value = entry.value.as_str().filter(|_| !entry.value.is_null());
    Variable {
        name: entry.name(),
        value,
        range: if value.is_some() {
            entry.value.range()
        } else {
            entry.key.range()
        },
    }
}

fn listed_variable(item: Node<'_>) -> Option<Variable<'_>> {
    let text = item.as_str()?;
    let range = item.range();
    Some(match text.split_once('=') {
        Some((name, value)) => Variable {
            name,
            value: Some(value),
            range: value_range(range, text.len(), value.len()),
        },
        None => Variable {
            name: text,
            value: None,
            range,
        },
    })
}

/// The end of an item that is written as it reads; the whole item where quotes with escapes make that untrue.
fn value_range(item: Range, text: usize, value: usize) -> Range {
    let quotes = item.len().saturating_sub(text);
    match quotes {
        0 => Range::new(item.end - value, item.end),
        2 => Range::new(item.end - 1 - value, item.end - 1),
        _ => item,
    }
}

fn port(item: Node<'_>) -> Option<Port> {
    if item.kind() == Kind::Mapping {
        return Some(Port {
            host_address: item.str_at(&["host_ip"]).map(str::to_owned),
            published: item.str_at(&["published"]).map(str::to_owned),
            target: item.str_at(&["target"])?.to_owned(),
            range: item.range(),
            short: false,
        });
    }
    let text = item.as_str()?;
    let text = text.split('/').next().unwrap_or(text);
    let (rest, target) = text
        .rsplit_once(':')
        .map_or((None, text), |(rest, target)| (Some(rest), target));
    let (address, published) = match rest {
        // An address alone: Compose refuses it, and it publishes nothing.
        Some(rest) if rest.parse::<std::net::IpAddr>().is_ok() => (Some(rest), None),
        Some(rest) => rest
            .rsplit_once(':')
            .map_or((None, Some(rest)), |(address, published)| {
                (Some(address), Some(published))
            }),
        None => (None, None),
    };
    Some(Port {
        host_address: address.map(|address| address.trim_matches(['[', ']']).to_owned()),
        published: published.map(str::to_owned),
        target: target.to_owned(),
        range: item.range(),
        short: true,
    })
}

fn mount(item: Node<'_>) -> Option<Mount> {
    if item.kind() == Kind::Mapping {
        let target = item.get("target")?;
        return Some(Mount {
            source: item.str_at(&["source"]).map(str::to_owned),
            target: target.as_str()?.to_owned(),
            target_range: target.range(),
            range: item.range(),
            memory: item.str_at(&["type"]) == Some("tmpfs"),
        });
    }
    let text = item.as_str()?;
    let range = item.range();
    // `C:\\data:/d` of Windows is not taken apart.
    if text.get(1..3) == Some(":\\") {
        return None;
    }
    let mut parts = text.splitn(3, ':');
    let (first, second) = (parts.next()?, parts.next());
    let (source, target) = match second {
        Some(target) => (Some(first.to_owned()), target),
        None => (None, first),
    };
    let before = text.len() - text.strip_prefix(first).map_or(0, str::len) + 1;
    let start = source.as_ref().map_or(0, |_| before);
    let target_range = match range.len().saturating_sub(text.len()) {
        0 => Range::new(range.start + start, range.start + start + target.len()),
        2 => Range::new(
            range.start + 1 + start,
            range.start + 1 + start + target.len(),
        ),
        _ => range,
    };
    Some(Mount {
        source,
        target: target.to_owned(),
        target_range,
        range,
        memory: false,
    })
}
