//! Comparing what was printed with what a page tells, but for what differs from run to run.

/// A line that stands for any lines, also none.
const ANY: &str = "...";

/// Whether `actual` is what `expected` tells; else both, as they were compared.
pub(crate) fn matches(expected: &str, actual: &str) -> Result<(), String> {
    let expected = lines(expected);
    let actual = lines(actual);
    if lines_match(&expected, &actual) {
        return Ok(());
    }
    Err(format!(
        "--- as the page tells\n{}\n--- as it happened\n{}\n---",
        expected.join("\n"),
        actual.join("\n")
    ))
}

fn lines(text: &str) -> Vec<String> {
    text.trim_end()
        .lines()
        .map(|line| settled(line.trim_end()))
        .collect()
}

fn lines_match(expected: &[String], actual: &[String]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((first, rest)) if first.trim() == ANY => {
            (0..=actual.len()).any(|skipped| lines_match(rest, &actual[skipped..]))
        }
        Some((first, rest)) => actual
            .split_first()
            .is_some_and(|(found, others)| found == first && lines_match(rest, others)),
    }
}

/// `line` with `#` for every number that has a fraction or a unit of time or size, and for every digest, and with single
/// spaces: a column may be as wide as its content.
fn settled(line: &str) -> String {
    line.split_whitespace()
        .map(settled_word)
        .collect::<Vec<_>>()
        .join(" ")
        .replace("# ms", "#")
        .replace("# s", "#")
        .replace("# kB", "#")
        .replace("# MB", "#")
}

fn settled_word(word: &str) -> String {
    let mut settled = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let length = rest
            .find(|character: char| !character.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        if length == 0 {
            settled.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            let (run, after) = rest.split_at(length);
            settled.push_str(if varies(run) { "#" } else { run });
            rest = after;
        }
    }
    settled.replace("#.#", "#")
}

/// Whether a run of letters and digits is a number, a number with a unit, or the beginning of a digest.
fn varies(run: &str) -> bool {
    let number = run.trim_end_matches(|character: char| character.is_ascii_lowercase());
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let unit = matches!(&run[number.len()..], "" | "ms" | "s" | "us" | "h");
    let digest = run.len() >= 8
        && run.bytes().all(|byte| byte.is_ascii_hexdigit())
        && run.bytes().any(|byte| byte.is_ascii_digit());
    (digits && unit) || digest
}

#[test]
fn what_varies_is_left_out() {
    for (expected, actual) in [
        ("built in 1.4 s", "built in 12.25 s"),
        ("done 200 ms", "done   7 ms"),
        (
            "release 4f2a91c07e11 of shop",
            "release 77aa00b1c2d3 of shop",
        ),
        ("sha256:4f2a91c07e11", "sha256:00aa91c07e11ff"),
        ("http://127.0.0.1:3000/", "http://127.0.0.1:39117/"),
        ("a\n...\nb", "a\nb"),
        ("a\n...\nb", "a\nx\ny\nb\n"),
        ("health  200", "health 200"),
    ] {
        assert_eq!(matches(expected, actual), Ok(()));
    }
}

#[test]
fn what_matters_is_compared() {
    for (expected, actual) in [
        ("built in 1.4 s", "failed in 1.4 s"),
        ("a\nb", "a"),
        ("a", "a\nb"),
        ("a\n...\nb", "a\nx"),
        ("release shop", "release 4f2a91c07e11"),
        ("decades", "facades"),
    ] {
        assert!(
            matches(expected, actual).is_err(),
            "{expected:?} {actual:?}"
        );
    }
}
