//! Three-way merge of one generated file with what a person made of it.

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// Write this text.
    Write(String),
    /// The file already says what is generated.
    Unchanged,
    /// The file is left as a person has it.
    Kept,
    /// Both sides changed the same lines; the file is left as it is.
    Conflict {
        /// The lines in dispute, for people.
        report: String,
    },
}

/// Merges `ours_new` (generated now) into `theirs_current` (what is there), knowing `base` (what was generated last).
///
/// A missing file is written; a file without a base is a person's own and never replaced; edits of both sides are merged.
pub fn merge(base: Option<&str>, ours_new: &str, theirs_current: Option<&str>) -> Merged {
    let Some(current) = theirs_current else {
        return Merged::Write(ours_new.to_owned());
    };
    let current_lines = current.replace("\r\n", "\n");
    if current_lines == ours_new {
        return Merged::Unchanged;
    }
    let Some(base) = base else {
        return Merged::Kept;
    };
    if base == ours_new {
        return Merged::Kept;
    }
    match diffy::merge(base, &current_lines, ours_new) {
        Ok(text) if text == current_lines => Merged::Kept,
        Ok(text) if current.contains("\r\n") => Merged::Write(text.replace('\n', "\r\n")),
        Ok(text) => Merged::Write(text),
        Err(marked) => Merged::Conflict {
            report: disputed(&marked),
        },
    }
}

/// The disputed parts of a merge that holds conflict markers, each with the line of the file where it starts.
fn disputed(marked: &str) -> String {
    let mut report = Vec::new();
    let mut line_of_file = 1_usize;
    let mut side = Side::Agreed;
    for line in marked.lines() {
        if let Some(next) = side.after(line) {
            if next == Side::Theirs {
                report.push(format!("line {line_of_file}:"));
            }
            side = next;
            continue;
        }
        match side {
            Side::Agreed => {}
            Side::Theirs => report.push(format!("  yours:     {line}")),
            Side::Base => report.push(format!("  was:       {line}")),
            Side::Ours => report.push(format!("  generated: {line}")),
        }
        if matches!(side, Side::Agreed | Side::Theirs) {
            line_of_file += 1;
        }
    }
    report.join("\n")
}

/// The side that a line of a marked merge belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Agreed,
    Theirs,
    Base,
    Ours,
}

impl Side {
    /// The side after `line`, if `line` is the marker that ends this one.
    fn after(self, line: &str) -> Option<Self> {
        match self {
            Self::Agreed if line.starts_with("<<<<<<< ") => Some(Self::Theirs),
            Self::Theirs if line.starts_with("||||||| ") => Some(Self::Base),
            Self::Theirs | Self::Base if line == "=======" => Some(Self::Ours),
            Self::Ours if line.starts_with(">>>>>>> ") => Some(Self::Agreed),
            _ => None,
        }
    }
}
