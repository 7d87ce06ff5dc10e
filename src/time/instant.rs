//! A point in time.

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    millis: i64,
}

impl Instant {
    /// The instant `millis` milliseconds after the epoch, or before it if negative.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self { millis }
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.millis
    }

    /// Whole seconds since the epoch, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.millis.div_euclid(1000)
    }

    /// The instant `millis` milliseconds later; saturates at the ends of the range.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self { millis: self.millis.saturating_add(millis) }
    }

    /// Milliseconds from `earlier` to this instant; negative if `earlier` is later. Saturates at the ends of the range.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.millis.saturating_sub(earlier.millis)
    }
}
