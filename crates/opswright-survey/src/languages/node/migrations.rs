//! Migrations tools of Node and their commands.

use opswright_source::SourceFile;

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::place::{Place, base_name};

use super::commands::execute;
use super::package::Package;

/// Tools by the package that shows them, with the command that applies what is pending.
const TOOLS: &[(&str, &str, Option<&str>)] = &[
    ("prisma", "prisma", Some("prisma migrate deploy")),
    ("drizzle-kit", "drizzle", Some("drizzle-kit migrate")),
    (
        "node-pg-migrate",
        "node-pg-migrate",
        Some("node-pg-migrate up"),
    ),
    ("knex", "knex", Some("knex migrate:latest")),
    (
        "sequelize-cli",
        "sequelize",
        Some("sequelize-cli db:migrate"),
    ),
    ("typeorm", "typeorm", None),
    (
        "@mikro-orm/migrations",
        "mikro-orm",
        Some("mikro-orm migration:up"),
    ),
    ("db-migrate", "db-migrate", Some("db-migrate up")),
    ("umzug", "umzug", None),
    ("postgrator", "postgrator", None),
    ("migrate-mongo", "migrate-mongo", Some("migrate-mongo up")),
];

/// Scripts that apply migrations, by name.
const SCRIPTS: &[&str] = &[
    "migrate:deploy",
    "db:migrate:deploy",
    "migrate:prod",
    "migrate:up",
    "migrate",
    "db:migrate",
    "migration:run",
    "migrations:run",
    "db:deploy",
];

/// Claims tool and command where migrations are kept.
pub(crate) fn claim(place: &Place<'_>, package: &Package, candidate: &mut Candidate) {
    let schema = place
        .own()
        .find(|path| base_name(path) == "schema.prisma")
        .and_then(|path| place.file(path));
    if let Some(schema) = schema {
        provider(schema, candidate);
    }
    let folder = place.own().find(|path| {
        path.split('/')
            .rev()
            .skip(1)
            .any(|part| matches!(part, "migrations" | "migration" | "drizzle"))
    });
    let Some(folder) = folder else {
        return;
    };
    for (name, tool, command) in TOOLS {
        let Some(evidence) = package.any_dependency(name) else {
            continue;
        };
        candidate
            .migrations
            .push((*tool).to_owned(), Ground::Manifest, evidence.clone());
        if let Some(command) = command {
            candidate
                .migrate
                .push(execute(candidate, command), Ground::Code, evidence);
        }
        break;
    }
    let script = SCRIPTS
        .iter()
        .find_map(|name| Some((*name, package.script(name)?)));
    if let Some((name, script)) = script.filter(|(_, script)| {
        !script.value.contains("migrate dev") && !script.value.contains("generate")
    }) {
        let manager = candidate
            .package_manager
            .best()
            .map_or("npm", |claim| claim.value.as_str());
        candidate.migrate.push(
            format!("{manager} run {name}"),
            Ground::Manifest,
            script.evidence,
        );
    } else if candidate.migrations.is_empty() && folder.ends_with(".sql") {
        // Somebody applies these files, but nothing says how.
    }
}

/// The database and its variable in a Prisma schema.
fn provider(schema: &SourceFile, candidate: &mut Candidate) {
    let mut inside = false;
    for (number, line) in (1_u32..).zip(schema.text.lines()) {
        let line = line.trim();
        inside = (inside || line.starts_with("datasource ")) && !line.starts_with('}');
        let Some((key, value)) = line.split_once('=').filter(|_| inside) else {
            continue;
        };
        let value = value.trim().trim_matches('"');
        let kind = match (key.trim(), value) {
            ("provider", "postgresql" | "postgres" | "cockroachdb") => "postgresql",
            ("provider", "mysql") => "mysql",
            ("provider", "sqlite") => "sqlite",
            ("provider", "mongodb") => "mongodb",
            _ => continue,
        };
        let evidence = Evidence {
            path: schema.path.clone(),
            line: number,
        };
        candidate.need(kind, Ground::Manifest, evidence);
    }
}
