//! Markdown specs: prose, files that are bad or good, what is found, and what the fix makes of them.
//!
//! A section `## Bad` or `## Good` (also `## Bad: why`) holds files as fenced blocks whose info string is a language and a
//! path (```` ```yaml compose.yaml ````). In a bad section a block `text` holds the findings expected, one line each, and a
//! section `## Fixed` that follows holds the files after the fix.

use opswright_source::{Files, SourceFile};

/// One section of a spec.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Heading of the section.
    pub title: String,
    /// Files before.
    pub files: Files,
    /// Lines of the findings; empty for a good case.
    pub findings: Vec<String>,
    /// Files after the fix; `None` where the spec says nothing about it.
    pub fixed: Option<Files>,
}

/// Reads the cases of a spec in order.
pub fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut section = Section::Prose;
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            section = Section::of(title);
            match (section, cases.last_mut()) {
                (Section::Case, _) => cases.push(Case {
                    title: title.to_owned(),
                    ..Case::default()
                }),
                (Section::Fixed, Some(case)) => case.fixed = Some(Files::new()),
                _ => {}
            }
        } else if let Some(info) = line.strip_prefix("```") {
            let fence = block(&mut lines);
            if let Some(case) = cases.last_mut() {
                take(case, section, info, &fence);
            }
        }
    }
    cases
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Prose,
    Case,
    Fixed,
}

impl Section {
    fn of(title: &str) -> Self {
        if title.starts_with("Fixed") {
            Self::Fixed
        } else if title.starts_with("Bad") || title.starts_with("Good") {
            Self::Case
        } else {
            Self::Prose
        }
    }
}

/// The text up to the closing fence.
fn block(lines: &mut std::str::Lines<'_>) -> String {
    let mut text = String::new();
    for line in lines.by_ref().take_while(|line| !line.starts_with("```")) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn take(case: &mut Case, section: Section, info: &str, text: &str) {
    match (section, info.split_once(' ')) {
        (Section::Case, Some((_, path))) => case.files.insert(SourceFile::from_text(path, text)),
        (Section::Case, None) if info == "text" => {
            case.findings = text.lines().map(str::to_owned).collect();
        }
        (Section::Fixed, Some((_, path))) => {
            if let Some(files) = &mut case.fixed {
                files.insert(SourceFile::from_text(path, text));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::cases;

    #[test]
    fn sections_become_cases() {
        let found = cases(
            "# r\n\nwords\n\n## Bad: x\n\n```a b/c\none\n```\n```text\nf 1\n```\n\n## Fixed\n\n```a b/c\ntwo\n```\n\n## Good\n\n```a d\nthree\n```\n\n## See also\n\n```a e\nno\n```\n",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].files.get("b/c").map(|file| file.text.as_str()),
            Some("one\n")
        );
        assert_eq!(found[0].findings, ["f 1"]);
        let fixed = found[0]
            .fixed
            .as_ref()
            .expect("the case has a fixed section");
        assert_eq!(
            fixed.get("b/c").map(|file| file.text.as_str()),
            Some("two\n")
        );
        assert!(
            found[1].findings.is_empty() && found[1].fixed.is_none() && found[1].files.len() == 1
        );
    }
}
