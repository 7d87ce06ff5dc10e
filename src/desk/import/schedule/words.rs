//! What the words of a clause say about its event: whether there is one, and whether it is expected, past, cancelled or
//! moved.

use crate::desk::language::{has_word, occurrences};

/// Nouns and verbs that describe a scheduled event.
pub(super) const EVENTS: [&str; 91] = [
    "arguments", "closing", "ruling", "verdict", "trial", "landing", "lands", "window", "reception", "visit", "visits",
    "interview", "election", "inauguration", "match", "kick-off", "premiere", "keynote", "webcast", "streamed", "meet",
    "meets", "meeting", "summit", "talks", "begin", "begins", "start", "starts", "open", "opens", "opening",
    "conference", "briefing", "hearing", "session", "debate", "launch", "launches", "liftoff", "dinner", "lunch",
    "breakfast", "ceremony", "speech", "speak", "speaks", "address", "addresses", "vote", "votes", "sit", "hold",
    "holds", "held", "host", "convene", "convenes", "resume", "resumes", "scheduled", "expected", "due", "plenary",
    "negotiations", "testify", "arrive", "arrives", "depart", "signing", "statement", "event", "closes", "ends", "end",
    "follow", "set", "broadcast", "gather", "gathers", "announces", "unveils", "delivers", "presents", "signs",
    "unveil", "deliver", "kickoff", "polls", "lifts", "budget",
];

const EXPECTED: [&str; 9] =
    ["expected", "likely", "tentatively", "provisionally", "may", "might", "could", "hoped", "probably"];

/// Verbs that put an event in the past.
const PAST: [&str; 42] = [
    "met", "began", "was", "were", "spoke", "happened", "took", "started", "ended", "opened", "signed", "struck",
    "arrived", "held", "broke", "came", "went", "left", "flew", "gave", "landed", "launched", "closed", "voted",
    "convened", "resumed", "gathered", "concluded", "finished", "had", "addressed", "visited", "departed", "testified",
    "delivered", "announced", "sat", "hosted", "wrapped", "adjourned", "fell", "died",
];

/// Verbs that report what somebody says.
const REPORTS: [&str; 14] = [
    "said", "says", "say", "announced", "confirmed", "told reporters", "tweeted", "reported", "added", "promised",
    "saying", "indicated", "stated", "according to",
];

/// Words that put an event in the present or the future.
const NOT_PAST: [&str; 24] = [
    "will", "would", "expected", "due", "scheduled", "set", "is", "are", "shall", "begins", "starts", "opens", "meets",
    "holds", "follows", "resumes", "speaks", "convenes", "hosts", "votes", "addresses", "meet", "begin", "open",
];

/// Words that say a time has changed.
const MOVED: [&str; 14] = [
    "postponed", "delayed", "moved", "rescheduled", "brought forward", "pushed back", "put back", "put off", "shifted",
    "deferred", "originally", "initially", "instead of", "rather than",
];

/// Whether `text` has one of `phrases`, as whole words.
fn has_phrase(text: &str, phrases: &[&str]) -> bool {
    let lower = text.to_lowercase();
    phrases.iter().any(|phrase| occurrences(&lower, phrase).next().is_some())
}

pub(super) fn is_expected(clause: &str) -> bool {
    // In “expected to last”, only the duration is uncertain.
    has_word(&clause.replace("expected to last", ""), &EXPECTED)
}

pub(super) fn is_cancelled(clause: &str) -> bool {
    has_word(clause, &["cancelled", "canceled", "scrapped"]) || clause.contains("called off")
}

pub(super) fn is_moved(sentence: &str) -> bool {
    has_phrase(sentence, &MOVED)
}

/// Whether the words before a time give a former plan, which may have changed.
pub(super) fn is_former_plan(before: &str) -> bool {
    const PLANS: [&str; 7] = ["due", "scheduled", "to", "set", "supposed", "planned", "expected"];
    let main = without_relative_clauses(reported(before)).to_lowercase();
    PLANS.iter().any(|plan| has_phrase(&main, &[&["was ", plan].concat(), &["were ", plan].concat(), "had been"]))
}

/// Whether the words before a time put the event in the past.
pub(super) fn is_past(before: &str) -> bool {
    let main = without_relative_clauses(reported(before));
    has_word(&main, &PAST) && !has_word(&main, &NOT_PAST)
}

/// The reported clause of “The Kremlin said the talks would begin”, or all of `before`.
fn reported(before: &str) -> &str {
    let lower = before.to_lowercase();
    if lower.len() != before.len() {
        return before;
    }
    let ends = REPORTS.iter().filter_map(|verb| lower.rfind(&[" ", verb, " "].concat()).map(|at| at + verb.len() + 2));
    ends.max().and_then(|end| before.get(end..)).filter(|rest| rest.split_whitespace().count() >= 2).unwrap_or(before)
}

/// Removes relative clauses: “Trump, who arrived on Sunday, meets Putin”.
fn without_relative_clauses(text: &str) -> String {
    let mut kept = text.to_owned();
    for aside in [", who ", ", which ", ", whose "] {
        if let Some(start) = kept.find(aside) {
            let end = kept[start + 2..].find(", ").map(|end| start + 2 + end);
            if let Some(end) = end {
                kept.replace_range(start..end, "");
            }
        }
    }
    kept
}

/// Whether the words around a time say that something does not happen then.
pub(super) fn is_negated(before: &str, after: &str) -> bool {
    let limits = [
        "no earlier than", "no later than", "not before", "not later than", "no sooner than", "not only", "not until",
        "not earlier than",
    ];
    let denies = |text: &str| {
        let mut text = text.to_lowercase();
        for limit in limits {
            text = text.replace(limit, "");
        }
        text.contains("n’t ")
            || text.contains("n't ")
            || has_word(
                &text,
                &["no", "not", "never", "neither", "nor", "without", "ruled", "denied", "denies", "unless"],
            )
    };
    let parts = [", but ", "; ", ", and ", ", although "];
    let from = parts.iter().filter_map(|part| before.rfind(part)).max().unwrap_or(0);
    let last = &before[from..];
    denies(last) || (last.split_whitespace().count() < 2 && denies(after))
}

/// Whether a clause describes an event.
pub(super) fn is_event(clause: &str, before: &str) -> bool {
    let future = [
        "will", "is to", "are to", "is due", "are due", "is scheduled", "are scheduled", "is set to", "are set to",
        "would",
    ];
    let is_at = [" is", " are", " is at", " are at", " is from", " is on", " are on"];
    (has_word(clause, &EVENTS)
        || has_phrase(clause, &future)
        || is_at.iter().any(|end| before.trim_end().ends_with(end)))
        && !is_invitation(clause)
}

/// Whether a clause invites readers to follow the coverage: “Follow our live coverage from 9:30am”.
fn is_invitation(clause: &str) -> bool {
    let clause = clause.trim_start().to_lowercase();
    ["follow ", "join ", "watch ", "read ", "listen ", "tune in"].iter().any(|verb| clause.starts_with(verb))
        && [" our ", " us ", "live coverage", "live blog", "liveblog"].iter().any(|words| clause.contains(words))
}
