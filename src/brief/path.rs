//! The place of a value in a document.

use std::borrow::{Borrow, Cow};
use std::fmt;

use crate::time::decimal;

/// One step down from an object or a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the field with this name. An unknown field keeps its name from the document.
    Field(Cow<'static, str>),
    /// To the item at this index, from 0.
    Index(usize),
}

/// The path from the document to a value, written as `issues[3].links[0].url`; empty for the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path(Vec<Step>);

impl Path {
    /// The path of the document's field `name`.
    #[must_use]
    pub fn field(name: &'static str) -> Self {
        Self::default().then(name)
    }

    /// The path of item `index` (from 0) of the list at this path.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The path of the field `name` of the object at this path.
    #[must_use]
    pub fn then(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Field(name.into()))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The steps from the document.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether this is the path of the document itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The path as text.
    #[must_use]
    pub fn describe(&self) -> String {
        let mut text = String::new();
        for step in &self.0 {
            match step {
                Step::Index(index) => text.push_str(&["[", &decimal(*index), "]"].concat()),
                Step::Field(name) => {
                    text.push_str(if text.is_empty() { "" } else { "." });
                    text.push_str(name);
                }
            }
        }
        text
    }
}

impl Borrow<[Step]> for Path {
    fn borrow(&self) -> &[Step] {
        &self.0
    }
}

impl FromIterator<Step> for Path {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}
