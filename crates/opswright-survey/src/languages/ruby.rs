//! Ruby: bundler; Rails, Sinatra, Jekyll and others.

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::Place;

pub(super) const LANGUAGE: Language = Language {
    marks: &["Gemfile"],
    reads: &[".ruby-version", ".tool-versions", "mise.toml"],
    extensions: &[],
    detect,
};

/// Gems that show a framework, what it makes, and its port.
const FRAMEWORKS: &[(&str, &str, Strength, Option<u16>)] = &[
    ("rails", "rails", Strength::Server, Some(3000)),
    ("hanami", "hanami", Strength::Server, Some(2300)),
    ("sinatra", "sinatra", Strength::Server, None),
    ("roda", "roda", Strength::Server, None),
    ("grape", "grape", Strength::Server, None),
    ("jekyll", "jekyll", Strength::Site, None),
    ("github-pages", "jekyll", Strength::Site, None),
    ("middleman", "middleman", Strength::Site, None),
];

const RESOURCES: &[(&str, &str)] = &[
    ("pg", "postgresql"),
    ("mysql2", "mysql"),
    ("sqlite3", "sqlite"),
    ("redis", "redis"),
    ("sidekiq", "redis"),
    ("mongoid", "mongodb"),
    ("bunny", "rabbitmq"),
];

#[expect(
    clippy::too_many_lines,
    reason = "one flat pass over what a Gemfile says"
)]
fn detect(place: &Place<'_>, _: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let Some(file) = place.file("Gemfile") else {
        return Vec::new();
    };
    let whole = place.evidence("Gemfile");
    let mut candidate = Candidate::new(place.folder, "ruby", whole.clone());
    candidate
        .package_manager
        .push("bundler".to_owned(), Ground::Manifest, whole.clone());
    candidate
        .install
        .push("bundle install".to_owned(), Ground::Convention, whole);
    if place.has("Gemfile.lock") {
        candidate.lockfile.push(
            place.path("Gemfile.lock"),
            Ground::Manifest,
            place.evidence("Gemfile.lock"),
        );
    }
    let mut gems: Vec<(String, Evidence)> = Vec::new();
    for (number, line) in (1_u32..).zip(file.text.lines()) {
        let evidence = Evidence {
            path: file.path.clone(),
            line: number,
        };
        let mut words = line.trim().splitn(2, [' ', '(']);
        let (directive, rest) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let value = rest.split(['"', '\'']).nth(1).unwrap_or("");
        match directive {
            "gem" => gems.push((value.to_owned(), evidence)),
            "ruby" if !value.is_empty() => {
                candidate
                    .runtime_version
                    .push(value.to_owned(), Ground::Manifest, evidence);
            }
            _ => {}
        }
    }
    let pinned = place
        .nearest(".ruby-version")
        .and_then(|path| place.files.get(&path));
    if let Some(pinned) = pinned {
        let version = pinned.text.trim().trim_start_matches("ruby-").to_owned();
        candidate.runtime_version.push(
            version,
            Ground::Manifest,
            Evidence {
                path: pinned.path.clone(),
                line: 1,
            },
        );
    }
    super::tool_version(place, &["ruby"], &mut candidate);
    for (gem, evidence) in &gems {
        if let Some((_, kind)) = RESOURCES.iter().find(|(known, _)| known == gem) {
            candidate.need(kind, Ground::Code, evidence.clone());
        }
    }
    let found = FRAMEWORKS.iter().find_map(|framework| {
        Some((
            framework,
            &gems.iter().find(|(gem, _)| gem == framework.0)?.1,
        ))
    });
    if let Some(((_, name, strength, port), evidence)) = found {
        candidate.raise(*strength);
        candidate
            .framework
            .push((*name).to_owned(), Ground::Manifest, evidence.clone());
        let kind = if *strength == Strength::Server {
            "web"
        } else {
            "static"
        };
        candidate
            .kind
            .push(kind.to_owned(), Ground::Manifest, evidence.clone());
        if let Some(port) = port {
            candidate
                .port
                .push(*port, Ground::Convention, evidence.clone());
        }
        start(place, name, evidence, &mut candidate);
    }
    vec![candidate]
}

fn start(place: &Place<'_>, framework: &str, evidence: &Evidence, candidate: &mut Candidate) {
    match framework {
        "rails" => {
            candidate.start.push(
                "bundle exec rails server".to_owned(),
                Ground::Convention,
                evidence.clone(),
            );
            candidate
                .migrations
                .push("rails".to_owned(), Ground::Manifest, evidence.clone());
            candidate.migrate.push(
                "bundle exec rails db:migrate".to_owned(),
                Ground::Convention,
                evidence.clone(),
            );
        }
        "sinatra" | "roda" | "grape" if place.has("config.ru") => {
            candidate.start.push(
                "bundle exec rackup".to_owned(),
                Ground::Code,
                place.evidence("config.ru"),
            );
            candidate
                .port
                .push(9292, Ground::Convention, place.evidence("config.ru"));
        }
        "jekyll" => {
            candidate.build.push(
                "bundle exec jekyll build".to_owned(),
                Ground::Convention,
                evidence.clone(),
            );
            candidate
                .artifact
                .push("_site".to_owned(), Ground::Convention, evidence.clone());
        }
        "middleman" => candidate.build.push(
            "bundle exec middleman build".to_owned(),
            Ground::Convention,
            evidence.clone(),
        ),
        _ => {}
    }
}
