//! Regeneration beside a person: nothing of theirs is lost, nothing is written twice.

use opswright_generate::{Action, Merged, generate, merge, plan};
use opswright_source::{Files, SourceFile};

use crate::designs;

const BASE: &str = "one\ntwo\nthree\nfour\nfive\n";

#[test]
fn merges_by_case() {
    let rows: &[(Option<&str>, &str, Option<&str>, Merged)] = &[
        // Missing: written, whether or not it was there before.
        (None, BASE, None, Merged::Write(BASE.to_owned())),
        (Some("old\n"), BASE, None, Merged::Write(BASE.to_owned())),
        // Already there.
        (None, BASE, Some(BASE), Merged::Unchanged),
        (Some("old\n"), BASE, Some(BASE), Merged::Unchanged),
        // A person's own file.
        (None, BASE, Some("theirs\n"), Merged::Kept),
        (None, BASE, Some(""), Merged::Kept),
        // Untouched since last time.
        (
            Some("old\n"),
            BASE,
            Some("old\n"),
            Merged::Write(BASE.to_owned()),
        ),
        // Edited, and nothing new to add.
        (
            Some(BASE),
            BASE,
            Some("one\nmine\nthree\nfour\nfive\n"),
            Merged::Kept,
        ),
        // Edited and generated anew, in different places.
        (
            Some(BASE),
            "one\ntwo\nthree\nfour\nFIVE\n",
            Some("mine\none\ntwo\nthree\nfour\nfive\n"),
            Merged::Write("mine\none\ntwo\nthree\nfour\nFIVE\n".to_owned()),
        ),
        // The person already did what is generated now, and more.
        (
            Some(BASE),
            "one\ntwo\nthree\nfour\nFIVE\n",
            Some("mine\none\ntwo\nthree\nfour\nFIVE\n"),
            Merged::Kept,
        ),
        // Lines that end as on another system stay so.
        (
            Some("one\ntwo\n"),
            "one\nTWO\n",
            Some("one\r\ntwo\r\n"),
            Merged::Write("one\r\nTWO\r\n".to_owned()),
        ),
    ];
    for (base, ours, theirs, expected) in rows {
        assert_eq!(
            merge(*base, ours, *theirs),
            *expected,
            "{base:?} {ours:?} {theirs:?}"
        );
    }
}

#[test]
fn a_conflict_names_the_lines_of_both_sides() {
    let merged = merge(
        Some("one\ntwo\nthree\n"),
        "one\nGENERATED\nthree\n",
        Some("one\nmine\nthree\n"),
    );
    let Merged::Conflict { report } = merged else {
        panic!("{merged:?}");
    };
    assert_eq!(
        report,
        "line 2:\n  yours:     mine\n  was:       two\n  generated: GENERATED"
    );
}

fn files(rows: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, text) in rows {
        files.insert(SourceFile::from_text(path, text));
    }
    files
}

#[test]
fn generating_twice_changes_nothing() {
    for (name, design) in designs::all() {
        let first = plan(&design, &Files::new(), &Files::new());
        assert!(
            first.iter().all(|file| file.action == Action::Create),
            "{name}"
        );
        let (mut written, mut bases) = (Files::new(), Files::new());
        for file in &first {
            let text = file.text.as_deref().expect("a created file has a text");
            assert_eq!(file.base.as_deref(), Some(text));
            written.insert(SourceFile::from_text(&file.path, text));
            bases.insert(SourceFile::from_text(&file.path, text));
        }
        for file in plan(&design, &written, &bases) {
            assert_eq!(file.action, Action::Unchanged, "{name}: {}", file.path);
            assert_eq!(
                (file.text, file.base),
                (None, None),
                "{name}: {}",
                file.path
            );
        }
    }
}

#[test]
fn a_person_s_edit_survives_a_change_of_the_design() {
    let (_, mut design) = designs::all().remove(0);
    let old = generate(&design);
    let dockerfile = &old
        .iter()
        .find(|file| file.path == "Dockerfile")
        .expect("it has one")
        .text;
    let edited = dockerfile.replace("EXPOSE 8080\n", "EXPOSE 8080\nVOLUME /data\n");
    design.workloads[0].start = Some("./target/release/shop --verbose".to_owned());
    let plan = plan(
        &design,
        &files(&[("Dockerfile", &edited), ("compose.yaml", "mine\n")]),
        &files(&[("Dockerfile", dockerfile)]),
    );
    let of = |path: &str| {
        plan.iter()
            .find(|file| file.path == path)
            .expect("it is planned")
    };
    let merged = of("Dockerfile");
    assert_eq!(merged.action, Action::Merge);
    let text = merged.text.as_deref().expect("a merge writes");
    assert!(
        text.contains("VOLUME /data\n") && text.contains("\"--verbose\""),
        "{text}"
    );
    assert!(
        !merged
            .base
            .as_deref()
            .expect("the base moves on")
            .contains("VOLUME")
    );
    let own = of("compose.yaml");
    assert_eq!(
        (own.action, &own.text, &own.base),
        (Action::Keep, &None, &None)
    );
}

#[test]
fn a_conflict_leaves_file_and_base_alone() {
    let (_, mut design) = designs::all().remove(0);
    let old = generate(&design);
    let dockerfile = &old
        .iter()
        .find(|file| file.path == "Dockerfile")
        .expect("it has one")
        .text;
    let edited = dockerfile.replace("EXPOSE 8080", "EXPOSE 9999");
    design.workloads[0].port = Some(8081);
    let plan = plan(
        &design,
        &files(&[("Dockerfile", &edited)]),
        &files(&[("Dockerfile", dockerfile)]),
    );
    let file = plan
        .iter()
        .find(|file| file.path == "Dockerfile")
        .expect("it is planned");
    assert_eq!(file.action, Action::Conflict);
    assert_eq!((&file.text, &file.base), (&None, &None));
    assert!(
        file.reason.contains("yours:     EXPOSE 9999"),
        "{}",
        file.reason
    );
    assert!(
        file.reason.contains("generated: EXPOSE 8081"),
        "{}",
        file.reason
    );
}
