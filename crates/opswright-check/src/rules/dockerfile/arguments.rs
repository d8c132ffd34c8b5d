//! What rules ask about build arguments.

use std::collections::BTreeMap;

use opswright_dockerfile::{Body, Dockerfile};

/// Arguments that every build has without declaring them.
const PREDEFINED: &[&str] = &[
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE",
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "FTP_PROXY",
    "ftp_proxy",
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
    "SOURCE_DATE_EPOCH",
];

/// Whether the builder knows the argument by itself.
pub(super) fn is_predefined(name: &str) -> bool {
    PREDEFINED.contains(&name) || name.starts_with("BUILDKIT_")
}

/// Arguments before the first FROM, with their defaults as written.
pub(super) fn global_arguments(file: &Dockerfile) -> BTreeMap<String, Option<String>> {
    file.instructions
        .iter()
        .take_while(|instruction| !matches!(instruction.body, Body::From { .. }))
        .filter_map(|instruction| match &instruction.body {
            Body::Arg(pairs) => Some(pairs),
            _ => None,
        })
        .flatten()
        .map(|pair| {
            let value = pair.value.as_ref().map(|value| value.text.clone());
            (pair.name.text.clone(), value)
        })
        .collect()
}
