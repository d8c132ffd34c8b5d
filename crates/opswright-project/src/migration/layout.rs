//! How migration tools name their files.

use super::Direction;

/// What a path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The tool.
    pub(super) tool: &'static str,
    /// The folder whose files have one order.
    pub(super) history: String,
    /// The version.
    pub(super) version: Option<String>,
    /// The rest of the name.
    pub(super) title: String,
    /// The direction.
    pub(super) direction: Direction,
}

impl Place {
    /// What `path` says; `noted` is the tool that a comment in the file names.
    pub(super) fn of(path: &str, noted: Option<&'static str>) -> Option<Self> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let lower = name.to_ascii_lowercase();
        let stem = lower.strip_suffix(".sql")?;
        if is_no_migration(stem) {
            return None;
        }
        paired_folder(folder, stem)
            .or_else(|| flyway(folder, name, noted))
            .or_else(|| suffixed(folder, stem, noted))
            .or_else(|| numbered(folder, stem, noted))
    }
}

/// Dumps of a whole schema, and rows for tests.
fn is_no_migration(stem: &str) -> bool {
    [
        "structure",
        "schema",
        "seed",
        "seeds",
        "fixtures",
        "dump",
        "squashed",
    ]
    .contains(&stem)
}

/// `20240101_title` gives version and title; the version is all digits, dots, dashes and underscores at the front.
fn version(stem: &str) -> (Option<String>, String) {
    let digits = stem
        .find(|character: char| {
            !(character.is_ascii_digit() || matches!(character, '.' | '-' | '_'))
        })
        .unwrap_or(stem.len());
    let front = stem
        .get(..digits)
        .unwrap_or("")
        .trim_end_matches(['.', '-', '_']);
    if front.is_empty() || !front.starts_with(|first: char| first.is_ascii_digit()) {
        return (None, stem.to_owned());
    }
    // `0001_2fa` is version 1 and a title that starts with a digit.
    let front = match front.split_once('_') {
        Some((first, rest)) if !is_date_part(first, rest) => first,
        _ => front,
    };
    let title = stem
        .get(front.len()..)
        .unwrap_or("")
        .trim_start_matches(['.', '-', '_']);
    (Some(front.to_owned()), title.to_owned())
}

/// Whether `2024_01_02` or `20240102_150405` goes on with the date.
fn is_date_part(first: &str, rest: &str) -> bool {
    let begins_date = first.len() == 8
        || (first.len() == 4 && (first.starts_with("19") || first.starts_with("20")));
    let next = rest.split(['_', '-', '.']).next().unwrap_or("");
    begins_date && matches!(next.len(), 2 | 4 | 6)
}

/// A folder per migration: diesel, hasura, prisma.
fn paired_folder(folder: &str, stem: &str) -> Option<Place> {
    let (history, own) = folder.rsplit_once('/').unwrap_or(("", folder));
    let tool = match stem {
        "up" | "down" if history.contains("hasura") => "hasura",
        "up" | "down" => "diesel",
        "migration" => "prisma",
        _ => return None,
    };
    let (version, title) = version(own);
    version.as_ref()?;
    Some(Place {
        tool,
        history: history.to_owned(),
        version,
        title,
        direction: if stem == "down" {
            Direction::Down
        } else {
            Direction::Up
        },
    })
}

/// `V1_2__title.sql`, `U1__title.sql`, `R__title.sql`.
fn flyway(folder: &str, name: &str, noted: Option<&'static str>) -> Option<Place> {
    let (prefix, title) = name.split_once("__")?;
    let kind = prefix.chars().next()?;
    let number = prefix.get(1..)?;
    let numeric = number.starts_with(|first: char| first.is_ascii_digit())
        && number
            .chars()
            .all(|character| character.is_ascii_digit() || matches!(character, '.' | '_'));
    let direction = match kind {
        'V' | 'v' if numeric => Direction::Up,
        'U' if numeric => Direction::Down,
        'R' if number.is_empty() => Direction::Repeatable,
        _ => return None,
    };
    Some(Place {
        tool: noted.unwrap_or("flyway"),
        history: folder.to_owned(),
        version: numeric.then(|| number.replace('_', ".")),
        title: title.trim_end_matches(".sql").to_owned(),
        direction,
    })
}

/// `1_title.up.sql`, `1-title-up.sql`.
fn suffixed(folder: &str, stem: &str, noted: Option<&'static str>) -> Option<Place> {
    let ends = [
        (".up", "golang-migrate", Direction::Up),
        (".down", "golang-migrate", Direction::Down),
        ("-up", "db-migrate", Direction::Up),
        ("-down", "db-migrate", Direction::Down),
        (".undo", "plain", Direction::Down),
        ("_rollback", "plain", Direction::Down),
        (".rollback", "plain", Direction::Down),
        ("_down", "plain", Direction::Down),
        ("_up", "plain", Direction::Up),
    ];
    let (rest, tool, direction) = ends
        .iter()
        .find_map(|(end, tool, direction)| Some((stem.strip_suffix(end)?, *tool, *direction)))?;
    let (version, title) = version(rest);
    version.as_ref()?;
    Some(Place {
        tool: noted.unwrap_or(tool),
        history: folder.to_owned(),
        version,
        title,
        direction,
    })
}

/// A number and a title in a folder of migrations.
fn numbered(folder: &str, stem: &str, noted: Option<&'static str>) -> Option<Place> {
    let lower = folder.to_ascii_lowercase();
    let of_migrations = is_folder_of_migrations(&lower);
    let (version, title) = version(stem);
    if noted.is_none() && !(of_migrations && version.is_some()) {
        return None;
    }
    let first = version.as_deref().unwrap_or("");
    let tool = noted.unwrap_or_else(|| tool_of_folder(&lower, first));
    Some(Place {
        tool,
        history: folder.to_owned(),
        version,
        title,
        direction: Direction::Up,
    })
}

fn tool_of_folder(folder: &str, version: &str) -> &'static str {
    let has = |name: &str| folder.split('/').any(|part| part == name);
    if has("supabase") {
        "supabase"
    } else if has("drizzle") {
        "drizzle"
    } else if folder.rsplit('/').next() == Some("migrations") && version.len() == 14 {
        "sqlx"
    } else {
        "plain"
    }
}

fn is_folder_of_migrations(folder: &str) -> bool {
    folder.split('/').any(|part| {
        part.contains("migrat")
            || [
                "drizzle",
                "patches",
                "autopatches",
                "changelog",
                "changelogs",
                "upgrades",
                "deltas",
                "delta",
                "versions",
            ]
            .contains(&part)
    })
}

#[cfg(test)]
mod tests {
    use super::Place;

    const CASES: &str = "\
migrations/20240102030405_add_users.sql => sqlx migrations 20240102030405 add_users Up
migrations/2024-01-02-030405_add/up.sql => diesel migrations 2024-01-02-030405 add Up
migrations/2024-01-02-030405-0001_add/down.sql => diesel migrations 2024-01-02-030405-0001 add Down
prisma/migrations/20240102030405_add/migration.sql => prisma prisma/migrations 20240102030405 add Up
src/main/resources/db/migration/V1.2__add.sql => flyway src/main/resources/db/migration 1.2 add Up
db/migration/R__views.sql => flyway db/migration - views Repeatable
db/migration/U3__x.sql => flyway db/migration 3 x Down
db/migrations/000012_x.up.sql => golang-migrate db/migrations 000012 x Up
db/migrations/000012_x.down.sql => golang-migrate db/migrations 000012 x Down
migrations/sqls/20240102030405-x-up.sql => db-migrate migrations/sqls 20240102030405 x Up
drizzle/0001_soft_moon.sql => drizzle drizzle 0001 soft_moon Up
supabase/migrations/20240102030405_x.sql => supabase supabase/migrations 20240102030405 x Up
migrations/2024_01_02_x.sql => plain migrations 2024_01_02 x Up
migrations/0001_2fa.sql => plain migrations 0001 2fa Up
db/structure.sql => none
queries/users.sql => none
migrations/README.sql => none";

    #[test]
    fn names_of_files_tell_their_tool() {
        for line in CASES.lines() {
            let (path, expected) = line.split_once(" => ").unwrap_or((line, ""));
            let found = Place::of(path, None).map(|place| {
                format!(
                    "{} {} {} {} {:?}",
                    place.tool,
                    place.history,
                    place.version.as_deref().unwrap_or("-"),
                    place.title,
                    place.direction
                )
            });
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{path}");
        }
        assert_eq!(
            Place::of("db/x.sql", Some("goose")).map(|place| place.tool),
            Some("goose")
        );
    }
}
