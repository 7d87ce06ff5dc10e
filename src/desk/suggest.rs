//! “Did you mean”: the nearest of the names that would have been right.

/// Longer words than this are no slip of the finger.
const LONGEST: usize = 64;

/// How alike two names must be, from 0 to 1.
const ALIKE: f64 = 0.6;

/// Suggests names as long as a document has few wrong ones: each is compared with every right one.
pub(crate) struct Suggestions {
    comparisons_left: usize,
}

impl Suggestions {
    /// For a new document.
    pub(crate) const fn new() -> Self {
        Self { comparisons_left: 200_000 }
    }

    /// Asks for the nearest of `names`, if one is near.
    pub(crate) fn did_you_mean<'a>(&mut self, given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
        let nearest = self.nearest(given, names, 1);
        nearest.first().map(|name| format!("did you mean “{name}”?"))
    }

    /// At most `count` of `names` that are like `given`, the nearest first.
    pub(crate) fn nearest<'a>(
        &mut self,
        given: &str,
        names: impl IntoIterator<Item = &'a str>,
        count: usize,
    ) -> Vec<&'a str> {
        if given.len() > LONGEST || self.comparisons_left == 0 {
            return Vec::new();
        }
        let names: Vec<&str> = names.into_iter().collect();
        self.comparisons_left = self.comparisons_left.saturating_sub(names.len());
        let given = given.to_lowercase();
        let score = |name: &str| strsim::normalized_damerau_levenshtein(&given, &name.to_lowercase());
        let mut near: Vec<_> = names.into_iter().map(|name| (score(name), name)).collect();
        near.retain(|(score, _)| *score >= ALIKE);
        near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        // Beside a very good guess a poor one only confuses.
        let best = near.first().map_or(0.0, |(score, _)| *score);
        near.retain(|(score, _)| best - *score < 0.2);
        near.into_iter().take(count).map(|(_, name)| name).collect()
    }
}
