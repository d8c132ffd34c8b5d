//! The documents of a file of manifests, each as text with the object that it holds.

use opswright_project::{Content, Model, parse, summarise};
use opswright_source::SourceFile;

/// One document.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// Its text, without the line that parts it from the next.
    pub(super) text: String,
    /// Kind of its object.
    pub(super) kind: String,
    /// Name of its object.
    pub(super) name: String,
    /// Whether its object starts pods.
    pub(super) starts_pods: bool,
}

/// The documents of `text` that hold an object; a document of several counts as its first.
pub(super) fn documents(text: &str) -> Vec<Document> {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        if line.trim_end() == "---" {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    parts
        .into_iter()
        .filter_map(|text| {
            let file = SourceFile::from_text("app.yaml", &text);
            let Content::Kubernetes(manifests) =
                summarise(&file, &parse(&file), &Model::None).content
            else {
                return None;
            };
            let object = manifests.objects.into_iter().next()?;
            Some(Document {
                text,
                kind: object.kind,
                name: object.name.value,
                starts_pods: object.pod.is_some(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_know_their_object() {
        let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers: []\n---\n# nothing\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: b\n";
        let found: Vec<_> = documents(text)
            .into_iter()
            .map(|one| (one.kind, one.name, one.starts_pods))
            .collect();
        assert_eq!(
            found,
            [
                ("Pod".to_owned(), "a".to_owned(), true),
                ("Service".to_owned(), "b".to_owned(), false)
            ]
        );
    }
}
