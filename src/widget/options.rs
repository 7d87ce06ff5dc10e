//! What a publisher chooses on the element, as far as the markup depends on it.

/// The level of the widget's title, 2 to 6; cards are one below, 6 at the deepest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The level, where it is 2 to 6.
    #[must_use]
    pub const fn new(level: u8) -> Option<Self> {
        if level >= 2 && level <= 6 { Some(Self(level)) } else { None }
    }

    /// The tag of a title.
    #[must_use]
    pub fn title_tag(self) -> &'static str {
        ["h2", "h3", "h4", "h5", "h6"][usize::from(self.0 - 2)]
    }

    /// The tag of a card's title.
    #[must_use]
    pub fn card_tag(self) -> &'static str {
        Self((self.0 + 1).min(6)).title_tag()
    }
}

impl Default for HeadingLevel {
    fn default() -> Self {
        Self(2)
    }
}

/// The cards that are open at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expand {
    /// None of them.
    #[default]
    None,
    /// All of them.
    All,
    /// The first.
    First,
    /// Those of the issues with these ids.
    Ids(Vec<String>),
}

impl Expand {
    /// Whether the card of the issue `id`, at `index` from 0, is open.
    #[must_use]
    pub fn opens(&self, id: &str, index: usize) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::First => index == 0,
            Self::Ids(ids) => ids.iter().any(|other| other == id),
        }
    }
}
