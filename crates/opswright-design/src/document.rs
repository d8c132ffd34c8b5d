//! `.opswright/design.json`: the design and the inputs that it was decided from.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::design::Design;
use crate::inputs::DesignInputs;

/// The schema that this version writes and reads.
pub(crate) const SCHEMA: &str = "opswright/design@1";

/// A stored design: the members of [`Design`], and `inputs` beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The design.
    pub design: Design,
    /// What it was decided from.
    pub inputs: DesignInputs,
}

/// Why a stored design was not read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not JSON, or not in the shape of the schema.
    #[error("read the design: {0}")]
    Malformed(serde_json::Error),
    /// Written by another version.
    #[error("read the design: its schema is `{found}`, not `{SCHEMA}`")]
    UnknownSchema {
        /// What the file says.
        found: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Beside {
    inputs: DesignInputs,
}

/// The text of `.opswright/design.json`: keys in order, two spaces, one line break at the end.
pub fn to_json(design: &Design, inputs: &DesignInputs) -> String {
    let mut value = serde_json::to_value(design).unwrap_or_default();
    if let Value::Object(members) = &mut value {
        members.insert(
            "inputs".to_owned(),
            serde_json::to_value(inputs).unwrap_or_default(),
        );
    }
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads what [`to_json`] wrote.
pub fn from_json(text: &str) -> Result<Document, DocumentError> {
    let value: Value = serde_json::from_str(text).map_err(DocumentError::Malformed)?;
    let schema = value.get("schema").and_then(Value::as_str).unwrap_or("");
    if schema != SCHEMA {
        return Err(DocumentError::UnknownSchema {
            found: schema.to_owned(),
        });
    }
    let beside: Beside = serde_json::from_value(value.clone()).map_err(DocumentError::Malformed)?;
    let design: Design = serde_json::from_value(value).map_err(DocumentError::Malformed)?;
    Ok(Document {
        design,
        inputs: beside.inputs,
    })
}
