//! JSON in one canonical spelling (RFC 8785), so that equal values have equal bytes and can be signed.

use serde_json::{Number, Value};

/// Largest magnitude up to which every integer is an exact double.
const EXACT: u64 = 1 << 53;

/// `value` by RFC 8785: keys in the order of their UTF-16 code units, numbers as ECMAScript prints them, the shortest
/// escapes, no white space.
pub fn canonical_json(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value);
    text
}

fn write_value(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => text.push_str(&number_text(number)),
        Value::String(string) => write_string(text, string),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_value(text, item);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_string(text, key);
                text.push(':');
                write_value(text, &members[key]);
            }
            text.push('}');
        }
    }
}

fn write_string(text: &mut String, string: &str) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if control < ' ' => {
                text.push_str("\\u");
                text.push_str(&format_hexadecimal(u32::from(control)));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

fn format_hexadecimal(code: u32) -> String {
    format!("{code:04x}")
}

fn number_text(number: &Number) -> String {
    if let Some(small) = number.as_u64().filter(|value| *value <= EXACT) {
        return small.to_string();
    }
    if let Some(small) = number
        .as_i64()
        .filter(|value| value.unsigned_abs() <= EXACT)
    {
        return small.to_string();
    }
    double_text(number.as_f64().unwrap_or(0.0))
}

/// A finite double by the rules of `Number::toString` in ECMAScript.
fn double_text(double: f64) -> String {
    if double == 0.0 {
        return "0".to_owned();
    }
    let sign = if double < 0.0 { "-" } else { "" };
    let scientific = format!("{:e}", double.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    // The value is 0.DIGITS times ten to the power of `point`.
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    format!("{sign}{}", place_point(&digits, point))
}

fn place_point(digits: &str, point: i32) -> String {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |many: i32| "0".repeat(usize::try_from(many).unwrap_or(0));
    if count <= point && point <= 21 {
        return format!("{digits}{}", zeros(point - count));
    }
    if 0 < point && point <= 21 {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
        return format!("{whole}.{fraction}");
    }
    if -6 < point && point <= 0 {
        return format!("0.{}{digits}", zeros(-point));
    }
    let sign = if point > 0 { "+" } else { "-" };
    let power = (point - 1).abs();
    match digits.split_at(1) {
        (first, "") => format!("{first}e{sign}{power}"),
        (first, rest) => format!("{first}.{rest}e{sign}{power}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str) {
        let value: Value = serde_json::from_str(input).expect("the input is JSON");
        assert_eq!(canonical_json(&value), expected, "{input}");
    }

    #[test]
    fn keys_sort_by_utf_16_code_units() {
        // U+1F600 is the pair D83D DE00 and therefore sorts before U+FB33, although its code point is higher.
        check(
            r#"{"\ufb33":1,"\ud83d\ude00":2,"\u00f6":3,"1":4,"\r":5,"\u0080":6,"\u20ac":7}"#,
            "{\"\\r\":5,\"1\":4,\"\u{80}\":6,\"ö\":3,\"€\":7,\"😀\":2,\"\u{fb33}\":1}",
        );
        check(
            r#"{"b":{"d":1,"c":[ ]},"a":null}"#,
            r#"{"a":null,"b":{"c":[],"d":1}}"#,
        );
        check(r#"{"aa":1,"a":2,"":3}"#, r#"{"":3,"a":2,"aa":1}"#);
    }

    #[test]
    fn only_what_must_be_escaped_is_escaped() {
        check(
            r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\u007f\u2028""#,
            "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\u{2028}\"",
        );
        check(r#""\b\t\n\f\r\u0000\u001f""#, r#""\b\t\n\f\r\u0000\u001f""#);
    }

    #[test]
    fn integers_are_exact_up_to_the_largest_exact_double() {
        for (input, expected) in [
            ("0", "0"),
            ("-1", "-1"),
            ("1.0", "1"),
            ("9007199254740992", "9007199254740992"),
            ("-9007199254740992", "-9007199254740992"),
            ("9007199254740993", "9007199254740992"),
            ("18446744073709551615", "18446744073709552000"),
            ("-9223372036854775808", "-9223372036854776000"),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn doubles_print_as_ecmascript_prints_them() {
        for (double, expected) in [
            (-0.0, "0"),
            (4.50, "4.5"),
            (2e-3, "0.002"),
            (0.000_001, "0.000001"),
            (0.000_000_1, "1e-7"),
            (1e30, "1e+30"),
            (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (123e18, "123000000000000000000"),
            (333_333_333.333_333_3, "333333333.3333333"),
            (1e-27, "1e-27"),
            (5e-324, "5e-324"),
            (-f64::MAX, "-1.7976931348623157e+308"),
            (295_147_905_179_352_830_000.0, "295147905179352830000"),
            (0.000_012_345_678_9, "0.0000123456789"),
        ] {
            assert_eq!(double_text(double), expected);
        }
    }
}
