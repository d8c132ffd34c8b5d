//! What text in quotes means.

use std::borrow::Cow;

/// The text between the quotes of `source`; `None` where an escape is none.
pub(crate) fn unquote(source: &str) -> Option<Cow<'_, str>> {
    let quote = source.as_bytes().first().copied()?;
    let inside = source.get(1..source.len().checked_sub(1)?)?;
    if quote == b'`' || !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    let mut bytes = Vec::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        if character == '\\' {
            escape(&mut characters, &mut bytes)?;
        } else {
            push(&mut bytes, character);
        }
    }
    Some(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
}

/// The characters behind a backslash, as bytes.
fn escape(characters: &mut std::str::Chars<'_>, bytes: &mut Vec<u8>) -> Option<()> {
    let kind = characters.next()?;
    let simple = match kind {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 11,
        '\\' => b'\\',
        '"' => b'"',
        '\'' => b'\'',
        _ => return numeric(kind, characters, bytes),
    };
    bytes.push(simple);
    Some(())
}

/// `\x41`, `\101`, `\u0041` and `\U00000041`.
fn numeric(kind: char, characters: &mut std::str::Chars<'_>, bytes: &mut Vec<u8>) -> Option<()> {
    let (digits, radix, first) = match kind {
        'x' => (2, 16, 0),
        'u' => (4, 16, 0),
        'U' => (8, 16, 0),
        '0'..='7' => (2, 8, kind.to_digit(8)?),
        _ => return None,
    };
    let mut code = first;
    for _ in 0..digits {
        code = code
            .checked_mul(radix)?
            .checked_add(characters.next()?.to_digit(radix)?)?;
    }
    if matches!(kind, 'u' | 'U') {
        push(bytes, char::from_u32(code)?);
    } else {
        bytes.push(u8::try_from(code).ok()?);
    }
    Some(())
}

fn push(bytes: &mut Vec<u8>, character: char) {
    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::unquote;

    #[test]
    fn escapes() {
        for (source, expected) in [
            (r#""a""#, Some("a")),
            (r"'\\d\''", Some("\\d'")),
            (r"`\d`", Some("\\d")),
            (r#""\u00fc\x41\101""#, Some("üAA")),
            (r#""\d""#, None),
            (r#""\x4""#, None),
        ] {
            assert_eq!(unquote(source).as_deref(), expected, "{source}");
        }
    }
}
