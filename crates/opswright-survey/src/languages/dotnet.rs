//! .NET: C#, F#; ASP.NET Core. Only what project files say so far.

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::Place;

pub(super) const LANGUAGE: Language = Language {
    marks: &["*.csproj", "*.fsproj"],
    reads: &["global.json"],
    extensions: &[],
    detect,
};

fn detect(place: &Place<'_>, _: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let project = place.own().find(|path| {
        !path.contains('/') && (path.ends_with(".csproj") || path.ends_with(".fsproj"))
    });
    let Some((name, file)) = project.and_then(|name| Some((name, place.file(name)?))) else {
        return Vec::new();
    };
    let language = if name.ends_with(".fsproj") {
        "fsharp"
    } else {
        "csharp"
    };
    let whole = place.evidence(name);
    let mut candidate = Candidate::new(place.folder, language, whole.clone());
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    candidate
        .name
        .push(stem.to_owned(), Ground::Manifest, whole.clone());
    candidate
        .package_manager
        .push("nuget".to_owned(), Ground::Convention, whole.clone());
    candidate.install.push(
        "dotnet restore".to_owned(),
        Ground::Convention,
        whole.clone(),
    );
    let line_of = |word: &str| {
        (1_u32..)
            .zip(file.text.lines())
            .find(|(_, line)| line.contains(word))
            .map(|(number, line)| {
                (
                    Evidence {
                        path: file.path.clone(),
                        line: number,
                    },
                    line,
                )
            })
    };
    if let Some((evidence, line)) = line_of("<TargetFramework>") {
        let version = line
            .split(['<', '>'])
            .nth(2)
            .unwrap_or("")
            .trim_start_matches("netcoreapp")
            .trim_start_matches("net");
        candidate
            .runtime_version
            .push(version.to_owned(), Ground::Manifest, evidence);
    }
    let web = line_of("Microsoft.NET.Sdk.Web");
    let runs = web.is_some() || line_of("<OutputType>Exe").is_some();
    if runs {
        candidate.raise(Strength::Program);
        candidate.build.push(
            "dotnet publish -c Release -o out".to_owned(),
            Ground::Convention,
            whole.clone(),
        );
        candidate.start.push(
            format!("dotnet out/{stem}.dll"),
            Ground::Convention,
            whole.clone(),
        );
        candidate
            .artifact
            .push("out".to_owned(), Ground::Convention, whole);
    }
    if let Some((evidence, _)) = web {
        candidate.raise(Strength::Server);
        candidate
            .framework
            .push("aspnetcore".to_owned(), Ground::Manifest, evidence.clone());
        candidate
            .kind
            .push("web".to_owned(), Ground::Manifest, evidence);
    }
    vec![candidate]
}
