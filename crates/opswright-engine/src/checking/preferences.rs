//! Which rules a folder wants: the table `[check]` of its settings, and what is asked now.

use std::collections::BTreeSet;
use std::path::Path;

use opswright_check::{EDITIONS, Profile, Scope};

use crate::failure::{Exit, Failure};
use crate::settings::{self, Setting, settings};

/// What is asked now; it wins over the settings.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The profile.
    pub profile: Option<Profile>,
    /// Only these rules; empty for all of the profile.
    pub select: Vec<String>,
    /// Not these rules, beside those that the settings leave out.
    pub ignore: Vec<String>,
    /// File of the baseline.
    pub baseline: Option<String>,
    /// Report also what the baseline holds.
    pub without_baseline: bool,
}

/// What holds in the end.
#[derive(Debug, Clone, Default)]
pub struct Preferences {
    /// Which rules.
    pub scope: Scope,
    /// File of the baseline; `None` for the usual place.
    pub baseline: Option<String>,
}

/// Joins the settings below `root` with what is asked.
pub fn preferences(root: &Path, asked: &Asked) -> Result<Preferences, Failure> {
    let (files, _) = opswright_worktree::read(root, &[settings::FILE]);
    let said = files
        .get(settings::FILE)
        .map(|file| settings(file).0)
        .unwrap_or_default();
    let list = |key: &str| -> Vec<String> {
        let value = said.get(key).map_or("", |setting| &setting.value);
        value
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let select = if asked.select.is_empty() {
        list("check.select")
    } else {
        asked.select.clone()
    };
    let mut ignore = list("check.ignore");
    ignore.extend(asked.ignore.iter().cloned());
    let profile = match (asked.profile, said.get("check.profile")) {
        (Some(profile), _) => profile,
        (None, Some(setting)) => profile_of(setting)?,
        (None, None) => Profile::Default,
    };
    let scope = Scope {
        profile,
        edition: edition(said.get("edition"))?,
        select: names(&select)?,
        ignore: names(&ignore)?,
        today: None,
    };
    let baseline = asked.baseline.clone().or_else(|| {
        said.get("check.baseline")
            .map(|setting| setting.value.clone())
    });
    Ok(Preferences { scope, baseline })
}

fn names(names: &[String]) -> Result<BTreeSet<String>, Failure> {
    if let Some(name) = names
        .iter()
        .find(|name| opswright_check::rule(name).is_none())
    {
        let reason = format!("there is no rule `{name}`");
        return Err(Failure::new(Exit::Usage, reason, "opswright check --list"));
    }
    Ok(names.iter().cloned().collect())
}

fn edition(said: Option<&Setting>) -> Result<String, Failure> {
    let newest = EDITIONS.last().map_or("", |edition| edition);
    let Some(setting) = said else {
        return Ok(newest.to_owned());
    };
    if EDITIONS.contains(&setting.value.as_str()) {
        return Ok(setting.value.clone());
    }
    Err(wrong(
        setting,
        &format!(
            "`{}` is no edition; there is {}",
            setting.value,
            EDITIONS.join(", ")
        ),
        &format!("write edition = \"{newest}\""),
    ))
}

fn profile_of(setting: &Setting) -> Result<Profile, Failure> {
    [Profile::Default, Profile::Strict, Profile::Style]
        .into_iter()
        .find(|profile| profile.name() == setting.value)
        .ok_or_else(|| {
            let reason = format!(
                "`{}` is no profile; there are default, strict and style",
                setting.value
            );
            wrong(
                setting,
                &reason,
                "write profile = \"default\" below [check]",
            )
        })
}

fn wrong(setting: &Setting, reason: &str, next: &str) -> Failure {
    Failure::new(Exit::Usage, reason, next).because(format!("{}:{}", settings::FILE, setting.line))
}
