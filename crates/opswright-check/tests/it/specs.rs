//! Every rule's page is its test: what is bad is found, what is good is not, and fixes do what the page shows.

use opswright_check::{Fixability, RULES, Rule, Scope, Session, all, file, fix};
use opswright_diagnostic::{Colour, Confidence, Diagnostic, Format, Safety, render};
use opswright_source::{Files, SourceFile};
use opswright_testkit::spec::{Case, cases};

/// Findings of one rule.
fn found(rule: &Rule, files: &Files) -> Vec<Diagnostic> {
    let mut findings = all_since(files);
    findings.retain(|finding| finding.rule == rule.name);
    findings
}

/// All findings; files whose path begins with `base:` are the base of the change.
fn all_since(files: &Files) -> Vec<Diagnostic> {
    let mut own = Files::new();
    let mut base = Vec::new();
    for source in files.iter() {
        match source.path.strip_prefix("base:") {
            Some(path) => base.push(file(&SourceFile::from_text(path, &source.text)).0),
            None => own.insert(source.clone()),
        }
    }
    if base.is_empty() {
        return all(&own);
    }
    Session::of(own.iter().map(file).collect())
        .with_base(base)
        .findings(&Scope::everything())
}

fn lines(files: &Files, findings: &[Diagnostic]) -> Vec<String> {
    render(Format::Concise, findings, files, Colour::Never)
        .lines()
        .map(str::to_owned)
        .collect()
}

fn check_case(rule: &Rule, case: &Case) {
    let place = format!("{}, section `{}`", rule.name, case.title);
    let findings = found(rule, &case.files);
    assert_eq!(lines(&case.files, &findings), case.findings, "{place}");
    assert_eq!(
        case.title.starts_with("Bad"),
        !findings.is_empty(),
        "{place}"
    );
    for finding in &findings {
        check_fixability(rule, finding, &place);
    }
    let own_fix = |finding: &Diagnostic| finding.rule == rule.name && fix::is_fixable(finding);
    let fixed = fix::settle(&case.files, &own_fix);
    assert!(fixed.withdrawn.is_empty(), "{place}: {:?}", fixed.withdrawn);
    assert_eq!(case.fixed.is_some(), !fixed.changed.is_empty(), "{place}");
    let Some(expected) = &case.fixed else {
        return;
    };
    for file in expected.iter() {
        assert_eq!(
            fixed.files.get(&file.path).map(|file| file.text.as_str()),
            Some(file.text.as_str()),
            "{place}"
        );
    }
    assert_eq!(expected.len(), fixed.files.len(), "{place} shows all files");
    assert!(
        !fixed.remaining.iter().any(own_fix),
        "{place}: {:?}",
        fixed.remaining
    );
    let again = fix::settle(&fixed.files, &own_fix);
    assert!(
        again.changed.is_empty(),
        "{place}: fixing twice changes {:?}",
        again.changed
    );
}

fn check_fixability(rule: &Rule, finding: &Diagnostic, place: &str) {
    let Some(fix) = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty()) else {
        return;
    };
    let promised = match rule.fix {
        Fixability::No => false,
        Fixability::Safe => fix.safety == Safety::Safe,
        Fixability::Unsafe => fix.safety == Safety::Unsafe,
        Fixability::Mixed => true,
    };
    assert!(
        promised,
        "{place}: the rule promises {:?}, the fix is {:?}",
        rule.fix, fix.safety
    );
}

#[test]
fn every_page_is_true() {
    // Each rule by itself, so that one run shows all pages that are not true.
    let untrue: Vec<&str> = RULES
        .iter()
        .filter(|rule| {
            let page = || {
                for case in cases(rule.docs) {
                    check_case(rule, &case);
                }
            };
            std::panic::catch_unwind(page).is_err()
        })
        .map(|rule| rule.name)
        .collect();
    assert_eq!(untrue, Vec::<&str>::new());
}

#[test]
fn every_page_names_its_rule_and_its_weight() {
    for rule in RULES {
        let mut lines = rule.docs.lines();
        assert_eq!(lines.next(), Some(format!("# {}", rule.name).as_str()));
        let confidence = match rule.confidence {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        };
        let weight = format!(
            "{}, {confidence} confidence, {}",
            rule.severity.name(),
            rule.fix.words()
        );
        assert_eq!(lines.nth(3), Some(weight.as_str()), "{}", rule.name);
    }
}

#[test]
fn every_rule_that_reads_files_has_a_bad_and_a_good_case() {
    // These are about bytes and disks, which a page cannot hold.
    let by_other_tests = [
        "carriage-return-in-script",
        "invalid-utf-8",
        "too-large",
        "unreadable-path",
    ];
    for rule in RULES
        .iter()
        .filter(|rule| !by_other_tests.contains(&rule.name))
    {
        let titles: Vec<String> = cases(rule.docs)
            .into_iter()
            .map(|case| case.title)
            .collect();
        for kind in ["Bad", "Good"] {
            assert!(
                titles.iter().any(|title| title.starts_with(kind)),
                "{} has no {kind} case",
                rule.name
            );
        }
    }
}

#[test]
fn names_are_unique_and_well_formed() {
    for (at, rule) in RULES.iter().enumerate() {
        assert!(
            rule.name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{}",
            rule.name
        );
        assert!(
            !RULES[..at].iter().any(|other| other.name == rule.name),
            "{}",
            rule.name
        );
    }
}
