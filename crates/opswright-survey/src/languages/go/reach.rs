//! The sources that one program of a module is made of.

use std::collections::BTreeSet;

use super::module::Module;
use crate::code::Code;
use crate::lexer::{GO, Kind};
use crate::place::{Place, folder_of, join};

/// The sources in `folder` (from the place) and in the packages of the module that they import; all where the module has no
/// name to import by.
pub(super) fn reachable<'a>(
    place: &Place<'a>,
    module: &Module,
    folder: &str,
    all: &[Code<'a>],
) -> Vec<Code<'a>> {
    let name = module.name.as_ref().map(|(name, _)| name.as_str());
    let mut folders: BTreeSet<String> = BTreeSet::new();
    let mut next = vec![place.path(folder)];
    while let Some(folder) = next.pop().filter(|_| name.is_some()) {
        if !folders.insert(folder.clone()) {
            continue;
        }
        let files = all
            .iter()
            .filter(|code| folder_of(&code.file.path) == folder);
        for token in files.flat_map(|code| &code.tokens) {
            let inside = name
                .filter(|_| token.kind == Kind::Text)
                .and_then(|name| token.text.strip_prefix(name)?.strip_prefix('/'))
                .map(|rest| join(place.folder, rest));
            next.extend(inside.filter(|path| !folders.contains(path)));
        }
    }
    all.iter()
        .filter(|code| name.is_none() || folders.contains(folder_of(&code.file.path)))
        .map(|code| Code::new(code.file, &GO))
        .collect()
}
