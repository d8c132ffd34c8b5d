//! Composite literals of Go tests as JSON: enough of the language to read tables of cases.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// A word of Go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// A name, a number, or a sign of one character.
    Plain(String),
    /// Text in quotes, without them.
    Text(String),
}

impl Word {
    pub(super) fn is(&self, text: &str) -> bool {
        matches!(self, Self::Plain(word) if word == text)
    }
}

/// The words of a source file, comments left out.
pub(super) fn words(source: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first.is_whitespace() {
            first.len_utf8()
        } else if matches!(first, '"' | '`') {
            let (text, length) = text(rest, first);
            found.push(Word::Text(text));
            length
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest
                .find(|next: char| !(next.is_alphanumeric() || next == '_'))
                .unwrap_or(rest.len());
            found.push(Word::Plain(rest[..length].to_owned()));
            length
        } else {
            found.push(Word::Plain(first.to_string()));
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

/// Text in quotes, and the length of it with them.
fn text(rest: &str, quote: char) -> (String, usize) {
    let mut value = String::new();
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        if escaped {
            value.push(match character {
                'n' => '\n',
                't' => '\t',
                other => other,
            });
            escaped = false;
        } else if character == '\\' && quote == '"' {
            escaped = true;
        } else if character == quote {
            return (value, at + character.len_utf8());
        } else {
            value.push(character);
        }
    }
    (value, rest.len())
}

/// Reads values at a place of a list of words.
pub(super) struct Reader<'w> {
    pub(super) words: &'w [Word],
    pub(super) at: usize,
    /// What names stand for.
    pub(super) known: &'w BTreeMap<String, Value>,
}

impl Reader<'_> {
    pub(super) fn peek(&self) -> Option<&Word> {
        self.words.get(self.at)
    }

    fn take(&mut self, text: &str) -> bool {
        let taken = self.peek().is_some_and(|word| word.is(text));
        self.at += usize::from(taken);
        taken
    }

    /// Steps over what stands in brackets that open here, with them.
    pub(super) fn skip_brackets(&mut self) {
        let mut open = 0_usize;
        while let Some(word) = self.peek() {
            if word.is("{") || word.is("(") || word.is("[") {
                open += 1;
            } else if word.is("}") || word.is(")") || word.is("]") {
                open = open.saturating_sub(1);
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }

    /// A value: text, number, name, literal, call.
    pub(super) fn value(&mut self) -> Value {
        match self.peek().cloned() {
            Some(Word::Text(text)) => {
                self.at += 1;
                Value::String(text)
            }
            Some(word) if word.is("&") || word.is("(") => {
                self.at += 1;
                let value = self.value();
                self.take(")");
                value
            }
            Some(word) if word.is("{") => self.literal(),
            Some(word) if word.is("[") => {
                self.skip_brackets();
                self.typed()
            }
            Some(Word::Plain(_)) => self.typed(),
            None => Value::Null,
        }
    }

    /// What follows a type or a name.
    fn typed(&mut self) -> Value {
        let mut path = Vec::new();
        while let Some(Word::Plain(word)) = self.peek().cloned() {
            let starts = word.starts_with(|first: char| first.is_alphanumeric() || first == '_');
            if !starts && !matches!(word.as_str(), "." | "*") {
                break;
            }
            self.at += 1;
            match word.as_str() {
                "struct" | "map" | "interface" => self.skip_brackets(),
                "." | "*" => {}
                _ => path.push(word),
            }
        }
        if self.peek().is_some_and(|word| word.is("{")) {
            return self.literal();
        }
        if self.take("(") {
            return self.call(&path.join("."));
        }
        self.name(&path)
    }

    fn name(&self, path: &[String]) -> Value {
        let Some(first) = path.first() else {
            return Value::Null;
        };
        if let Ok(number) = first.parse::<i64>() {
            return Value::from(number);
        }
        match first.as_str() {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "nil" => return Value::Null,
            _ => {}
        }
        match self.known.get(first) {
            Some(value) => path
                .iter()
                .skip(1)
                .fold(value.clone(), |value, part| value[part.as_str()].clone()),
            None => Value::String(path.join(".")),
        }
    }

    /// `fmt.Sprintf(…)` filled in; the one argument of any other call.
    fn call(&mut self, name: &str) -> Value {
        let mut arguments = Vec::new();
        while self.peek().is_some_and(|word| !word.is(")")) {
            arguments.push(self.value());
            self.take(",");
        }
        self.take(")");
        let first = arguments.first().cloned().unwrap_or(Value::Null);
        if name != "fmt.Sprintf" {
            // Bytes of JSON are that JSON.
            let parsed = first
                .as_str()
                .and_then(|text| serde_json::from_str(text).ok());
            return parsed.unwrap_or(first);
        }
        let mut text = first.as_str().unwrap_or("").to_owned();
        for argument in arguments.iter().skip(1) {
            text = text.replacen("%s", argument.as_str().unwrap_or(""), 1);
        }
        Value::String(text)
    }

    /// `{…}`: a list, or an object where the elements have keys.
    fn literal(&mut self) -> Value {
        let mut list = Vec::new();
        let mut object = Map::new();
        self.take("{");
        while self.peek().is_some_and(|word| !word.is("}")) {
            let keyed = self.words.get(self.at + 1).is_some_and(|word| word.is(":"));
            if let (true, Some(Word::Plain(key) | Word::Text(key))) = (keyed, self.peek().cloned())
            {
                self.at += 2;
                let value = self.value();
                object.insert(key, value);
            } else {
                let before = self.at;
                list.push(self.value());
                // What is not understood is stepped over.
                self.at += usize::from(self.at == before);
            }
            self.take(",");
        }
        self.take("}");
        if object.is_empty() && !list.is_empty() {
            Value::Array(list)
        } else {
            Value::Object(object)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_read() {
        let words = words(
            "[]Case{ // c\n {Name: \"a\\\"b\", N: 2, On: true, Of: []T{{X: `y`}}, P: &Q{}, B: []byte(`{\"k\": 1}`), S: fmt.Sprintf(`a%s`, m), V: tc.x}, }",
        );
        let known = BTreeMap::from([
            ("m".to_owned(), Value::from("z")),
            ("tc".to_owned(), serde_json::json!({"x": [1]})),
        ]);
        let value = Reader {
            words: &words,
            at: 0,
            known: &known,
        }
        .value();
        assert_eq!(
            value,
            serde_json::json!([{
                "Name": "a\"b", "N": 2, "On": true, "Of": [{"X": "y"}], "P": {}, "B": {"k": 1}, "S": "az", "V": [1]
            }])
        );
    }
}
