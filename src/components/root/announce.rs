//! What time brings: phases to report, and announcements for screen-reader users.

use yew::Context;

use super::SummitBrief;
use crate::platform::now;
use crate::schedule::{Change, Phase};
use crate::text::{Strings, fill};
use crate::widget::Report;

/// How long an announcement stays, by the times at which something changes; these are at most a minute apart.
const ANNOUNCED_MS: i64 = 120_000;

impl SummitBrief {
    /// Brings the widget's time up to date, and announces sessions that are near or in another phase.
    pub(super) fn tick(&mut self, ctx: &Context<Self>) {
        // What happens while the host is out of the document is announced once it is back.
        if !self.connected {
            return;
        }
        let before = std::mem::replace(&mut self.now, self.clock.at(now()));
        let Some(content) = self.content.clone() else {
            return;
        };
        let strings = self.locale.strings();
        let mut news = String::new();
        for change in content.agenda.changes(before, self.now) {
            let (Change::BeginsIn(index, _) | Change::Phase(index, _)) = change;
            let session = &content.brief.sessions[index];
            if let Change::Phase(_, phase) = change {
                ctx.props().on_report.emit(Report::Phase { session: session.id.clone(), phase });
            }
            let words = words(strings, &session.title, change);
            news.push_str(if news.is_empty() || words.is_empty() { "" } else { ". " });
            news.push_str(&words);
        }
        // An announcement may be out of date after a while; readers who move on through the page must not come upon it.
        let stale = self.announced.is_some_and(|announced| self.now.millis_since(announced) >= ANNOUNCED_MS);
        if !news.is_empty() || stale {
            self.announce(&news);
        }
    }

    /// Says something to screen-reader users, also where it was said just before.
    pub(super) fn announce(&mut self, words: &str) {
        self.announced = Some(self.now);
        let again = self.view.status == words && !words.is_empty();
        self.view.status = [words, if again { "\u{a0}" } else { "" }].concat();
    }
}

/// What is said of a change.
fn words(strings: &Strings, title: &str, change: Change) -> String {
    match change {
        Change::BeginsIn(_, minutes) => fill(strings.begins_in.of(minutes), &[title, &minutes.to_string()]),
        Change::Phase(_, Phase::UnderWay) => fill(strings.goes_on, &[title]),
        Change::Phase(_, Phase::Over) => fill(strings.has_ended, &[title]),
        Change::Phase(..) => String::new(),
    }
}
