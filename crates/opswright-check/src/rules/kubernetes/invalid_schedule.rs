//! `invalid-schedule`: a `CronJob` with a schedule that is none.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-schedule",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_schedule.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file.objects.iter().filter(|object| object.is("CronJob")) {
        let Some(node) = object.field(&["spec", "schedule"]).known() else {
            continue;
        };
        let text = node.as_str().unwrap_or("");
        if let Some(fault) = fault(text) {
            report
                .find(
                    node.range(),
                    format!("the schedule of `{}` is none: {fault}", object.title()),
                )
                .fix = Some(advice(
                "write minute, hour, day, month and weekday, such as `0 3 * * *`",
            ));
        }
    }
}

/// Least and greatest number of each field, and its names.
const FIELDS: [(&str, u32, u32, &[&str]); 5] = [
    ("minute", 0, 59, &[]),
    ("hour", 0, 23, &[]),
    ("day", 1, 31, &[]),
    (
        "month",
        1,
        12,
        &[
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ],
    ),
    (
        "weekday",
        0,
        6,
        &["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
    ),
];

/// What is wrong with a schedule.
fn fault(text: &str) -> Option<String> {
    const NAMED: [&str; 7] = [
        "@yearly",
        "@annually",
        "@monthly",
        "@weekly",
        "@daily",
        "@midnight",
        "@hourly",
    ];
    let text = text.trim();
    if text.contains('$') || NAMED.contains(&text) || text.starts_with("@every ") {
        return None;
    }
    let text = text
        .strip_prefix("TZ=")
        .or_else(|| text.strip_prefix("CRON_TZ="))
        .map_or(text, |rest| {
            rest.split_once(' ').map_or("", |(_, rest)| rest)
        });
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() != FIELDS.len() {
        return Some(format!("it has {} fields and not 5", parts.len()));
    }
    FIELDS
        .iter()
        .zip(parts)
        .find_map(|((name, least, most, names), part)| {
            let good = part
                .split(',')
                .all(|item| is_item(item, *least, *most, names));
            (!good).then(|| format!("`{part}` is no {name}"))
        })
}

/// `*`, `5`, `1-5`, `*/15`, `mon-fri`, `10-30/5`.
fn is_item(item: &str, least: u32, most: u32, names: &[&str]) -> bool {
    let (range, step) = item
        .split_once('/')
        .map_or((item, None), |(range, step)| (range, Some(step)));
    let number = |text: &str| -> Option<u32> {
        let lower = text.to_ascii_lowercase();
        let named = names.iter().position(|name| *name == lower);
        named
            .and_then(|at| u32::try_from(at).ok())
            .map(|at| at + least)
            .or_else(|| {
                text.parse()
                    .ok()
                    .filter(|number| (least..=most).contains(number))
            })
    };
    let steps = step.is_none_or(|step| step.parse::<u32>().is_ok_and(|step| step > 0));
    let ranged = match range {
        "*" | "?" => true,
        _ => match range.split_once('-') {
            Some((from, to)) => {
                matches!((number(from), number(to)), (Some(from), Some(to)) if from <= to)
            }
            None => number(range).is_some(),
        },
    };
    steps && ranged
}
