//! Derives what the widget shows from the props and the reader's choices.

use std::rc::Rc;

use yew::Context;

use super::memory::{key, recall};
use super::refresh::Refresh;
use super::{SummitBrief, SummitBriefProps, Task};
use crate::brief::{Brief, Path};
use crate::platform::{self, is_known};
use crate::text::{ENGLISH, Locale};
use crate::time::{Clock, Instant, UnknownZone};
use crate::widget::{AsOf, Content, Expand, Memory, ReaderView, Report, Settings, View};

impl SummitBrief {
    /// Applies the props. If their brief cannot be shown, the widget keeps its content. Returns whether to render.
    pub(super) fn apply_props(&mut self, ctx: &Context<Self>) -> bool {
        let SummitBriefProps { brief, settings, number, .. } = ctx.props();
        let key = settings.remember.then(|| key(brief, *number));
        let recalled = (self.key != key).then(|| recall(key.as_deref()));
        let shown = self.brief();
        if !self.lay_out(ctx, brief, settings, &recalled.clone().unwrap_or_else(|| self.memory.clone())) {
            return false;
        }
        if let Some(memory) = recalled {
            self.key = key;
            self.seen = memory.seen;
            self.memory = memory;
            self.restore = true;
        }
        let before = std::mem::replace(&mut self.settings, settings.clone());
        if shown.is_none() || before.expand != settings.expand {
            for id in settings.expand.unknown(brief) {
                platform::warn(&["expand: there is no issue “", id, "”"].concat());
            }
        }
        if before.issues_first != settings.issues_first {
            // The cards move, so they are rendered anew.
            self.sync_expand();
        }
        let expand_changed = shown.is_some() && before.expand != settings.expand;
        if shown.as_ref().is_none_or(|shown| shown.id != brief.id) || expand_changed {
            // By id, so that the same card stays open if a later brief inserts another before it.
            self.expand = match (&settings.expand, brief.issues.first()) {
                (Expand::First, Some(first)) => Expand::Ids(vec![first.id.clone()]),
                (expand, _) => expand.clone(),
            }
            .into();
        }
        if shown.as_ref().is_none_or(|shown| !Rc::ptr_eq(shown, brief)) {
            let older = shown.filter(|shown| self.live && shown.id == brief.id);
            self.cards.replace(brief.clone());
            if let Some(older) = older {
                self.note_edits(ctx, brief, &older);
            } else {
                self.view = View { seen: self.seen, reader: self.view.reader.clone(), ..View::default() };
                self.refresh = Refresh::default();
            }
            self.tasks.push(Task::Adopt);
        } else if expand_changed {
            let steps = self.cards.expand(&settings.expand);
            self.run_steps(ctx, &steps);
        }
        self.tick(ctx);
        true
    }

    /// The brief that is shown. It differs from the props' brief if that could not be shown.
    pub(super) fn brief(&self) -> Option<Rc<Brief>> {
        self.content.as_ref().map(|content| content.brief.clone())
    }

    /// Lays out `brief` for the settings and the reader's choices. If that fails, reports why and returns false.
    pub(super) fn lay_out(
        &mut self,
        ctx: &Context<Self>,
        brief: &Rc<Brief>,
        settings: &Settings,
        memory: &Memory,
    ) -> bool {
        let zones = platform::zones();
        let columns = settings.zones.clone().map(|mut names| {
            names.retain(|name| {
                let known = is_known(name);
                if !known {
                    platform::warn(&["unknown time zone “", name, "” in the attribute zones; leaving it out"].concat());
                }
                known
            });
            brief.columns(&names)
        });
        let columns = columns.filter(|columns| !columns.is_empty());
        let requested = settings.zone.clone().or_else(platform::browser_zone);
        let unknown = requested.clone().filter(|zone| !is_known(zone));
        if let Some(zone) = &unknown {
            platform::warn(&["unknown time zone “", zone, "”; showing GMT"].concat());
        }
        let detected = requested.filter(|_| unknown.is_none()).unwrap_or_else(|| "UTC".to_owned());
        let chosen = memory.zone.clone();
        let zone = chosen.as_ref().unwrap_or(&detected).clone();
        let content = match Content::new(brief.clone(), columns.as_deref(), Some(&zone), &*zones) {
            Ok(content) => content,
            Err(unknown) => {
                ctx.props().on_report.emit(Report::Refused(describe(brief, &unknown)));
                return false;
            }
        };
        let first = self.content.replace(Rc::new(content)).is_none();
        let locale = ctx.props().locale.unwrap_or_else(|| Locale::new(&ENGLISH, &brief.lang)).for_texts_in(&brief.lang);
        let clock = if first { locale } else { self.locale }.hour_cycle;
        self.locale = settings.locale(locale);
        self.tasks.push(Task::SetLanguage);
        self.locale.hour_cycle = memory.clock.unwrap_or(self.locale.hour_cycle);
        self.set_clock(settings.as_of, brief.published.instant);
        // The first time, move to the clock's start without a tick, which would report every change up to it.
        if first {
            self.now = self.clock.at(platform::now());
            let in_sight = ctx.props().adoption.as_ref().is_some_and(|adoption| adoption.in_sight);
            self.folded = (!in_sight).then_some(self.now);
        }
        let chosen = chosen.unwrap_or_default();
        let zones = self.view.reader.zones.clone();
        let (page, widget) = (platform::page_address(), self.number);
        self.view.reader = ReaderView { zones, detected, chosen, unknown, page, widget }.into();
        self.report_zone(ctx, zone);
        // At the start, report the hour cycle only if it is not the language's own.
        if self.locale.hour_cycle != clock {
            ctx.props().on_report.emit(Report::Clock(self.locale.hour_cycle));
        }
        true
    }

    /// Sets the widget's clock. A replay restarts only if its start changes.
    fn set_clock(&mut self, as_of: AsOf, published: Instant) {
        let start = match as_of {
            AsOf::Now => None,
            AsOf::Published => Some(published),
            AsOf::At(start) => Some(start),
        };
        if self.replay != start {
            self.clock = start.map_or(Clock::REAL, |start| Clock::replay(start, platform::now()));
            self.replay = start;
        }
    }

    /// Reports the reader's zone if it changed; at the start, only if it is not the browser's.
    fn report_zone(&mut self, ctx: &Context<Self>, zone: String) {
        let before = std::mem::replace(&mut self.zone, zone.clone());
        if before != zone && !(before.is_empty() && platform::browser_zone().as_deref() == Some(&zone)) {
            ctx.props().on_report.emit(Report::Zone(zone));
        }
    }
}

/// `zones[2].zone: unknown time zone “Europe/Helsingfors”`.
fn describe(brief: &Brief, unknown: &UnknownZone) -> String {
    let column = brief.zones.iter().position(|column| column.zone == unknown.zone);
    let path = match column {
        Some(index) => Path::field("zones").item(index).then("zone"),
        None => Path::field("place").then("zone"),
    };
    [&path.describe(), ": unknown time zone “", &unknown.zone, "”"].concat()
}
