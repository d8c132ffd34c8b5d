//! The web server's configuration of each static site.

use super::Material;
use crate::GeneratedFile;
use crate::recipe::joined;
use crate::stacks::{Stack, nginx_configuration};

/// An `nginx.conf` in each static site's folder.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    material
        .recipes
        .iter()
        .filter(|recipe| matches!(recipe.toolchain.stack, Stack::Static(_)))
        .map(|recipe| GeneratedFile {
            path: joined(&recipe.toolchain.workload.path, "nginx.conf"),
            text: nginx_configuration(recipe),
            reason: format!("serves the files of {}", recipe.name()),
        })
        .collect()
}
