//! Amounts as Kubernetes writes them: `250m`, `1.5Gi`, `2e3`.

/// The number that a text stands for; `None` where it is no amount.
pub(super) fn quantity(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text
        .find(|character: char| {
            !(character.is_ascii_digit() || matches!(character, '.' | '+' | '-'))
        })
        .unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let factor = match &text[end..] {
        "" => 1.0,
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => 1024.0,
        "Mi" => 1024.0 * 1024.0,
        "Gi" => 1024.0 * 1024.0 * 1024.0,
        "Ti" => 1024.0 * 1024.0 * 1024.0 * 1024.0,
        "Pi" => 1024.0 * 1024.0 * 1024.0 * 1024.0 * 1024.0,
        "Ei" => 1024.0 * 1024.0 * 1024.0 * 1024.0 * 1024.0 * 1024.0,
        exponent => {
            let power: i32 = exponent.strip_prefix(['e', 'E'])?.parse().ok()?;
            10f64.powi(power.clamp(-30, 30))
        }
    };
    Some(number * factor)
}

#[cfg(test)]
mod tests {
    use super::quantity;

    #[test]
    fn amounts() {
        for (text, expected) in [
            ("250m", Some(0.25)),
            ("1.5Ki", Some(1536.0)),
            ("2e3", Some(2000.0)),
            ("1E", Some(1e18)),
            ("1GB", None),
            ("", None),
            ("Mi", None),
        ] {
            assert_eq!(quantity(text), expected, "{text}");
        }
    }
}
