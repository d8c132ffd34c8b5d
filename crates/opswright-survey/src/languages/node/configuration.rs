//! What the configuration of a framework that makes pages decides: pages or a server, and the folder of the pages.

use crate::Evidence;
use crate::code::Code;
use crate::lexer::{JAVASCRIPT, Kind};
use crate::place::Place;

use super::framework::Framework;
use super::package::Package;

/// `name.config.js` and its like as tokens, so that what is commented out says nothing.
fn configuration<'a>(place: &Place<'a>, name: &str) -> Option<Code<'a>> {
    ["js", "ts", "mjs", "cjs", "mts"]
        .iter()
        .find_map(|extension| place.file(&format!("{name}.config.{extension}")))
        .map(|file| Code::new(file, &JAVASCRIPT))
}

/// Where `code` sets `key` to `value`.
fn sets(code: &Code<'_>, key: &str, value: &str) -> Option<Evidence> {
    let at = code
        .tokens
        .windows(3)
        .position(|tokens| tokens[0].text == key && tokens[1].is(":") && tokens[2].text == value)?;
    Some(code.token_evidence(at))
}

/// Whether a framework that serves is told to write pages instead.
pub(super) fn exports_pages(
    place: &Place<'_>,
    package: &Package,
    framework: &str,
) -> Option<Evidence> {
    let (file, key, value) = match framework {
        "next" => ("next", "output", "export"),
        "react-router" => ("react-router", "ssr", "false"),
        "remix" => ("vite", "ssr", "false"),
        "nuxt" => ("nuxt", "ssr", "false"),
        _ => return None,
    };
    let stated = configuration(place, file).and_then(|code| sets(&code, key, value));
    stated.or_else(|| {
        let script = package.script("build").filter(|_| framework == "nuxt")?;
        script
            .value
            .contains("nuxt generate")
            .then_some(script.evidence)
    })
}

/// Whether an adapter makes a server out of pages.
pub(super) fn has_adapter(place: &Place<'_>, package: &Package, framework: &str) -> bool {
    let imports = |code: &Code<'_>| {
        code.tokens
            .iter()
            .any(|token| token.kind == Kind::Text && token.text.contains("adapter-node"))
    };
    match framework {
        "sveltekit" => {
            package.any_dependency("@sveltejs/adapter-node").is_some()
                || configuration(place, "svelte").is_some_and(|code| imports(&code))
        }
        "astro" => package.any_dependency("@astrojs/node").is_some(),
        "qwik" => package.script("build.server").is_some() && package.script("serve").is_some(),
        _ => false,
    }
}

/// The folder of the pages, where nothing names another.
pub(super) fn exported_folder(place: &Place<'_>, framework: &Framework) -> Option<String> {
    let names_another = |code: Code<'_>| code.tokens.iter().any(|token| token.is("outDir"));
    let folder = match framework.name {
        "next" => "out",
        "nuxt" => ".output/public",
        "remix" | "react-router" => "build/client",
        "vite" if configuration(place, "vite").is_some_and(names_another) => return None,
        _ => framework.artifact?,
    };
    Some(folder.to_owned())
}
