//! The tz database as text for browser tests: `tests/fixtures/zones/rules.txt`. It is written natively from jiff's
//! bundled copy and read both natively and in the browser, so this file uses only `std`.
//!
//! Each line describes the zones that share one set of rules, in three parts separated by spaces: the offsets in
//! seconds, separated by commas, starting with the one before all transitions; the transitions; the names of the zones,
//! separated by commas. A transition is the time since the previous one (for the first, since [`FROM`]) in base 36, in
//! half hours or, after a hyphen, in seconds; then the offset from then on as a capital letter: `A` for the first in
//! the list.

/// Where the fixture begins: 1800-01-01T00:00:00Z, before any zone had rules.
pub(crate) const FROM: i64 = -5_364_662_400;

/// The unit of the time between most transitions, in seconds.
const HALF_HOUR: i64 = 1_800;

/// The rules that one or more zones share.
pub(crate) struct Rules {
    pub(crate) names: Vec<String>,
    /// The offset before all transitions, in seconds.
    pub(crate) first: i32,
    /// Each transition in seconds since 1970, and the offset from then on in seconds.
    pub(crate) transitions: Vec<(i64, i32)>,
}

impl Rules {
    /// The offset, in seconds, at `at` seconds since 1970.
    pub(crate) fn offset(&self, at: i64) -> i32 {
        let passed = self.transitions.partition_point(|(transition, _)| *transition <= at);
        passed.checked_sub(1).map_or(self.first, |last| self.transitions[last].1)
    }

    /// These rules as a line of the fixture.
    #[allow(dead_code, reason = "only the native test writes the fixture")]
    pub(crate) fn write(&self) -> String {
        let mut offsets = vec![self.first];
        let (mut transitions, mut before) = (String::new(), FROM);
        for (at, offset) in &self.transitions {
            let index = offsets.iter().position(|other| other == offset).unwrap_or_else(|| {
                offsets.push(*offset);
                offsets.len() - 1
            });
            let delta = u64::try_from(at - before).expect("in order");
            let mut rest = if delta % HALF_HOUR as u64 == 0 { delta / HALF_HOUR as u64 } else { delta };
            transitions.push_str(if rest == delta { "-" } else { "" });
            let mut digits = Vec::new();
            while rest > 0 {
                digits.push(char::from_digit((rest % 36) as u32, 36).expect("a digit"));
                rest /= 36;
            }
            transitions.extend(digits.into_iter().rev());
            transitions.push(char::from(b'A' + u8::try_from(index).expect("few offsets")));
            before = *at;
        }
        let offsets: Vec<String> = offsets.iter().map(ToString::to_string).collect();
        format!("{} {transitions} {}\n", offsets.join(","), self.names.join(","))
    }

    fn read(line: &str) -> Self {
        // Without transitions, there are two spaces in a row.
        let [offsets, transitions, names] = line.splitn(3, ' ').collect::<Vec<_>>().try_into().expect("three parts");
        let offsets: Vec<i32> = offsets.split(',').map(|offset| offset.parse().expect("an offset")).collect();
        let mut at = FROM;
        let transition = |part: &str| {
            let (delta, index) = part.split_at(part.len() - 1);
            let number = |digits| i64::from_str_radix(digits, 36).expect("a number in base 36");
            at += delta.strip_prefix('-').map_or_else(|| number(delta) * HALF_HOUR, number);
            (at, offsets[usize::from(index.as_bytes()[0] - b'A')])
        };
        Self {
            names: names.split(',').map(str::to_owned).collect(),
            first: offsets[0],
            transitions: transitions.split_inclusive(|c: char| c.is_ascii_uppercase()).map(transition).collect(),
        }
    }
}

/// Reads the fixture.
pub(crate) fn read(text: &str) -> Vec<Rules> {
    text.lines().map(Rules::read).collect()
}
