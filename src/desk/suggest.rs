//! “Did you mean” suggestions: the valid names most like a wrong one.

/// The greatest length, in bytes, of a name that may be a typing error.
const MAX_LEN: usize = 64;

/// The least similarity of a suggestion, from 0 to 1.
const MIN_SCORE: f64 = 0.6;

/// Suggests names. Every wrong name is compared with every valid one, so a budget per document bounds the work.
pub(crate) struct Suggestions {
    comparisons_left: usize,
}

impl Suggestions {
    /// A full budget, for a new document.
    pub(crate) const fn new() -> Self {
        Self { comparisons_left: 200_000 }
    }

    /// “did you mean …?” with the one of `names` most like `given`, if any is similar enough.
    pub(crate) fn did_you_mean<'a>(&mut self, given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
        let nearest = self.nearest(given, names, 1);
        nearest.first().map(|name| format!("did you mean “{name}”?"))
    }

    /// At most `count` of the `names` similar to `given`, the most similar first.
    pub(crate) fn nearest<'a>(
        &mut self,
        given: &str,
        names: impl IntoIterator<Item = &'a str>,
        count: usize,
    ) -> Vec<&'a str> {
        if given.len() > MAX_LEN || self.comparisons_left == 0 {
            return Vec::new();
        }
        let names: Vec<&str> = names.into_iter().collect();
        self.comparisons_left = self.comparisons_left.saturating_sub(names.len());
        let given = given.to_lowercase();
        let score = |name: &str| strsim::normalized_damerau_levenshtein(&given, &name.to_lowercase());
        let mut near: Vec<_> = names.into_iter().map(|name| (score(name), name)).collect();
        near.retain(|(score, _)| *score >= MIN_SCORE);
        near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        // A poor match next to a very good one only confuses.
        let best = near.first().map_or(0.0, |(score, _)| *score);
        near.retain(|(score, _)| best - *score < 0.2);
        near.into_iter().take(count).map(|(_, name)| name).collect()
    }
}
