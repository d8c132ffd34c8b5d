//! Which blocks of an example have to do with one of them: what names it, and what those name in turn.

/// A block or document: the name that others use for it, and its text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) name: String,
    pub(super) text: String,
}

/// For each of `pieces` whether it belongs to `wanted`.
pub(super) fn connected(pieces: &[Piece], wanted: usize) -> Vec<bool> {
    let names: Vec<Vec<usize>> = pieces
        .iter()
        .map(|piece| {
            (0..pieces.len())
                .filter(|other| is_named(&piece.text, &pieces[*other].name))
                .collect()
        })
        .collect();
    let mut kept = vec![false; pieces.len()];
    kept[wanted] = true;
    // First all that names it, then all that those name.
    grow(&mut kept, |kept, at| {
        names[at].iter().any(|other| kept[*other])
    });
    grow(&mut kept, |kept, at| {
        (0..pieces.len()).any(|from| kept[from] && names[from].contains(&at))
    });
    kept
}

fn grow(kept: &mut [bool], belongs: impl Fn(&[bool], usize) -> bool) {
    loop {
        let more: Vec<usize> = (0..kept.len())
            .filter(|at| !kept[*at] && belongs(kept, *at))
            .collect();
        if more.is_empty() {
            return;
        }
        for at in more {
            kept[at] = true;
        }
    }
}

/// Whether `text` holds `name` as a whole word.
fn is_named(text: &str, name: &str) -> bool {
    let part =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            !before.is_some_and(part) && !after.is_some_and(part)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_it_and_what_that_names_belongs_to_it() {
        let piece = |name: &str, text: &str| Piece {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let pieces = [
            piece("b.one", "bucket"),
            piece("b.other", "bucket with k.key"),
            piece("r.one", "for b.one and k.key"),
            piece("k.key", "a key"),
            piece("b.one-more", "bucket"),
        ];
        assert_eq!(connected(&pieces, 0), [true, false, true, true, false]);
    }
}
