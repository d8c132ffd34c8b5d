//! TOML by path, with lines.

use opswright_source::LineIndex;
use toml_edit::{Document, Item, TableLike};

/// One TOML file.
pub(crate) struct Toml {
    document: Document<String>,
    lines: LineIndex,
}

/// A value with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) line: u32,
}

/// Why a text is not TOML, and where.
pub(crate) struct TomlFault {
    pub(crate) at: usize,
    pub(crate) message: String,
}

impl Toml {
    /// Reads `text` whole, or not at all.
    pub(crate) fn parse(text: &str) -> Result<Self, TomlFault> {
        match Document::parse(text.to_owned()) {
            Ok(document) => Ok(Self {
                lines: LineIndex::new(text),
                document,
            }),
            Err(error) => Err(TomlFault {
                at: error.span().map_or(0, |span| span.start),
                message: error.message().lines().next().unwrap_or("").to_owned(),
            }),
        }
    }

    fn item(&self, path: &[&str]) -> Option<&Item> {
        path.iter()
            .try_fold(self.document.as_item(), |item, key| item.get(*key))
    }

    /// Line of the key at `path`.
    pub(crate) fn line(&self, path: &[&str]) -> Option<u32> {
        let (key, parents) = path.split_last()?;
        let table = self.item(parents)?.as_table_like()?;
        Some(self.line_in(table, key))
    }

    fn line_in(&self, table: &dyn TableLike, key: &str) -> u32 {
        let span = table
            .key(key)
            .and_then(toml_edit::Key::span)
            .or_else(|| table.get(key).and_then(Item::span));
        span.map_or(1, |span| self.lines.line(span.start))
    }

    /// Whether something is at `path`.
    pub(crate) fn has(&self, path: &[&str]) -> bool {
        self.item(path).is_some()
    }

    /// The text at `path`.
    pub(crate) fn text(&self, path: &[&str]) -> Option<Located<String>> {
        let value = self.item(path)?.as_str()?.to_owned();
        Some(Located {
            value,
            line: self.line(path)?,
        })
    }

    /// The whole number at `path`.
    pub(crate) fn number(&self, path: &[&str]) -> Option<Located<i64>> {
        let value = self.item(path)?.as_integer()?;
        Some(Located {
            value,
            line: self.line(path)?,
        })
    }

    /// Keys of the table at `path`, each with its line, in order of the text.
    pub(crate) fn keys(&self, path: &[&str]) -> Vec<Located<String>> {
        let Some(table) = self.item(path).and_then(Item::as_table_like) else {
            return Vec::new();
        };
        table
            .iter()
            .map(|(key, _)| Located {
                value: key.to_owned(),
                line: self.line_in(table, key),
            })
            .collect()
    }

    /// Texts of the list at `path`, each with its line; items that are no text are left out.
    pub(crate) fn texts(&self, path: &[&str]) -> Vec<Located<String>> {
        let Some(list) = self.item(path).and_then(Item::as_array) else {
            return Vec::new();
        };
        list.iter()
            .filter_map(|value| {
                Some(Located {
                    value: value.as_str()?.to_owned(),
                    line: value.span().map_or(1, |span| self.lines.line(span.start)),
                })
            })
            .collect()
    }

    /// The text at `key` in each table of the list of tables at `path`.
    pub(crate) fn texts_in_tables(&self, path: &[&str], key: &str) -> Vec<Located<String>> {
        self.in_tables(path, key, |item| item.as_str().map(str::to_owned))
    }

    /// The whole number at `key` in each table of the list of tables at `path`.
    pub(crate) fn numbers_in_tables(&self, path: &[&str], key: &str) -> Vec<Located<i64>> {
        self.in_tables(path, key, Item::as_integer)
    }

    fn in_tables<T>(
        &self,
        path: &[&str],
        key: &str,
        read: impl Fn(&Item) -> Option<T>,
    ) -> Vec<Located<T>> {
        let Some(tables) = self.item(path).and_then(Item::as_array_of_tables) else {
            return Vec::new();
        };
        tables
            .iter()
            .filter_map(|table| {
                Some(Located {
                    value: read(table.get(key)?)?,
                    line: self.line_in(table, key),
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_texts_know_their_lines() {
        let toml =
            Toml::parse("[project]\nname = 'x'\ndeps = [\n 'a',\n 'b',\n]\n[[bin]]\nname = 'y'\n")
                .map_err(|fault| fault.message)
                .expect("it is TOML");
        assert_eq!(
            toml.text(&["project", "name"]).map(|found| found.line),
            Some(2)
        );
        assert_eq!(
            toml.texts(&["project", "deps"])
                .last()
                .map(|found| found.line),
            Some(5)
        );
        assert_eq!(toml.texts_in_tables(&["bin"], "name").len(), 1);
        assert_eq!(toml.keys(&["project"]).len(), 2);
    }
}
