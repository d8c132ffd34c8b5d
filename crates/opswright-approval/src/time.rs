//! Seconds since 1970 to RFC 3339 in UTC, and back.

const DAY: u64 = 86_400;

/// `2026-08-21T09:30:00Z` for seconds since 1970-01-01T00:00:00Z.
pub fn rfc3339(unix_seconds: u64) -> String {
    let (year, month, day) = civil(unix_seconds / DAY);
    let second = unix_seconds % DAY;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Seconds since 1970 of a time that [`rfc3339`] could have written; `None` for any other spelling.
pub fn unix_seconds(text: &str) -> Option<u64> {
    let number = |from: usize, to: usize| -> Option<u64> { text.get(from..to)?.parse().ok() };
    let days = days(number(0, 4)?, number(5, 7)?, number(8, 10)?)?;
    let second = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?;
    let seconds = days * DAY + second;
    (rfc3339(seconds) == text).then_some(seconds)
}

/// Days since 1970 of a date; `None` before 1970 and for months that do not exist.
pub(crate) fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Counted from March, the leap day is the last of its year.
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let shifted_month = (month + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let leap_days = shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    (shifted_year * 365 + leap_days + day_of_year).checked_sub(719_468)
}

/// Year, month and day of a number of days since 1970.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_there_and_back() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"),
            (1_767_225_599, "2025-12-31T23:59:59Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(rfc3339(seconds), text);
            assert_eq!(unix_seconds(text), Some(seconds), "{text}");
        }
        for day in 0..40_000 {
            assert_eq!(unix_seconds(&rfc3339(day * DAY + 7)), Some(day * DAY + 7));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00z",
            "+026-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "2026-01-01T00:00:00Zé",
        ] {
            assert_eq!(unix_seconds(text), None, "{text}");
        }
    }
}
