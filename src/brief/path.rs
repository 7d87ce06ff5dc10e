//! Where in a document something stands.

use std::fmt;

/// A place in a brief, written like `issues[3].links[0].url`; empty for the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(String);

impl Path {
    /// The field `name` of the document.
    #[must_use]
    pub fn field(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The item `index` (from 0) of the list at this path.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        Self([&self.0, "[", &index.to_string(), "]"].concat())
    }

    /// The field `name` of the object at this path.
    #[must_use]
    pub fn then(&self, name: &str) -> Self {
        let dot = if self.0.is_empty() { "" } else { "." };
        Self([&self.0, dot, name].concat())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
