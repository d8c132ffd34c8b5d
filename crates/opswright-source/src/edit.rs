//! Replacing byte ranges of a text.

use crate::Range;

/// One replacement; an empty range inserts, an empty text deletes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes to replace.
    pub range: Range,
    /// What stands there afterwards.
    pub text: String,
}

/// Why edits were not applied.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same bytes.
    #[error("apply edits: two of them touch byte {at}")]
    Overlap {
        /// First byte that both touch.
        at: usize,
    },
    /// An edit lies outside the text, or inside a character.
    #[error("apply edits: no character starts or ends at byte {at}")]
    OutOfText {
        /// The offending offset.
        at: usize,
    },
}

/// `text` with all `edits` applied, whatever their order; insertions at one place keep their order.
pub fn apply_edits(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in ordered {
        if edit.range.start < done {
            return Err(EditError::Overlap {
                at: edit.range.start,
            });
        }
        let kept = text
            .get(done..edit.range.start)
            .ok_or(EditError::OutOfText {
                at: edit.range.start,
            })?;
        if !text.is_char_boundary(edit.range.end) {
            return Err(EditError::OutOfText { at: edit.range.end });
        }
        result.push_str(kept);
        result.push_str(&edit.text);
        done = edit.range.end;
    }
    result.push_str(text.get(done..).ok_or(EditError::OutOfText { at: done })?);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit {
            range: Range::new(start, end),
            text: text.to_owned(),
        }
    }

    #[test]
    fn edits_apply_in_any_order() {
        assert_eq!(
            apply_edits(
                "abcdef",
                &[edit(4, 6, "X"), edit(0, 0, "<"), edit(1, 2, "")]
            ),
            Ok("<acdX".to_owned())
        );
    }

    #[test]
    fn overlap_and_broken_characters_are_refused() {
        assert_eq!(
            apply_edits("abc", &[edit(0, 2, ""), edit(1, 3, "")]),
            Err(EditError::Overlap { at: 1 })
        );
        assert_eq!(
            apply_edits("ü", &[edit(1, 1, "")]),
            Err(EditError::OutOfText { at: 1 })
        );
        assert_eq!(
            apply_edits("a", &[edit(0, 9, "")]),
            Err(EditError::OutOfText { at: 9 })
        );
    }
}
