//! `build-tools-in-image`: a final image that carries the tools which built it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile, ImageReference, ShellCommand};

use super::stages::{chain, image_of, starts};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "build-tools-in-image",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("build_tools_in_image.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(last) = file.final_stage().filter(|last| starts(file, last)) else {
        return;
    };
    if let Some(image) = image_of(file, last).filter(|image| is_compiler(image)) {
        let root = chain(file, last).pop().unwrap_or(last);
        let message = format!(
            "the final image carries a whole compiler: `{}`",
            image.short_name()
        );
        report.find(root.image.range, message).fix = Some(advice(
            "build in one stage, and copy what was built into a small second one",
        ));
        return;
    }
    let instructions = chain(file, last)
        .into_iter()
        .flat_map(|stage| file.instructions_of(stage));
    for instruction in instructions.filter(|instruction| matches!(instruction.body, Body::Run(_))) {
        let commands = instruction.commands();
        let removes = commands.iter().any(|command| {
            command.has("del")
                || command.has("purge")
                || command.has("remove")
                || command.has("autoremove")
        });
        let tool = commands
            .iter()
            .find(|command| builds(command) || (installs_compiler(command) && !removes));
        if let Some(tool) = tool {
            let line = tool
                .range()
                .slice(report.text)
                .lines()
                .next()
                .unwrap_or("")
                .trim_end_matches(['\\', ' ']);
            report
                .find(
                    tool.range(),
                    format!("the final image carries what it was built with: `{line}` runs in it"),
                )
                .fix = Some(advice(
                "build in one stage, and copy what was built into a small second one",
            ));
            return;
        }
    }
}

/// Images made for building, which are too large and too powerful to run.
fn is_compiler(image: &ImageReference) -> bool {
    let tag = image.tag.as_deref().unwrap_or("");
    match image.official() {
        Some("golang" | "rust" | "maven" | "gradle" | "gcc" | "swift" | "haskell") => {
            !tag.contains("slim") || image.official() == Some("rust")
        }
        Some("eclipse-temurin" | "amazoncorretto") => tag.contains("jdk"),
        _ => {
            image.registry.as_deref() == Some("mcr.microsoft.com")
                && image.repository == "dotnet/sdk"
        }
    }
}

fn builds(command: &ShellCommand) -> bool {
    let words: Vec<&str> = command
        .arguments()
        .iter()
        .map(|word| word.text.as_str())
        .collect();
    match command.program() {
        "npm" | "pnpm" | "bun" => {
            words.starts_with(&["run", "build"]) || words.starts_with(&["build"])
        }
        "yarn" => words.starts_with(&["run", "build"]) || words.starts_with(&["build"]),
        "cargo" => words.contains(&"build"),
        "go" => words.first() == Some(&"build") || words.first() == Some(&"install"),
        "mvn" | "mvnw" => words.contains(&"package") || words.contains(&"install"),
        "gradle" | "gradlew" => words
            .iter()
            .any(|word| word.contains("build") || word.ends_with("ootJar")),
        "dotnet" => words.first() == Some(&"publish"),
        "tsc" | "webpack" => true,
        _ => false,
    }
}

fn installs_compiler(command: &ShellCommand) -> bool {
    let installs = command.has("install") || command.has("add");
    matches!(command.program(), "apt-get" | "apt" | "apk" | "dnf" | "yum")
        && installs
        && command.arguments().iter().any(|word| {
            matches!(
                word.text.as_str(),
                "build-essential" | "build-base" | "gcc" | "g++" | "clang" | "make" | "cmake"
            )
        })
}
