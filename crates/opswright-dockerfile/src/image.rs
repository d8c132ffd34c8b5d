//! References to images: `registry/repository:tag@digest`.

/// An image reference in its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImageReference {
    /// Host of the registry, if one is written.
    pub registry: Option<String>,
    /// Path of the repository as written (`node`, `library/node`, `org/app`).
    pub repository: String,
    /// The tag.
    pub tag: Option<String>,
    /// The digest (`sha256:…`).
    pub digest: Option<String>,
}

impl ImageReference {
    /// Reads a reference; anything is read, nothing is validated.
    pub fn parse(text: &str) -> Self {
        let (name, digest) = match text.split_once('@') {
            Some((name, digest)) => (name, Some(digest.to_owned())),
            None => (text, None),
        };
        let last_slash = name.rfind('/').map_or(0, |at| at + 1);
        let (name, tag) = match name[last_slash..].find(':') {
            Some(colon) => {
                let colon = last_slash + colon;
                (&name[..colon], Some(name[colon + 1..].to_owned()))
            }
            None => (name, None),
        };
        let (registry, repository) = match name.split_once('/') {
            Some((host, rest)) if host.contains(['.', ':']) || host == "localhost" => {
                (Some(host.to_owned()), rest.to_owned())
            }
            _ => (None, name.to_owned()),
        };
        Self {
            registry,
            repository,
            tag: tag.filter(|tag| !tag.is_empty()),
            digest,
        }
    }

    /// Name on Docker Hub's official images (`node`), if it is one.
    pub fn official(&self) -> Option<&str> {
        let hub = matches!(
            self.registry.as_deref(),
            None | Some("docker.io" | "index.docker.io" | "registry-1.docker.io")
        );
        let name = self
            .repository
            .strip_prefix("library/")
            .unwrap_or(&self.repository);
        (hub && !name.is_empty() && !name.contains('/')).then_some(name)
    }

    /// Last part of the repository (`app` of `ghcr.io/org/app`).
    pub fn short_name(&self) -> &str {
        self.repository
            .rsplit('/')
            .next()
            .unwrap_or(&self.repository)
    }
}

#[cfg(test)]
mod tests {
    use super::ImageReference;

    #[test]
    fn references_are_split() {
        for (text, registry, repository, tag, digest) in [
            ("node", None, "node", None, None),
            ("node:24-slim", None, "node", Some("24-slim"), None),
            (
                "localhost:5000/a/b",
                Some("localhost:5000"),
                "a/b",
                None,
                None,
            ),
            (
                "ghcr.io/o/a:1@sha256:ab",
                Some("ghcr.io"),
                "o/a",
                Some("1"),
                Some("sha256:ab"),
            ),
            ("org/app:x", None, "org/app", Some("x"), None),
        ] {
            let found = ImageReference::parse(text);
            assert_eq!(found.registry.as_deref(), registry, "{text}");
            assert_eq!(found.repository, repository, "{text}");
            assert_eq!(found.tag.as_deref(), tag, "{text}");
            assert_eq!(found.digest.as_deref(), digest, "{text}");
        }
        assert_eq!(
            ImageReference::parse("docker.io/library/node:1").official(),
            Some("node")
        );
        assert_eq!(ImageReference::parse("ghcr.io/node").official(), None);
        assert_eq!(ImageReference::parse("ghcr.io/o/a:1").short_name(), "a");
    }
}
