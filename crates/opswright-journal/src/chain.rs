//! The hash of an entry: over the hash before it and every stored field, each with its length.

use sha2::{Digest as _, Sha256};

use crate::Digest;

/// The stored fields of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) previous: Digest,
    pub(crate) sequence: i64,
    pub(crate) at_ms: i64,
    pub(crate) kind: &'a [u8],
    pub(crate) subject: &'a [u8],
    pub(crate) body: &'a [u8],
}

/// SHA-256 of the format's name, then the fields in a fixed order; numbers as 8 bytes, most significant first.
pub(crate) fn hash(link: &Link<'_>) -> Digest {
    let mut sha = Sha256::new();
    sha.update(b"opswright/journal@1\0");
    sha.update(link.previous.0);
    sha.update(link.sequence.to_be_bytes());
    sha.update(link.at_ms.to_be_bytes());
    for field in [link.kind, link.subject, link.body] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field);
    }
    Digest(sha.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_and_every_border_counts() {
        let link = Link {
            previous: Digest::ZERO,
            sequence: 1,
            at_ms: 2,
            kind: b"ab",
            subject: b"c",
            body: b"{}",
        };
        let changed = [
            Link {
                previous: Digest([1; 32]),
                ..link
            },
            Link {
                sequence: 2,
                ..link
            },
            Link { at_ms: 1, ..link },
            Link {
                kind: b"a",
                subject: b"bc",
                ..link
            },
            Link {
                kind: b"abc",
                subject: b"",
                ..link
            },
            Link {
                body: b"{ }",
                ..link
            },
        ];
        for other in changed {
            assert_ne!(hash(&link), hash(&other), "{other:?}");
        }
    }
}
