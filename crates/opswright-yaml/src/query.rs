//! Looking things up: keys, paths, typed scalars.

use crate::node::{Entry, Kind, Node};
use crate::tree::Style;

/// Merge keys are followed this deep; deeper ones are not looked at.
const MERGE_DEPTH: usize = 16;

impl<'a> Node<'a> {
    /// The value of `key`: the last one written wins, own entries before merged ones; aliases and `<<` are followed.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The entry of `key`, found as by [`Node::get`].
    pub fn entry(&self, key: &str) -> Option<Entry<'a>> {
        self.entry_within(key, MERGE_DEPTH)
    }

    fn entry_within(&self, key: &str, depth: usize) -> Option<Entry<'a>> {
        let own = self.entries().rev().find(|entry| entry.name() == key);
        if own.is_some() || depth == 0 {
            return own;
        }
        self.merged()
            .into_iter()
            .find_map(|source| source.entry_within(key, depth - 1))
    }

    /// Entries with merge keys expanded: own entries first, then merged ones that no earlier entry names.
    pub fn merged_entries(&self) -> Vec<Entry<'a>> {
        let mut found: Vec<Entry<'a>> = Vec::new();
        self.collect_merged(&mut found, MERGE_DEPTH);
        found
    }

    fn collect_merged(&self, found: &mut Vec<Entry<'a>>, depth: usize) {
        for entry in self.entries().filter(|entry| !is_merge(entry)) {
            if !found.iter().any(|known| known.name() == entry.name()) {
                found.push(entry);
            }
        }
        if depth > 0 {
            for source in self.merged() {
                source.collect_merged(found, depth - 1);
            }
        }
    }

    /// The maps that `<<` names.
    fn merged(&self) -> Vec<Node<'a>> {
        self.entries()
            .filter(is_merge)
            .flat_map(|entry| match entry.value.kind() {
                Kind::Sequence => entry.value.items().collect(),
                _ => vec![entry.value],
            })
            .collect()
    }

    /// Follows `path` through maps (by key) and lists (by decimal index from 0).
    pub fn at(&self, path: &[&str]) -> Option<Node<'a>> {
        path.iter().try_fold(*self, |node, part| match node.kind() {
            Kind::Sequence => part.parse().ok().and_then(|index| node.items().nth(index)),
            _ => node.get(part),
        })
    }

    /// The text at `path`.
    pub fn str_at(&self, path: &[&str]) -> Option<&'a str> {
        self.at(path).and_then(|node| node.as_str())
    }

    /// This node and all below it, in order of the text; aliases are not followed, so each node comes once.
    pub fn descend(&self) -> Vec<Node<'a>> {
        let mut all = Vec::new();
        let mut open = vec![*self];
        while let Some(node) = open.pop() {
            all.push(node);
            open.extend(node.children().into_iter().rev());
        }
        all
    }

    /// Whether it is null: empty, `~` or `null`, without quotes.
    pub fn is_null(&self) -> bool {
        self.plain()
            .is_some_and(|text| matches!(text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// A truth value without quotes; `yes`, `no`, `on` and `off` are taken as YAML 1.1 does.
    pub fn as_bool(&self) -> Option<bool> {
        match self.plain()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }

    /// A decimal whole number, with or without quotes.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_str()?.trim().parse().ok()
    }

    /// The text, if it is written without quotes.
    fn plain(&self) -> Option<&'a str> {
        self.as_str()
            .filter(|_| self.style() == Some(Style::Plain) && self.tag().is_none())
    }
}

fn is_merge(entry: &Entry<'_>) -> bool {
    entry.name() == "<<" && entry.key.style() == Some(Style::Plain)
}
