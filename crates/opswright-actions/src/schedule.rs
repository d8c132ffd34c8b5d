//! Cron schedules.

/// A schedule that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    minutes: Vec<u8>,
    hours: Vec<u8>,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// The fields in order: name, lowest, highest, words for its values.
const FIELDS: [(&str, u8, u8, &[&str]); 5] = [
    ("minute", 0, 59, &[]),
    ("hour", 0, 23, &[]),
    ("day of the month", 1, 31, &[]),
    ("month", 1, 12, &MONTHS),
    ("day of the week", 0, 7, &DAYS),
];

/// Reads `text`.
///
/// # Errors
///
/// What is wrong, a lower-case sentence.
pub fn schedule(text: &str) -> Result<Schedule, String> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if text.trim_start().starts_with('@') {
        return Err("GitHub knows no `@` schedules; write the five fields".to_owned());
    }
    if parts.len() != FIELDS.len() {
        return Err(format!(
            "a schedule has five fields (minute, hour, day, month, day of the week), and this has {}",
            parts.len()
        ));
    }
    let mut read = parts
        .iter()
        .zip(FIELDS)
        .map(|(part, field)| values(part, field));
    let (minutes, hours) = (read.next(), read.next());
    for rest in read {
        rest?;
    }
    Ok(Schedule {
        minutes: minutes.unwrap_or_else(|| Ok(Vec::new()))?,
        hours: hours.unwrap_or_else(|| Ok(Vec::new()))?,
    })
}

impl Schedule {
    /// The fewest minutes between two runs on a day that has runs.
    pub fn shortest_gap(&self) -> u32 {
        let day: Vec<u32> = self
            .hours
            .iter()
            .flat_map(|hour| {
                self.minutes
                    .iter()
                    .map(move |minute| u32::from(*hour) * 60 + u32::from(*minute))
            })
            .collect();
        let within = day
            .windows(2)
            .filter_map(|pair| Some(pair.get(1)? - pair.first()?));
        let over_night = match (day.first(), day.last()) {
            (Some(first), Some(last)) => 24 * 60 - last + first,
            _ => 24 * 60,
        };
        within.min().unwrap_or(over_night).min(over_night)
    }

    /// Whether a run starts at the full hour, when GitHub is busiest.
    pub fn is_on_the_hour(&self) -> bool {
        self.minutes == [0]
    }
}

fn values(part: &str, field: (&str, u8, u8, &[&str])) -> Result<Vec<u8>, String> {
    let mut all = Vec::new();
    for item in part.split(',') {
        let (range, step) = match item.split_once('/') {
            Some((range, step)) => (range, number(step, field).filter(|step| *step > 0)),
            None => (item, Some(1)),
        };
        let wrong = || format!("`{item}` is no {}", field.0);
        let step = step.ok_or_else(wrong)?;
        let (first, last) = bounds(range, field, item.contains('/')).ok_or_else(wrong)?;
        if first > last {
            return Err(format!("`{item}` runs backwards"));
        }
        all.extend((first..=last).step_by(usize::from(step)));
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn bounds(range: &str, field: (&str, u8, u8, &[&str]), stepped: bool) -> Option<(u8, u8)> {
    let (_, lowest, highest, _) = field;
    let inside = |value: u8| (lowest..=highest).contains(&value).then_some(value);
    if matches!(range, "*" | "?") {
        return Some((lowest, highest));
    }
    if let Some((first, last)) = range.split_once('-') {
        return Some((
            inside(number(first, field)?)?,
            inside(number(last, field)?)?,
        ));
    }
    let only = inside(number(range, field)?)?;
    Some((only, if stepped { highest } else { only }))
}

fn number(text: &str, field: (&str, u8, u8, &[&str])) -> Option<u8> {
    let (_, lowest, _, words) = field;
    let named = words
        .iter()
        .position(|word| word.eq_ignore_ascii_case(text))
        .and_then(|index| u8::try_from(index).ok())
        .map(|index| index + lowest);
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    named.or_else(|| text.parse().ok().filter(|_| plain))
}
