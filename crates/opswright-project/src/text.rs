//! Files of which nothing but the secrets in them matters: code, settings of other tools, pages.

/// Endings of such files.
const ENDINGS: &[&str] = &[
    "adoc",
    "asc",
    "bash",
    "bat",
    "c",
    "cc",
    "cfg",
    "cjs",
    "clj",
    "cmd",
    "conf",
    "config",
    "cpp",
    "cs",
    "dart",
    "env",
    "erb",
    "erl",
    "ex",
    "exs",
    "fish",
    "fs",
    "go",
    "gradle",
    "groovy",
    "h",
    "html",
    "ini",
    "ipynb",
    "j2",
    "java",
    "jl",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsx",
    "key",
    "kt",
    "kts",
    "lua",
    "m",
    "md",
    "mdx",
    "mjs",
    "mts",
    "pem",
    "php",
    "pl",
    "plist",
    "ppk",
    "properties",
    "ps1",
    "psm1",
    "py",
    "r",
    "rb",
    "rs",
    "rst",
    "scala",
    "sh",
    "svelte",
    "swift",
    "template",
    "tmpl",
    "toml",
    "tpl",
    "ts",
    "tsx",
    "txt",
    "vb",
    "vue",
    "xml",
    "yaml",
    "yml",
    "zsh",
];

/// Files that hold credentials by their name.
const NAMES: &[&str] = &[
    ".aws/credentials",
    ".boto",
    ".dockercfg",
    ".envrc",
    ".git-credentials",
    ".htpasswd",
    ".my.cnf",
    ".netrc",
    ".npmrc",
    ".pgpass",
    ".pypirc",
    ".renovaterc",
    ".s3cfg",
    ".yarnrc",
    "_netrc",
    "credentials",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "kubeconfig",
];

/// Endings of files that a tool writes: long, and never by hand.
const WRITTEN: &[&str] = &[
    ".lock.json",
    ".map",
    ".min.css",
    ".min.js",
    "-lock.json",
    "-lock.yaml",
    "composer.lock",
    "npm-shrinkwrap.json",
    ".bundle.js",
    ".snap",
    ".svg",
];

/// Folders of others' work.
const FOLDERS: &[&str] = &[
    "node_modules",
    "vendor",
    "third_party",
    "bower_components",
    "site-packages",
    "Godeps",
];

/// Whether only secrets are looked for in a file at `path`.
pub fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    let of_others = path.split('/').any(|part| FOLDERS.contains(&part));
    if of_others || WRITTEN.iter().any(|ending| lower.ends_with(ending)) {
        return false;
    }
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.contains(&ending)
        || NAMES
            .iter()
            .any(|known| lower == *known || path.ends_with(known) && known.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::is_text;

    #[test]
    fn code_and_settings_are_texts() {
        for (path, text) in [
            ("src/main.rs", true),
            ("a/.npmrc", true),
            ("home/.aws/credentials", true),
            ("deploy/id_rsa", true),
            ("package-lock.json", false),
            ("web/app.min.js", false),
            ("vendor/x/main.go", false),
            ("logo.png", false),
            ("Makefile", false),
        ] {
            assert_eq!(is_text(path), text, "{path}");
        }
    }
}
