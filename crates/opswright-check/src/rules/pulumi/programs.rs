//! Resources of a program that is written as YAML.

use opswright_yaml::{Node, Yaml};

/// A resource.
#[derive(Debug, Clone)]
pub(super) struct Resource<'a> {
    pub(super) name: &'a str,
    pub(super) key: Node<'a>,
    pub(super) node: Node<'a>,
    /// Its type in the short form: `aws:rds:Instance`.
    pub(super) kind: String,
    pub(super) properties: Option<Node<'a>>,
}

/// All of them.
pub(super) fn resources(yaml: &Yaml) -> Vec<Resource<'_>> {
    let Some(resources) = yaml.root().and_then(|root| root.get("resources")) else {
        return Vec::new();
    };
    resources
        .entries()
        .map(|entry| Resource {
            name: entry.name(),
            key: entry.key,
            node: entry.value,
            kind: short(entry.value.str_at(&["type"]).unwrap_or("")),
            properties: entry.value.get("properties"),
        })
        .collect()
}

/// `aws:rds/instance:Instance` is `aws:rds:Instance`.
fn short(kind: &str) -> String {
    let parts: Vec<&str> = kind.split(':').collect();
    match parts.as_slice() {
        [package, module, name] => {
            let module = module.split('/').next().unwrap_or(module);
            format!("{package}:{module}:{name}")
        }
        _ => kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn both_forms_of_a_type_are_one() {
        assert_eq!(short("aws:rds/instance:Instance"), "aws:rds:Instance");
        assert_eq!(short("aws:rds:Instance"), "aws:rds:Instance");
        assert_eq!(
            short("kubernetes:apps/v1:Deployment"),
            "kubernetes:apps:Deployment"
        );
        assert_eq!(short("odd"), "odd");
    }
}
