//! A release of a runtime or service, and the choice of one for a stated constraint.

use super::DATE;
use crate::constraint::{Constraint, Version};

/// One release that is built today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Release {
    /// Its exact version.
    pub(crate) version: &'static str,
    /// The distribution's name in its tag; empty where the tag has none.
    pub(crate) suite: &'static str,
    /// Last day of support, where its project has set one.
    pub(crate) supported_until: Option<&'static str>,
    /// Whether it is the one to take where nothing else is said.
    pub(crate) steady: bool,
}

impl Release {
    /// A release that is taken when a constraint asks for it.
    pub(crate) const fn new(
        version: &'static str,
        suite: &'static str,
        supported_until: Option<&'static str>,
    ) -> Self {
        Self {
            version,
            suite,
            supported_until,
            steady: false,
        }
    }

    /// The release that is taken wherever a constraint allows it.
    pub(crate) const fn steady(
        version: &'static str,
        suite: &'static str,
        supported_until: Option<&'static str>,
    ) -> Self {
        Self {
            version,
            suite,
            supported_until,
            steady: true,
        }
    }

    /// Its version as numbers.
    fn numbers(&self) -> Version {
        Version::parse(self.version).unwrap_or_default()
    }
}

/// What a version without an operator means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Any release that starts with these numbers (`3.13`).
    Line,
    /// This release or a newer one, since newer ones build older code (Rust, Go).
    Minimum,
}

/// A release with the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What was chosen.
    pub(crate) release: &'static Release,
    /// Why, a sentence without a full stop.
    pub(crate) note: String,
}

/// The release for `constraint`: the steady one if it satisfies, else the newest that does, else the newest of the stated line,
/// else the steady one with a note that says so.
pub(crate) fn choose(
    constraint: Option<&str>,
    releases: &'static [Release],
    meaning: Meaning,
) -> Choice {
    let steady = releases
        .iter()
        .find(|release| release.steady)
        .or(releases.first())
        .expect("every table has a release");
    let Some(text) = constraint.map(str::trim).filter(|text| !text.is_empty()) else {
        return chosen(steady, "no version is stated: the steady line");
    };
    let Some(parsed) = Constraint::parse(text, meaning) else {
        let note = format!("\"{text}\" is not a constraint that is understood: the steady line");
        return chosen(steady, &note);
    };
    let newest = |allowed: &dyn Fn(Version) -> bool| {
        releases
            .iter()
            .filter(|release| allowed(release.numbers()))
            .max_by_key(|release| (release.steady, release.numbers()))
    };
    if let Some(release) = newest(&|version| parsed.allows(version)) {
        return chosen(release, &format!("satisfies \"{text}\""));
    }
    if let Some(release) = newest(&|version| parsed.same_line(version)) {
        let note = format!("\"{text}\" itself is no longer built: the newest of its line");
        return chosen(release, &note);
    }
    let note = format!("nothing that is still built satisfies \"{text}\": the steady line");
    chosen(steady, &note)
}

/// `release`, with the note that every choice ends in.
fn chosen(release: &'static Release, note: &str) -> Choice {
    let support = release
        .supported_until
        .map(|day| format!(", supported until {day}"))
        .unwrap_or_default();
    Choice {
        release,
        note: format!("{note} (catalogue of {DATE}{support})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{GO, NODE, PYTHON, RUST};

    fn check(releases: &'static [Release], meaning: Meaning, rows: &[(Option<&str>, &str, &str)]) {
        for (constraint, version, note) in rows {
            let choice = choose(*constraint, releases, meaning);
            assert_eq!(choice.release.version, *version, "{constraint:?}");
            assert!(
                choice.note.contains(note),
                "{constraint:?}: {} lacks {note}",
                choice.note
            );
        }
    }

    #[test]
    fn node_prefers_long_term_support_and_keeps_to_the_line() {
        check(
            NODE,
            Meaning::Line,
            &[
                (None, "24.19.0", "no version is stated"),
                (Some(">=22"), "24.19.0", "satisfies"),
                (Some("22"), "22.23.2", "satisfies"),
                (Some("22.x"), "22.23.2", "satisfies"),
                (Some("^26.1.0"), "26.7.0", "satisfies"),
                (Some(">=20 <24"), "22.23.2", "satisfies"),
                (Some("^20 || ^22"), "22.23.2", "satisfies"),
                (Some("lts/*"), "24.19.0", "satisfies"),
                (Some("v22.11.0"), "22.23.2", "no longer built"),
                (Some("18"), "24.19.0", "nothing that is still built"),
                (Some("lts/future"), "24.19.0", "not a constraint"),
            ],
        );
    }

    #[test]
    fn python_takes_the_line_before_the_newest() {
        check(
            PYTHON,
            Meaning::Line,
            &[
                (Some(">=3.12"), "3.13.15", "satisfies"),
                (Some("3.12"), "3.12.14", "satisfies"),
                (Some(">=3.11,<3.13"), "3.12.14", "satisfies"),
                (Some("^3.10"), "3.13.15", "satisfies"),
                (Some("~=3.12.0"), "3.12.14", "satisfies"),
                (Some("==3.11.*"), "3.11.16", "satisfies"),
                (Some("3.14.2"), "3.14.7", "no longer built"),
            ],
        );
    }

    #[test]
    fn rust_and_go_state_a_minimum() {
        check(
            RUST,
            Meaning::Minimum,
            &[(Some("1.85"), "1.98.0", "satisfies")],
        );
        check(
            GO,
            Meaning::Minimum,
            &[
                (Some("1.24.3"), "1.27.0", "satisfies"),
                (Some("go1.26"), "1.27.0", "satisfies"),
            ],
        );
    }
}
