//! Which paths a .dockerignore leaves out.

use opswright_dockerfile::parse_dockerignore;

#[test]
fn the_last_matching_pattern_decides() {
    for (patterns, path, ignored) in [
        ("node_modules", "node_modules/a/b.js", true),
        ("node_modules", "web/node_modules/a.js", false),
        ("**/node_modules", "web/node_modules/a.js", true),
        ("**/node_modules", "node_modules/a.js", true),
        ("/dist/", "dist/x", true),
        ("*.md\n!README.md", "README.md", false),
        ("*.md\n!README.md", "NOTES.md", true),
        ("*\n!src\n!package.json", "src/main.js", false),
        ("*\n!src\n!package.json", ".git/config", true),
        ("# *\n", "a", false),
        ("temp?", "temp1", true),
        ("temp?", "temp12", false),
        ("[a-c].txt", "b.txt", true),
        ("[^a-c].txt", "b.txt", false),
        ("a/**/z", "a/z", true),
        ("a/**/z", "a/b/c/z", true),
        ("*/*.log", "x/y.log", true),
        ("*/*.log", "y.log", false),
        (".env*\n!.env.example", ".env.local", true),
        (".env*\n!.env.example", ".env.example", false),
    ] {
        assert_eq!(
            parse_dockerignore(patterns).ignores(path),
            ignored,
            "{patterns:?} {path}"
        );
    }
}

#[test]
fn patterns_keep_their_place() {
    let text = "# a\n\n  !x/ \n";
    let ignore = parse_dockerignore(text);
    assert_eq!(ignore.patterns.len(), 1);
    assert!(ignore.patterns[0].negated);
    assert_eq!(ignore.patterns[0].range.slice(text), "!x/");
}
