//! Zone rules that can also list their names, and letters without their accents: what the editor's tools need.

use crate::time::Zones;

/// Zone rules whose names can be listed, to suggest one and to find cities in texts.
pub trait ZoneNames: Zones {
    /// Every name known, sorted.
    fn names(&self) -> &[String];
}

/// `c` without its accent, in ASCII where that can be.
pub(super) fn fold(c: char) -> impl Iterator<Item = char> {
    const FOLDED: [(&str, &str); 22] = [
        ("àáâãåāăą", "a"),
        ("ÀÁÂÃÅĀĂĄ", "A"),
        ("çćč", "c"),
        ("ÇĆČ", "C"),
        ("ďđ", "d"),
        ("èéêëēėęě", "e"),
        ("ÈÉÊËĒĖĘĚ", "E"),
        ("ğ", "g"),
        ("ìíîïīı", "i"),
        ("ÌÍÎÏĪİ", "I"),
        ("łľĺ", "l"),
        ("ñńňņ", "n"),
        ("òóôõøōő", "o"),
        ("ÒÓÔÕØŌŐ", "O"),
        ("řŕ", "r"),
        ("śšşș", "s"),
        ("ŚŠŞȘ", "S"),
        ("ťţț", "t"),
        ("ùúûůūű", "u"),
        ("ýÿ", "y"),
        ("źžż", "z"),
        ("ŹŽŻ", "Z"),
    ];
    const SPELT: [(char, &str); 9] = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('Ä', "Ae"),
        ('Ö', "Oe"),
        ('Ü', "Ue"),
        ('ß', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
    ];
    let spelt = SPELT.iter().find(|(letter, _)| *letter == c).map(|(_, plain)| *plain);
    let folded = || FOLDED.iter().find(|(letters, _)| !c.is_ascii() && letters.contains(c)).map(|(_, plain)| *plain);
    let plain = spelt.or_else(folded);
    plain.unwrap_or_default().chars().chain(plain.is_none().then_some(c))
}
