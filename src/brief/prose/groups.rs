//! Times that say the same instant twice: “10:20 GMT, which is 1.20pm in Helsinki and 6.20pm in Hong Kong”.

use super::Stated;

/// The indices of the times that a text equates, each group in order.
pub(in crate::brief) fn groups(text: &str, times: &[Stated]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group: Vec<usize> = Vec::new();
    for index in 1..times.len() {
        let (before, after) = (&times[index - 1], &times[index]);
        let between = &text[before.span.end..after.span.start];
        let zoned = before.zone.is_some() && after.zone.is_some() && before.zone != after.zone;
        if !zoned || !equates(between, !group.is_empty()) {
            groups.extend((!group.is_empty()).then(|| std::mem::take(&mut group)));
            continue;
        }
        if group.is_empty() {
            group.push(index - 1);
        }
        group.push(index);
    }
    groups.extend((!group.is_empty()).then_some(group));
    groups
}

/// Whether the words between two times say that they are the same; `begun` where the ones before were equated.
fn equates(between: &str, begun: bool) -> bool {
    // A day may be named again: “10:20 GMT on Monday (6:20pm Hong Kong time)”.
    if between.len() > 60 {
        return false;
    }
    let opens = between.contains(['(', '[', '/', '=']) || between.trim() == "," || (begun && between.trim() == ";");
    let words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut says_so = opens;
    for word in words {
        match word.to_lowercase().as_str() {
            "or" | "which" | "that" | "equivalent" | "corresponds" => says_so = true,
            "is" | "at" | "on" | "i" | "e" | "to" | "early" | "the" | "same" | "day" | "next" | "following" => {}
            "and" if begun => says_so = true,
            word if super::weekday(word).is_some() || super::month(word).is_some() => {}
            "today" | "tomorrow" | "tonight" => {}
            word if word.bytes().all(|byte| byte.is_ascii_digit()) => {}
            _ => return false,
        }
    }
    says_so
}
