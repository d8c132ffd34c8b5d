//! Lengths of time as Prometheus writes them.

/// Units from long to short, each with its seconds.
const UNITS: [(&str, f64); 7] = [
    ("y", 31_536_000.0),
    ("w", 604_800.0),
    ("d", 86_400.0),
    ("h", 3600.0),
    ("m", 60.0),
    ("s", 1.0),
    ("ms", 0.001),
];

/// Seconds of `1h30m`; `None` where the text is no such length. `0` is one.
pub fn duration_seconds(text: &str) -> Option<f64> {
    if text == "0" {
        return Some(0.0);
    }
    if text.is_empty() || duration_length(text) != text.len() {
        return None;
    }
    let mut seconds = 0.0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = digits(rest);
        let (number, tail) = rest.split_at_checked(digits)?;
        let number: f64 = number.parse().ok()?;
        let (unit, factor) = unit(tail)?;
        seconds += number * factor;
        rest = tail.get(unit.len()..)?;
    }
    Some(seconds)
}

/// The shortest writing of a whole number of seconds, or of milliseconds.
pub fn duration_text(seconds: f64) -> String {
    let [_, _, (_, day), (_, hour), (_, minute), ..] = UNITS;
    for (unit, factor) in [("d", day), ("h", hour), ("m", minute), ("s", 1.0)] {
        let count = seconds / factor;
        if count >= 1.0 && (count - count.round()).abs() < 1e-9 {
            return format!("{}{unit}", count.round());
        }
    }
    format!("{}ms", (seconds * 1000.0).round())
}

/// Length of the duration that `text` starts with, units from long to short and each once; 0 for none.
pub(crate) fn duration_length(text: &str) -> usize {
    let mut length = 0;
    let mut next_unit = 0;
    loop {
        let rest = text.get(length..).unwrap_or("");
        let digits = digits(rest);
        let tail = rest.get(digits..).unwrap_or("");
        let Some((name, _)) = unit(tail).filter(|_| digits > 0) else {
            return length;
        };
        let place = UNITS.iter().position(|(known, _)| *known == name);
        match place.filter(|place| *place >= next_unit) {
            Some(place) => next_unit = place + 1,
            None => return length,
        }
        length += digits + name.len();
    }
}

fn digits(text: &str) -> usize {
    text.bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len())
}

fn unit(text: &str) -> Option<(&'static str, f64)> {
    if text.starts_with("ms") {
        return Some(("ms", 0.001));
    }
    UNITS.into_iter().find(|(name, _)| text.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        for (text, seconds) in [
            ("5m", Some(300.0)),
            ("1h30m", Some(5400.0)),
            ("1d", Some(86_400.0)),
            ("100ms", Some(0.1)),
            ("0", Some(0.0)),
            ("0s", Some(0.0)),
            ("30m1h", None),
            ("5", None),
            ("5x", None),
            ("", None),
            ("5m ", None),
        ] {
            assert_eq!(duration_seconds(text), seconds, "{text}");
        }
        for (seconds, text) in [
            (300.0, "5m"),
            (5400.0, "90m"),
            (90.0, "90s"),
            (0.5, "500ms"),
        ] {
            assert_eq!(duration_text(seconds), text);
        }
    }
}
