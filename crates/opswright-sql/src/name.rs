//! Names of tables, columns and other objects.

use opswright_source::Range;

/// A name, with what qualifies it.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// What stands before the last dot, folded; `None` where nothing does.
    pub schema: Option<String>,
    /// The last part, folded: lower case unless it is quoted.
    pub last: String,
    /// All of it.
    pub range: Range,
}

impl PartialEq for Name {
    /// Names are equal wherever they stand; one without a schema is equal to the same name in `public`.
    fn eq(&self, other: &Self) -> bool {
        let public = |name: &Self| {
            name.schema
                .as_deref()
                .is_none_or(|schema| schema == "public")
        };
        self.last == other.last && (self.schema == other.schema || public(self) && public(other))
    }
}

impl Eq for Name {}

impl Name {
    /// As messages write it.
    pub fn text(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{schema}.{}", self.last),
            None => self.last.clone(),
        }
    }
}
