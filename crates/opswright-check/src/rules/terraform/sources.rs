//! Where the source of a module points to.

/// A kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// A folder of this repository.
    Local,
    /// A registry, whose versions stand beside it.
    Registry,
    /// A repository, with what `?ref=` names.
    Git {
        /// Tag, branch or commit.
        reference: Option<&'a str>,
    },
    /// An archive or a bucket: its address is its version.
    Other,
}

/// What `text` points to.
pub(super) fn source(text: &str) -> Source<'_> {
    if text.starts_with("./") || text.starts_with("../") || text.starts_with('/') || text.is_empty()
    {
        return Source::Local;
    }
    let repository = [
        "git::",
        "git@",
        "git://",
        "github.com/",
        "bitbucket.org/",
        "gitlab.com/",
        "ssh://",
        "hg::",
    ]
    .iter()
    .any(|start| text.starts_with(start))
        || text.starts_with("https://github.com/") && !text.contains("/archive/");
    if repository {
        let reference = text.split_once('?').and_then(|(_, query)| {
            query
                .split('&')
                .find_map(|pair| {
                    pair.strip_prefix("ref=")
                        .or_else(|| pair.strip_prefix("rev="))
                })
                .filter(|reference| !reference.is_empty())
        });
        return Source::Git { reference };
    }
    let parts: Vec<&str> = text.split("//").next().unwrap_or("").split('/').collect();
    let names = parts.iter().all(|part| {
        !part.is_empty()
            && part.bytes().all(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':')
            })
    });
    if names && matches!(parts.len(), 3 | 4) && !text.contains("::") && !text.contains("://") {
        Source::Registry
    } else {
        Source::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_apart() {
        for (text, expected) in [
            ("./vpc", Source::Local),
            ("terraform-aws-modules/vpc/aws", Source::Registry),
            ("app.terraform.io/org/vpc/aws", Source::Registry),
            (
                "terraform-aws-modules/iam/aws//modules/user",
                Source::Registry,
            ),
            ("git::https://x.org/a.git", Source::Git { reference: None }),
            (
                "github.com/o/r//m?ref=v1&depth=1",
                Source::Git {
                    reference: Some("v1"),
                },
            ),
            ("git://x.org/a.git", Source::Git { reference: None }),
            ("s3::https://s3.amazonaws.com/b/m.zip", Source::Other),
            ("https://x.org/m.zip", Source::Other),
            ("hello", Source::Other),
        ] {
            assert_eq!(source(text), expected, "{text}");
        }
    }
}
