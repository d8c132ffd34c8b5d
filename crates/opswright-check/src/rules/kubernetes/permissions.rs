//! What roles grant, rule by rule.

use opswright_project::kubernetes::Object;
use opswright_source::Range;
use opswright_yaml::Node;

use crate::view::KubernetesFile;

/// A rule of a role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Permission<'f, 'a> {
    pub(super) object: &'f Object<'a>,
    pub(super) rule: Node<'a>,
}

/// The rules of all roles of a file.
pub(super) fn permissions<'f, 'a>(
    file: &'f KubernetesFile<'a>,
) -> impl Iterator<Item = Permission<'f, 'a>> {
    file.objects
        .iter()
        .filter(|object| object.is("Role") || object.is("ClusterRole"))
        .flat_map(|object| {
            let rules = object.node.get("rules");
            rules
                .into_iter()
                .flat_map(|rules| rules.items())
                .map(move |rule| Permission { object, rule })
        })
}

impl Permission<'_, '_> {
    /// Where one of `resources` of `group` is granted by name with one of `verbs`, unless only for named objects.
    ///
    /// Wildcards are a fault of their own and count here only where the other side is named.
    pub(super) fn grants(&self, group: &str, resources: &[&str], verbs: &[&str]) -> Option<Range> {
        let in_group = self
            .items("apiGroups")
            .any(|item| matches!(item.as_str(), Some(name) if name == group || name == "*"));
        let named = self.rule.get("resourceNames").is_some();
        if !in_group || named {
            return None;
        }
        let resource = self.find("resources", resources);
        let verb = self.find("verbs", verbs);
        let all = |key: &str| self.items(key).any(|item| item.as_str() == Some("*"));
        match (resource, verb) {
            (Some(place), Some(_)) => Some(place),
            (Some(place), None) if all("verbs") => Some(place),
            (None, Some(place)) if all("resources") => Some(place),
            _ => None,
        }
    }

    fn items(&self, key: &str) -> impl Iterator<Item = Node<'_>> {
        self.rule.get(key).into_iter().flat_map(|list| list.items())
    }

    fn find(&self, key: &str, names: &[&str]) -> Option<Range> {
        self.items(key)
            .find(|item| item.as_str().is_some_and(|text| names.contains(&text)))
            .map(|item| item.range())
    }
}
