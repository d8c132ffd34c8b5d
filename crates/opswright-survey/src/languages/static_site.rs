//! Sites without a program: plain HTML, Hugo, Zola.

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::Place;

pub(super) const LANGUAGE: Language = Language {
    marks: &[
        "index.html",
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
        "config.toml",
        "config.yaml",
    ],
    reads: &[],
    extensions: &[],
    detect,
};

/// Configuration files, a word that only this generator's has, and the generator.
const GENERATORS: &[(&str, &str, &str)] = &[
    ("hugo.toml", "", "hugo"),
    ("hugo.yaml", "", "hugo"),
    ("hugo.yml", "", "hugo"),
    ("hugo.json", "", "hugo"),
    ("config.toml", "baseURL", "hugo"),
    ("config.yaml", "baseURL", "hugo"),
    ("config.toml", "base_url", "zola"),
];

fn detect(place: &Place<'_>, _: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    for (name, word, generator) in GENERATORS {
        let Some(file) = place.file(name) else {
            continue;
        };
        let line = (1_u32..).zip(file.text.lines()).find(|(_, line)| {
            line.trim_start()
                .to_ascii_lowercase()
                .starts_with(&word.to_ascii_lowercase())
        });
        let content = place.own().any(|path| {
            path.starts_with("content/")
                || path.starts_with("themes/")
                || path.starts_with("layouts/")
                || path.starts_with("templates/")
        });
        if let Some((number, _)) = line.filter(|_| content) {
            let evidence = Evidence {
                path: file.path.clone(),
                line: number,
            };
            let mut candidate = site(place, evidence.clone());
            let build = if *generator == "zola" {
                "zola build"
            } else {
                "hugo --minify"
            };
            candidate
                .framework
                .push((*generator).to_owned(), Ground::Manifest, evidence.clone());
            candidate
                .build
                .push(build.to_owned(), Ground::Convention, evidence.clone());
            candidate
                .artifact
                .push("public".to_owned(), Ground::Convention, evidence);
            return vec![candidate];
        }
    }
    if !place.has("index.html") {
        return Vec::new();
    }
    let mut candidate = site(place, place.evidence("index.html"));
    candidate
        .artifact
        .push(".".to_owned(), Ground::Code, place.evidence("index.html"));
    vec![candidate]
}

fn site(place: &Place<'_>, evidence: Evidence) -> Candidate {
    let mut candidate = Candidate::new(place.folder, "html", evidence.clone());
    candidate.raise(Strength::Site);
    candidate
        .kind
        .push("static".to_owned(), Ground::Code, evidence);
    candidate
}
