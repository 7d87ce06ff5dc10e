//! Times that say the same instant twice: “10:20 GMT, which is 1.20pm in Helsinki and 6.20pm in Hong Kong”.

use super::Stated;

/// The indices of the times that a text equates, each group in order.
pub(in crate::brief) fn groups(text: &str, times: &[Stated]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group: Vec<usize> = Vec::new();
    for index in 1..times.len() {
        let (before, after) = (&times[index - 1], &times[index]);
        let between = &text[before.span.end..after.span.start];
        let same = match (&before.zone, &after.zone) {
            (Some(one), Some(other)) => one != other && (reads_on(text, after) || equates(between, !group.is_empty())),
            // “1:20pm (10:20 GMT)”: only what cannot be two times of a programme.
            (None, Some(_)) | (Some(_), None) => converts(between) && equates(between, false),
            (None, None) => false,
        };
        if !same {
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

/// “10:20 GMT; in Hong Kong that is 6:20pm”: the words with the zone say so.
fn reads_on(text: &str, time: &Stated) -> bool {
    text[time.span.clone()].starts_with(['i', 'I'])
}

/// Whether what stands between two times opens a conversion of the first.
fn converts(between: &str) -> bool {
    let words = between.trim();
    let opens = words.starts_with(['(', '[', '=']) || words.contains("which is") || words.contains("that is");
    opens && !words.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("to"))
}

/// Whether the words between two times say that they are the same; `begun` where the ones before were equated.
fn equates(between: &str, begun: bool) -> bool {
    // A day may be named again: “10:20 GMT on Monday (6:20pm Hong Kong time)”.
    if between.len() > 60 {
        return false;
    }
    // A range, “9am – 5pm”, has the shorter dash.
    let joined = matches!(between.trim(), "," | "—") || (begun && between.trim() == ";");
    let opens = between.contains(['(', '[', '/', '=']) || joined;
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
