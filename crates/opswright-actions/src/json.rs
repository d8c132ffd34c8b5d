//! JSON in a text that is given to `fromJSON`: its type, or where it breaks.

use crate::types::Type;

/// Lists and objects deeper than this have an unknown type.
const DEEPEST: usize = 40;

/// The type of a JSON text.
///
/// # Errors
///
/// What is wrong, a lower-case fragment.
pub(crate) fn type_of_json(text: &str) -> Result<Type, String> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let value = reader.value()?;
    reader.space();
    match reader.peek() {
        None => Ok(value),
        Some(character) => Err(format!("`{character}` stands behind its end")),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: char) -> bool {
        self.space();
        let is = self.peek() == Some(sign);
        if is {
            self.at += sign.len_utf8();
        }
        is
    }

    fn wanted(&self, what: &str) -> String {
        match self.peek() {
            None => format!("it ends where {what} should stand"),
            Some(character) => format!("`{character}` stands where {what} should"),
        }
    }

    fn value(&mut self) -> Result<Type, String> {
        self.space();
        match self.peek() {
            Some('{') => self.nested(Self::object),
            Some('[') => self.nested(Self::list),
            Some('"') => self.text().map(|_| Type::Text),
            _ => self.word(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Type, String>) -> Result<Type, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("it is nested too deeply".to_owned());
        }
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Type, String> {
        let mut known = Vec::new();
        if self.take('}') {
            return Ok(Type::exactly::<String>([]));
        }
        loop {
            self.space();
            if self.peek() != Some('"') {
                return Err(self.wanted("a name in double quotes"));
            }
            let name = self.text()?;
            if !self.take(':') {
                return Err(self.wanted("`:`"));
            }
            known.push((name, self.value()?));
            if self.take('}') {
                return Ok(Type::exactly(known));
            }
            if !self.take(',') {
                return Err(self.wanted("`,` or `}`"));
            }
        }
    }

    fn list(&mut self) -> Result<Type, String> {
        if self.take(']') {
            return Ok(Type::list_of(Type::Any));
        }
        let mut item: Option<Type> = None;
        loop {
            let value = self.value()?;
            item = Some(match item {
                None => value,
                Some(others) => others.or(value),
            });
            if self.take(']') {
                return Ok(Type::list_of(item.unwrap_or(Type::Any)));
            }
            if !self.take(',') {
                return Err(self.wanted("`,` or `]`"));
            }
        }
    }

    fn text(&mut self) -> Result<String, String> {
        let mut value = String::new();
        let mut escaped = false;
        for (at, character) in self.rest().char_indices().skip(1) {
            if escaped {
                escaped = false;
                value.push(character);
            } else if character == '\\' {
                escaped = true;
            } else if character == '"' {
                self.at += at + 1;
                return Ok(value);
            } else {
                value.push(character);
            }
        }
        Err("a text in it has no closing quote".to_owned())
    }

    fn word(&mut self) -> Result<Type, String> {
        let length = self
            .rest()
            .find(|character: char| {
                !(character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.'))
            })
            .unwrap_or(self.rest().len());
        let word = self.rest().get(..length).unwrap_or("");
        let value = match word {
            "null" => Type::Null,
            "true" | "false" => Type::Bool,
            "" => return Err(self.wanted("a value")),
            number if number.parse::<f64>().is_ok() && !number.starts_with(char::is_alphabetic) => {
                Type::Number
            }
            other => return Err(format!("`{other}` is no value")),
        };
        self.at += length;
        Ok(value)
    }
}
