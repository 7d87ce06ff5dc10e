//! “Did you mean”: the nearest of the names that would have been right.

/// Longer words than this are no slip of the finger, and comparing them takes long.
const LONGEST: usize = 64;

/// How alike two names must be, from 0 to 1.
const ALIKE: f64 = 0.6;

/// Asks for the nearest of `names`, if one is near.
pub(crate) fn did_you_mean<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let nearest = nearest(given, names, 1);
    nearest.first().map(|name| format!("did you mean “{name}”?"))
}

/// At most `count` of `names` that are like `given`, the nearest first.
pub(crate) fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>, count: usize) -> Vec<&'a str> {
    if given.len() > LONGEST {
        return Vec::new();
    }
    let given = given.to_lowercase();
    let alike = |name: &str| strsim::normalized_damerau_levenshtein(&given, &name.to_lowercase());
    let scored = names.into_iter().map(|name| (alike(name), name));
    let mut near: Vec<_> = scored.filter(|(score, _)| *score >= ALIKE).collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    // Beside a very good guess a poor one only confuses.
    let best = near.first().map_or(0.0, |(score, _)| *score);
    near.retain(|(score, _)| best - *score < 0.2);
    near.into_iter().take(count).map(|(_, name)| name).collect()
}
