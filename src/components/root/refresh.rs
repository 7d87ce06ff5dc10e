//! Looks for newer versions of the brief, and tells the reader what they change.

use yew::Context;

use super::SummitBrief;
use crate::brief::{Brief, EditKind};
use crate::platform;
use crate::text::{appended, clock, edit_sentence};
use crate::time::{Instant, Offset, Zones as _};
use crate::widget::{Report, refresh_delay_ms};

/// From this time without a good check, readers see when the last one was.
const OUTDATED_MS: i64 = 3_600_000;
/// How long a change stays marked once its row or card is in sight.
const MARKED_MS: i64 = 10_000;
/// How many changes are listed.
const LISTED: usize = 3;

/// The state of the checks and what they found.
#[derive(Default)]
pub(super) struct Refresh {
    /// The system time of the next check, once it is decided.
    next: Option<Instant>,
    /// How many checks have failed since the last good one.
    failures: u32,
    /// The widget's time at the last good check, or when it became live.
    pub(super) good: Option<Instant>,
    /// The changes since the reader came: the widget's time when each arrived, a title, and what has changed.
    edits: Vec<(Instant, String, EditKind)>,
    /// Since when something marked has been in sight.
    in_sight: Option<Instant>,
}

impl SummitBrief {
    /// Sets the alarm for the next change of the view, or the next check of the brief.
    pub(super) fn set_alarm(&mut self) {
        let mut due = None;
        if self.connected {
            due = self.next_change().map(|change| self.clock.real(change));
            if let (Some(seconds), Some(near), true) = (self.settings.refresh, self.nearness(), self.live) {
                let refresh = &mut self.refresh;
                let next = *refresh.next.get_or_insert_with(|| {
                    let delay_ms = refresh_delay_ms(seconds, near, refresh.failures, platform::random());
                    platform::now().plus_millis(delay_ms)
                });
                due = Some(due.map_or(next, |due| due.min(next)));
            }
        }
        self.alarm.set(due);
    }

    /// Asks the host to look for a newer version, if it is time or if the reader `returns` to the page.
    pub(super) fn check(&mut self, ctx: &Context<Self>, returns: bool) {
        if self.refresh.next.is_some_and(|next| returns || next <= platform::now()) {
            self.refresh.next = None;
            ctx.props().on_report.emit(Report::Check);
        }
    }

    /// The host has looked: successfully, or not. Returns whether to render.
    pub(super) fn checked(&mut self, good: bool) -> bool {
        let was_outdated = self.outdated().is_some();
        self.refresh.next = None;
        self.refresh.failures += 1;
        if good {
            self.refresh.failures = 0;
            self.refresh.good = Some(self.now);
        }
        self.set_alarm();
        was_outdated
    }

    /// Whether a session is near; `None` if the widget does not look for newer versions, or need not any more.
    fn nearness(&self) -> Option<bool> {
        self.settings.refresh?;
        self.content.as_ref()?.agenda.nearness(self.now)
    }

    /// The time of the last good check, if that is long ago.
    fn outdated(&self) -> Option<Instant> {
        self.nearness()?;
        self.refresh.good.filter(|good| self.now.millis_since(*good) >= OUTDATED_MS)
    }

    /// Marks, announces and reports what `newer` changes.
    pub(super) fn note_edits(&mut self, ctx: &Context<Self>, newer: &Brief, older: &Brief) {
        let mut changed = Vec::new();
        let mut sentences = String::new();
        for edit in newer.edits_since(older) {
            let sentence = self.sentence(edit.title, edit.kind);
            sentences = appended(self.locale.strings().semicolon, sentences, &sentence);
            changed.push(edit.id.to_owned());
            self.view.marked.push(edit.fragment);
            self.refresh.edits.push((self.now, edit.title.to_owned(), edit.kind));
        }
        if !changed.is_empty() {
            self.announce(&sentences);
            ctx.props().on_report.emit(Report::Update(changed));
        }
    }

    /// Unmarks what the reader has seen.
    pub(super) fn unmark(&mut self) {
        if !self.view.marked.iter().any(|fragment| platform::shows(fragment)) {
            self.refresh.in_sight = None;
        } else if self.now.millis_since(*self.refresh.in_sight.get_or_insert(self.now)) >= MARKED_MS {
            self.view.marked.retain(|fragment| !platform::shows(fragment));
        }
    }

    /// The lines that say what has changed.
    pub(super) fn news(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let strings = self.locale.strings();
        let skipped = self.refresh.edits.len().saturating_sub(LISTED);
        for (at, title, kind) in &self.refresh.edits[skipped..] {
            lines.push(self.locale.fill(strings.news_line, &[&self.clock_at(*at), &self.sentence(title, *kind)]));
        }
        if let Some(good) = self.outdated() {
            lines.push(self.locale.fill(strings.last_checked, &[&self.clock_at(good)]));
        }
        lines
    }

    fn sentence(&self, title: &str, kind: EditKind) -> String {
        edit_sentence(&self.locale, title, kind, self.now, &|instant| self.offset(instant))
    }

    fn clock_at(&self, instant: Instant) -> String {
        clock(&self.locale, instant.civil(self.offset(instant)).time)
    }

    /// The reader's offset from UTC.
    fn offset(&self, instant: Instant) -> Offset {
        platform::zones().offset(&self.zone, instant).unwrap_or_default()
    }
}
