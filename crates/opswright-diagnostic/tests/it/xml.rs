//! A reader of XML that refuses what is not well-formed.

use std::collections::BTreeMap;

/// An element, in the order of their beginnings.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

/// The elements of a document; panics where it is not well-formed.
pub(crate) fn elements(text: &str) -> Vec<Element> {
    let body = text
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .expect("a document begins with its declaration");
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        let between = unescaped(&rest[..at]);
        assert!(
            between.trim().is_empty() || !open.is_empty(),
            "text outside of everything: {between}"
        );
        let end = rest[at..].find('>').expect("a tag ends") + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags are nested");
            continue;
        }
        let element = element(tag.trim_end_matches('/'));
        if !tag.ends_with('/') {
            open.push(element.name.clone());
        }
        found.push(element);
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
    found
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
        "{tag}"
    );
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        let (key, after) = rest.trim_start().split_once("=\"").expect("a quoted value");
        let (value, after) = after.split_once('"').expect("a closing quote");
        let before = attributes.insert(key.to_owned(), unescaped(value));
        assert!(before.is_none(), "{key} twice in {tag}");
        rest = after;
    }
    Element {
        name: name.to_owned(),
        attributes,
    }
}

fn unescaped(text: &str) -> String {
    assert!(
        text.chars().all(|character| !character.is_control()
            || character == '\n' && text.trim().is_empty()),
        "a bare control character in {text:?}"
    );
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';').expect("an entity ends");
        plain.push_str(before);
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "#10" => '\n',
            "#9" => '\t',
            other => panic!("&{other}; is not known"),
        });
        rest = after;
    }
    plain.push_str(rest);
    plain
}
