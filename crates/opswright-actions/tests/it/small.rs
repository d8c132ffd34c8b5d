//! Patterns, schedules, holes.

use opswright_actions::{holes, path_pattern, reference_pattern, schedule, without_holes};

#[test]
fn patterns_of_branches() {
    for (pattern, faults) in [
        ("main", 0),
        ("release/**", 0),
        ("v[0-9]+.[0-9]+", 0),
        ("!beta", 0),
        ("v1.?", 0),
        ("^v[0-9]", 1),
        ("[a]", 1),
        ("[", 1),
        ("[9-0]", 1),
        ("*?", 1),
        ("a b", 1),
        ("/x/", 2),
        ("a\\d", 1),
        ("!", 1),
    ] {
        assert_eq!(reference_pattern(pattern).len(), faults, "{pattern}");
    }
}

#[test]
fn patterns_of_paths() {
    for (pattern, faults) in [
        ("src/**", 0),
        ("**.md", 0),
        ("!docs/**", 0),
        ("with space/a", 0),
        ("./src/**", 1),
        ("..", 1),
        (" a", 1),
        ("a[z-", 1),
    ] {
        assert_eq!(path_pattern(pattern).len(), faults, "{pattern}");
    }
}

#[test]
fn schedules() {
    for (text, gap) in [
        ("0 4 * * *", Some(24 * 60)),
        ("*/15 * * * *", Some(15)),
        ("*/4 * * * *", Some(4)),
        ("* * * * *", Some(1)),
        ("58,2 * * * *", Some(4)),
        ("0 0 1 jan mon-fri", Some(24 * 60)),
        ("0 4 * *", None),
        ("60 * * * *", None),
        ("@daily", None),
        ("5-1 * * * *", None),
        ("*/0 * * * *", None),
    ] {
        let read = schedule(text);
        assert_eq!(
            read.as_ref()
                .ok()
                .map(opswright_actions::Schedule::shortest_gap),
            gap,
            "{text}: {read:?}"
        );
    }
}

#[test]
fn holes_know_quotes() {
    let found = holes("a ${{ '}}' }} b ${{ c");
    let bodies: Vec<(&str, bool)> = found.iter().map(|hole| (hole.body, hole.closed)).collect();
    assert_eq!(bodies, [(" '}}' ", true), (" c", false)]);
    assert_eq!(without_holes("a-${{ x }}-b"), "a--b");
}
