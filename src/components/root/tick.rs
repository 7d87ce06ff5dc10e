//! Follows the time: reports phases, and announces changes to screen-reader users.

use yew::Context;

use super::SummitBrief;
use crate::brief::{Session, Status};
use crate::platform::{self, now};
use crate::schedule::{AgendaChange, Phase};
use crate::text::{Locale, appended};
use crate::time::{Instant, decimal};
use crate::widget::Report;

/// How long an announcement stays. The first tick after that clears it; ticks are at most a minute apart.
const ANNOUNCEMENT_MS: i64 = 120_000;

impl SummitBrief {
    /// Updates the widget's time. Reports sessions whose phase changed, and announces them and those about to begin.
    pub(super) fn tick(&mut self, ctx: &Context<Self>) {
        // Changes while the host is out of the document are reported and announced once it is back.
        if !self.connected {
            return;
        }
        let before = std::mem::replace(&mut self.now, self.clock.at(now()));
        let Some(content) = self.content.clone() else {
            return;
        };
        self.unmark();
        let mut announcement = String::new();
        for change in content.agenda.changes(before, self.now) {
            let (AgendaChange::BeginsIn(index, _) | AgendaChange::Phase(index, _)) = change;
            let session = &content.brief.sessions[index];
            if let AgendaChange::Phase(_, phase) = change {
                ctx.props().on_report.emit(Report::Phase { session: session.id.clone(), phase });
            }
            let sentence = sentence(&self.locale, session, change);
            if !sentence.is_empty() {
                announcement = appended(self.locale.strings().sentences, announcement, &sentence);
            }
        }
        // Screen-reader users who browse the page must not find an outdated announcement.
        let stale = self.announced.is_some_and(|announced| self.now.millis_since(announced) >= ANNOUNCEMENT_MS);
        if !announcement.is_empty() || stale {
            self.announce(&announcement);
        }
    }

    /// When the view next changes by itself.
    pub(super) fn next_change(&self) -> Option<Instant> {
        self.content.as_ref()?.agenda.next_change(self.now, self.shows_seconds())
    }

    /// Whether the countdown shows seconds: as the reader chose, otherwise unless the reader prefers reduced motion.
    pub(super) fn shows_seconds(&self) -> bool {
        self.memory.seconds.unwrap_or_else(|| !platform::prefers_reduced_motion())
    }

    /// Announces `text` to screen-reader users, even if it was just announced.
    pub(super) fn announce(&mut self, text: &str) {
        self.announced = Some(self.now);
        // Screen readers speak a live region only when its text changes.
        let is_repeated = self.view.status == text && !text.is_empty();
        self.view.status = [text, if is_repeated { "\u{a0}" } else { "" }].concat();
    }
}

/// The announcement of `change` to `session`; empty if there is none. The phases of an unconfirmed session are not
/// announced, and neither is an end that is not known.
fn sentence(locale: &Locale, session: &Session, change: AgendaChange) -> String {
    let is_expected = session.status == Status::Expected;
    let (strings, title) = (locale.strings(), session.title.as_str());
    match change {
        AgendaChange::BeginsIn(_, minutes) => {
            let plural = if is_expected { strings.due_in } else { strings.begins_in };
            locale.fill_plural(plural, minutes, &[title, &decimal(minutes)])
        }
        AgendaChange::Phase(..) if is_expected => String::new(),
        AgendaChange::Phase(_, Phase::UnderWay) if !session.has_known_end() => locale.fill(strings.has_begun, &[title]),
        AgendaChange::Phase(_, Phase::UnderWay) => locale.fill(strings.is_under_way, &[title]),
        AgendaChange::Phase(_, Phase::Over) if session.has_known_end() => locale.fill(strings.is_over, &[title]),
        AgendaChange::Phase(..) => String::new(),
    }
}
