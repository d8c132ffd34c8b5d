//! Java and Kotlin: Maven, Gradle; Spring Boot, Quarkus, Micronaut. Only what manifests say so far.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::Place;

pub(super) const LANGUAGE: Language = Language {
    marks: &["pom.xml", "build.gradle", "build.gradle.kts"],
    reads: &[
        "application.properties",
        "application.yml",
        "application.yaml",
        "settings.gradle",
        "settings.gradle.kts",
    ],
    extensions: &[],
    detect,
};

/// Words of a build file that show a framework.
const FRAMEWORKS: &[(&str, &str)] = &[
    ("spring-boot", "spring-boot"),
    ("org.springframework.boot", "spring-boot"),
    ("io.quarkus", "quarkus"),
    ("io.micronaut", "micronaut"),
    ("io.ktor", "ktor"),
    ("io.javalin", "javalin"),
    ("spark-core", "spark"),
    ("com.sparkjava", "spark"),
    ("io.vertx", "vertx"),
    ("dropwizard", "dropwizard"),
];

fn detect(place: &Place<'_>, _: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let Some(file) = ["pom.xml", "build.gradle", "build.gradle.kts"]
        .iter()
        .find_map(|name| place.file(name))
    else {
        return Vec::new();
    };
    let whole = Evidence {
        path: file.path.clone(),
        line: 1,
    };
    let kotlin = place.own().any(|path| path.ends_with(".kt"));
    let java = place.own().any(|path| path.ends_with(".java"));
    let scripted = !kotlin
        && !java
        && place
            .own()
            .any(|path| path.ends_with(".groovy") || path.ends_with(".scala"));
    if scripted {
        return Vec::new();
    }
    let language = if kotlin && !java { "kotlin" } else { "java" };
    let mut candidate = Candidate::new(place.folder, language, whole.clone());
    let maven = file.path.ends_with("pom.xml");
    let manager = if maven { "maven" } else { "gradle" };
    candidate
        .package_manager
        .push(manager.to_owned(), Ground::Manifest, whole.clone());
    let build = match (maven, place.has("mvnw"), place.has("gradlew")) {
        (true, true, _) => "./mvnw -B package",
        (true, false, _) => "mvn -B package",
        (false, _, true) => "./gradlew build",
        (false, _, false) => "gradle build",
    };
    candidate
        .build
        .push(build.to_owned(), Ground::Convention, whole.clone());
    let found = (1_u32..).zip(file.text.lines()).find_map(|(number, line)| {
        let (_, name) = FRAMEWORKS.iter().find(|(word, _)| line.contains(word))?;
        Some((*name, number))
    });
    if let Some((name, number)) = found {
        let evidence = Evidence {
            path: file.path.clone(),
            line: number,
        };
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Manifest, evidence.clone());
        candidate
            .framework
            .push(name.to_owned(), Ground::Manifest, evidence.clone());
        if matches!(name, "spring-boot" | "quarkus" | "micronaut") {
            candidate.port.push(8080, Ground::Convention, evidence);
        }
        if name == "spring-boot" && maven {
            archive(file, &mut candidate);
        }
    }
    stated_port(place, &mut candidate);
    vec![candidate]
}

/// `java -jar target/NAME-VERSION.jar`, where the manifest states both plainly.
fn archive(file: &SourceFile, candidate: &mut Candidate) {
    let own = without(
        &without(&without(&file.text, "parent"), "dependencies"),
        "build",
    );
    let Some((name, at)) = element(&own, "artifactId") else {
        return;
    };
    if element(&own, "packaging").is_some_and(|(packaging, _)| packaging != "jar") {
        return;
    }
    let final_name = element(&file.text, "finalName").map(|(name, _)| name);
    let version = element(&own, "version").map(|(version, _)| version);
    let jar = match (final_name, version) {
        (Some(name), _) if !name.contains('$') => name,
        (None, Some(version)) if !version.contains('$') => format!("{name}-{version}"),
        _ => return,
    };
    let line = u32::try_from(own.get(..at).unwrap_or("").matches('\n').count()).unwrap_or(0) + 1;
    let evidence = Evidence {
        path: file.path.clone(),
        line,
    };
    candidate
        .name
        .push(name, Ground::Manifest, evidence.clone());
    candidate.start.push(
        format!("java -jar target/{jar}.jar"),
        Ground::Convention,
        evidence.clone(),
    );
    candidate
        .artifact
        .push(format!("target/{jar}.jar"), Ground::Convention, evidence);
}

/// `text` with the insides of the first `<name>` blanked, lines kept.
fn without(text: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    match (text.find(&open), text.find(&close)) {
        (Some(start), Some(end)) if start < end => {
            let lines = "\n".repeat(text[start..end].matches('\n').count());
            format!("{}{lines}{}", &text[..start], &text[end + close.len()..])
        }
        _ => text.to_owned(),
    }
}

fn element(text: &str, name: &str) -> Option<(String, usize)> {
    let open = format!("<{name}>");
    let start = text.find(&open)? + open.len();
    let value = text.get(start..)?.split('<').next()?.trim();
    (!value.is_empty()).then(|| (value.to_owned(), start))
}

/// `server.port` in the application's properties.
fn stated_port(place: &Place<'_>, candidate: &mut Candidate) {
    for name in [
        "src/main/resources/application.properties",
        "src/main/resources/application.yml",
        "src/main/resources/application.yaml",
    ] {
        for (number, line) in place
            .file(name)
            .into_iter()
            .flat_map(|file| (1_u32..).zip(file.text.lines()))
        {
            let value = line
                .strip_prefix("server.port=")
                .or_else(|| line.strip_prefix("  port:").filter(|_| name.contains(".y")));
            let literal = value.map(|value| {
                value
                    .trim()
                    .trim_start_matches("${PORT:")
                    .trim_end_matches('}')
            });
            if let Some(port) = literal.and_then(|literal| literal.parse().ok()) {
                let evidence = Evidence {
                    path: place.path(name),
                    line: number,
                };
                candidate.port.push(port, Ground::Manifest, evidence);
            }
        }
    }
}
