//! PHP: composer; Laravel, Symfony and others. Only language, package manager and framework so far.

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::manifest;
use crate::place::Place;

pub(super) const LANGUAGE: Language = Language {
    marks: &["composer.json", "index.php"],
    reads: &[],
    extensions: &[],
    detect,
};

const FRAMEWORKS: &[(&str, &str)] = &[
    ("laravel/framework", "laravel"),
    ("symfony/framework-bundle", "symfony"),
    ("slim/slim", "slim"),
    ("cakephp/cakephp", "cakephp"),
    ("laravel/lumen-framework", "lumen"),
];

fn detect(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let Some(file) = place.file("composer.json") else {
        if !place.has("index.php") {
            return Vec::new();
        }
        let mut candidate = Candidate::new(place.folder, "php", place.evidence("index.php"));
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Code, place.evidence("index.php"));
        return vec![candidate];
    };
    let tree = manifest::json(file, findings);
    let whole = place.evidence("composer.json");
    let mut candidate = Candidate::new(place.folder, "php", whole.clone());
    candidate
        .package_manager
        .push("composer".to_owned(), Ground::Manifest, whole.clone());
    if place.has("composer.lock") {
        candidate.lockfile.push(
            place.path("composer.lock"),
            Ground::Manifest,
            place.evidence("composer.lock"),
        );
        candidate.install.push(
            "composer install --no-dev".to_owned(),
            Ground::Code,
            place.evidence("composer.lock"),
        );
    }
    let Some(required) = tree.root().and_then(|root| root.get("require")) else {
        return vec![candidate];
    };
    if let Some(php) = required.get("php") {
        let evidence = Evidence {
            path: file.path.clone(),
            line: php.line(),
        };
        candidate.runtime_version.push(
            php.as_str().unwrap_or("").to_owned(),
            Ground::Manifest,
            evidence,
        );
    }
    let found = FRAMEWORKS
        .iter()
        .find_map(|(package, name)| Some((*name, required.get(package)?.line())));
    if let Some((name, line)) = found {
        let evidence = Evidence {
            path: file.path.clone(),
            line,
        };
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Manifest, evidence.clone());
        candidate
            .framework
            .push(name.to_owned(), Ground::Manifest, evidence.clone());
        if name == "laravel" {
            candidate
                .migrations
                .push("laravel".to_owned(), Ground::Manifest, evidence.clone());
            candidate.migrate.push(
                "php artisan migrate --force".to_owned(),
                Ground::Convention,
                evidence,
            );
        }
    } else if place.has("index.php") || place.has("public/index.php") {
        candidate.raise(Strength::Server);
        candidate.kind.push("web".to_owned(), Ground::Code, whole);
    }
    vec![candidate]
}
