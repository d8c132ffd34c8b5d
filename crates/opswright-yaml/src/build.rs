//! Builds the arena from a flat stream of events, with a stack instead of recursion.

use std::collections::BTreeMap;

use opswright_source::Range;

use crate::parse::{LARGEST_DEPTH, SyntaxError, syntax_error};
use crate::tree::{Data, Id, Slot, Style, Yaml};

/// White space between tokens.
const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// Which collection an event opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Collection {
    Sequence,
    Mapping,
}

/// What the parser says stands in front of a node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks {
    /// Number of the anchor, 0 for none.
    pub(crate) anchor: usize,
    pub(crate) tagged: bool,
}

impl Marks {
    pub(crate) const NONE: Self = Self {
        anchor: 0,
        tagged: false,
    };
}

/// A collection whose end is still to come.
#[derive(Debug)]
struct Open {
    id: Id,
    /// In a mapping: the key that waits for its value.
    key: Option<Id>,
}

/// The tree as far as it has been read.
#[derive(Debug)]
pub(crate) struct Builder<'t> {
    text: &'t str,
    tree: Yaml,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Id>,
    errors: Vec<SyntaxError>,
    /// End of the last node, from where a block scalar's header is looked for.
    cursor: usize,
}

/// Anchor and tag in front of a node, and where the node itself starts.
#[derive(Debug, Default)]
struct Properties {
    anchor: Option<String>,
    tag: Option<String>,
    start: usize,
}

impl<'t> Builder<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            tree: Yaml::empty(text),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            errors: Vec::new(),
            cursor: 0,
        }
    }

    pub(crate) fn start_document(&mut self) {
        self.anchors.clear();
    }

    pub(crate) fn take_errors(&mut self) -> Vec<SyntaxError> {
        std::mem::take(&mut self.errors)
    }

    /// The tree; collections that were never closed end with their last child.
    pub(crate) fn finish(mut self) -> Yaml {
        while !self.open.is_empty() {
            self.close(Range::at(0));
        }
        self.tree
    }

    pub(crate) fn alias(&mut self, range: Range, anchor: usize) {
        let name = range
            .slice(self.text)
            .trim_start_matches('*')
            .trim_end_matches(BLANK);
        let target = self.anchors.get(&anchor).copied();
        // An alias to a collection that is still open would make the tree endless.
        let target = target.filter(|id| !self.open.iter().any(|open| open.id == *id));
        if target.is_none() {
            let message = format!("alias `*{name}` stands inside its own anchor");
            self.errors
                .push(syntax_error(self.text, range.start, &message));
        }
        let data = Data::Alias {
            name: name.to_owned(),
            target,
        };
        let id = self.slot(range, data, Properties::default());
        self.place(id);
        self.cursor = range.end;
    }

    pub(crate) fn scalar(&mut self, range: Range, value: String, style: Style, marks: Marks) {
        let properties = self.properties(range.start, marks);
        let range = match style {
            Style::Literal | Style::Folded => self.block_range(range),
            Style::Plain if value.is_empty() => self.empty_range(&properties),
            Style::SingleQuoted | Style::DoubleQuoted => {
                self.quoted_range(Range::new(properties.start, range.end), style)
            }
            Style::Plain => Range::new(properties.start, range.end),
        };
        let id = self.slot(range, Data::Scalar { value, style }, properties);
        if marks.anchor > 0 {
            self.anchors.insert(marks.anchor, id);
        }
        self.place(id);
        self.cursor = self.cursor.max(range.end);
    }

    pub(crate) fn open(
        &mut self,
        range: Range,
        collection: Collection,
        marks: Marks,
    ) -> Result<(), &'static str> {
        if self.open.len() >= LARGEST_DEPTH {
            return Err("collections are nested more than 100 deep");
        }
        let properties = self.properties(range.start, marks);
        let start = properties.start;
        let data = match collection {
            Collection::Sequence => Data::Sequence(Vec::new()),
            Collection::Mapping => Data::Mapping(Vec::new()),
        };
        let flow = self.text.get(start..).is_some_and(|rest| {
            rest.starts_with(match collection {
                Collection::Sequence => '[',
                Collection::Mapping => '{',
            })
        }) && range.end > range.start;
        let id = self.slot(Range::at(start), data, properties);
        self.tree.slots[id].flow = flow;
        if marks.anchor > 0 {
            self.anchors.insert(marks.anchor, id);
        }
        self.place(id);
        self.open.push(Open { id, key: None });
        self.cursor = self.cursor.max(start + usize::from(flow));
        Ok(())
    }

    pub(crate) fn close(&mut self, range: Range) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if let Some(key) = open.key {
            // The text ended after a key: its value is empty.
            let at = self.tree.slots[key].range.end;
            let value = self.slot(Range::at(at), empty(), Properties::default());
            self.tree.slots[value].parent = Some(open.id);
            if let Data::Mapping(pairs) = &mut self.tree.slots[open.id].data {
                pairs.push((key, value));
            }
        }
        let start = self.tree.slots[open.id].range.start;
        let end = self.cursor.max(start);
        let end = if self.tree.slots[open.id].flow && range.end > start {
            range.end
        } else {
            end
        };
        self.tree.slots[open.id].range = Range::new(start, end);
        self.cursor = self.cursor.max(end);
    }

    fn slot(&mut self, range: Range, data: Data, properties: Properties) -> Id {
        self.tree.slots.push(Slot {
            range,
            data,
            anchor: properties.anchor,
            tag: properties.tag,
            parent: None,
            flow: false,
        });
        self.tree.slots.len() - 1
    }

    /// Puts a finished or opened node into the collection it belongs to.
    fn place(&mut self, id: Id) {
        let Some(open) = self.open.last_mut() else {
            self.tree.roots.push(id);
            return;
        };
        self.tree.slots[id].parent = Some(open.id);
        match &mut self.tree.slots[open.id].data {
            Data::Sequence(items) => items.push(id),
            Data::Mapping(pairs) => match open.key.take() {
                Some(key) => pairs.push((key, id)),
                None => open.key = Some(id),
            },
            Data::Scalar { .. } | Data::Alias { .. } => {}
        }
    }

    /// Reads `&anchor` and `!tag` at `start`, which the parser counts as part of the node.
    fn properties(&self, start: usize, marks: Marks) -> Properties {
        let mut found = Properties {
            start,
            ..Properties::default()
        };
        if marks.anchor == 0 && !marks.tagged {
            return found;
        }
        loop {
            let rest = self.text.get(found.start..).unwrap_or("");
            let word = rest
                .find(|character: char| {
                    BLANK.contains(&character) || matches!(character, ',' | '[' | ']' | '{' | '}')
                })
                .unwrap_or(rest.len());
            let word = &rest[..word];
            if let Some(name) = word.strip_prefix('&') {
                found.anchor = Some(name.to_owned());
            } else if word.starts_with('!') {
                found.tag = Some(word.to_owned());
            } else {
                return found;
            }
            found.start += word.len();
            found.start += blank_length(&rest[word.len()..]);
        }
    }

    /// Up to the closing quote; the parser also counts a comment that follows.
    fn quoted_range(&self, range: Range, style: Style) -> Range {
        let bytes = range.slice(self.text).as_bytes();
        let mut at = 1;
        while let Some(byte) = bytes.get(at) {
            let next = bytes.get(at + 1);
            match (style, byte) {
                (Style::DoubleQuoted, b'\\') => at += 1,
                (Style::SingleQuoted, b'\'') if next == Some(&b'\'') => at += 1,
                (Style::DoubleQuoted, b'"') | (Style::SingleQuoted, b'\'') => {
                    return Range::new(range.start, range.start + at + 1);
                }
                _ => {}
            }
            at += 1;
        }
        range
    }

    /// A block scalar from its `|` or `>` to the last character that is not white space.
    fn block_range(&self, content: Range) -> Range {
        let between = Range::new(self.cursor.min(content.start), content.start);
        let mut start = content.start;
        let mut comment = false;
        for (at, character) in between.slice(self.text).char_indices() {
            match character {
                '\n' => comment = false,
                '#' => comment = true,
                '|' | '>' if !comment => {
                    start = between.start + at;
                    break;
                }
                _ => {}
            }
        }
        let whole = Range::new(start, content.end);
        Range::new(
            start,
            start + whole.slice(self.text).trim_end_matches(BLANK).len(),
        )
    }

    /// Where a value would stand that is not written: after the key's colon or the dash, not at the next token.
    fn empty_range(&self, properties: &Properties) -> Range {
        if properties.anchor.is_some() || properties.tag.is_some() {
            let written = Range::new(self.cursor.min(properties.start), properties.start);
            let length = written.slice(self.text).trim_end_matches(BLANK).len();
            return Range::at(written.start + length);
        }
        let rest = self.text.get(self.cursor..).unwrap_or("");
        let mark = self.cursor + blank_length(rest);
        match self.text.as_bytes().get(mark) {
            Some(b':' | b'-') => Range::at(mark + 1),
            _ => Range::at(properties.start),
        }
    }
}

fn empty() -> Data {
    Data::Scalar {
        value: String::new(),
        style: Style::Plain,
    }
}

/// Length of white space and comments at the start of `text`.
fn blank_length(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(BLANK);
        match rest.strip_prefix('#') {
            Some(comment) => {
                rest = comment.find('\n').map_or("", |at| &comment[at..]);
            }
            None => return text.len() - rest.len(),
        }
    }
}
