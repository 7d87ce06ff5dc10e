//! From props and the reader's choices to what is shown.

use std::rc::Rc;

use yew::Context;

use super::{SummitBrief, SummitBriefProps, Task};
use crate::brief::{Brief, Path};
use crate::platform::{self, IntlZones};
use crate::time::{Clock, Instant, UnknownZone, Zones};
use crate::widget::{AsOf, CardView, Content, Expand, Memory, ReaderView, Report, Settings, View};

thread_local! {
    static ZONES: Rc<IntlZones> = Rc::default();
}

impl SummitBrief {
    /// Takes the props; where they cannot be shown, what was shown stays. Says whether to render.
    pub(super) fn take(&mut self, ctx: &Context<Self>) -> bool {
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
        let expand_changed = shown.is_some() && before.expand != settings.expand;
        if shown.as_ref().is_none_or(|shown| shown.id != brief.id) || expand_changed {
            // The first now, whatever comes before it later.
            self.expand = match (&settings.expand, brief.issues.first()) {
                (Expand::First, Some(first)) => Expand::Ids(vec![first.id.clone()]),
                (expand, _) => expand.clone(),
            }
            .into();
        }
        if shown.is_none_or(|shown| !Rc::ptr_eq(&shown, brief)) {
            self.cards.replace(brief.clone());
            self.view = View { reader: self.view.reader.clone(), ..View::default() };
            self.view.card = CardView { seen: self.seen, link: None };
            self.tasks.push(Task::TakeOver);
        } else if expand_changed {
            let steps = self.cards.expand(&settings.expand);
            self.carry_out(ctx, &steps);
        }
        self.tick(ctx);
        true
    }

    /// The brief that is shown.
    pub(super) fn brief(&self) -> Option<Rc<Brief>> {
        self.content.as_ref().map(|content| content.brief.clone())
    }

    /// The reader has chosen a zone or a clock.
    pub(super) fn chosen(&mut self, ctx: &Context<Self>) {
        self.keep();
        if let Some(brief) = self.brief() {
            self.lay_out(ctx, &brief, &self.settings.clone(), &self.memory.clone());
        }
    }

    /// Lists the zones to choose from. Says whether to render.
    pub(super) fn list_zones(&mut self) -> bool {
        let is_new = self.view.reader.zones.is_empty();
        if is_new {
            self.view.reader = ReaderView { zones: platform::zone_names(), ..(*self.view.reader).clone() }.into();
        }
        is_new
    }

    /// Lays out `brief` for the settings and the reader's choices; reports what is wrong with it otherwise.
    fn lay_out(&mut self, ctx: &Context<Self>, brief: &Rc<Brief>, settings: &Settings, memory: &Memory) -> bool {
        let zones = ZONES.with(Rc::clone);
        let known = |zone: &str| zones.offset(zone, Instant::from_millis(0)).is_ok();
        let columns = settings.zones.clone().map(|mut names| {
            names.retain(|name| {
                let known = known(name);
                if !known {
                    platform::warn(
                        &["the attribute zones names an unknown time zone, “", name, "”: left out"].concat(),
                    );
                }
                known
            });
            brief.columns(&names)
        });
        let columns = columns.filter(|columns| !columns.is_empty());
        let asked = settings.zone.clone().or_else(platform::browser_zone);
        let unknown = asked.clone().filter(|zone| !known(zone));
        if let Some(zone) = &unknown {
            platform::warn(&["unknown time zone “", zone, "”: GMT instead"].concat());
        }
        let detected = asked.filter(|_| unknown.is_none()).unwrap_or_else(|| "UTC".to_owned());
        let chosen = memory.zone.clone().filter(|zone| known(zone));
        let zone = chosen.as_ref().unwrap_or(&detected).clone();
        let content = match Content::new(brief.clone(), columns.as_deref(), Some(&zone), &*zones) {
            Ok(content) => content,
            Err(unknown) => {
                ctx.props().on_report.emit(Report::Failed(describe(brief, &unknown)));
                return false;
            }
        };
        let first = self.content.replace(Rc::new(content)).is_none();
        self.locale = settings.locale(ctx.props().language.as_deref().unwrap_or(&brief.lang));
        self.locale.hour_cycle = memory.clock.unwrap_or(self.locale.hour_cycle);
        self.set_clock(settings.as_of, brief.published.instant);
        if first {
            self.now = self.clock.at(platform::now());
        }
        let chosen = chosen.unwrap_or_default();
        let zones = self.view.reader.zones.clone();
        self.view.reader = ReaderView { zones, detected, chosen, unknown }.into();
        self.report_zone(ctx, zone);
        true
    }

    /// Sets the widget's clock. A replay starts anew only when its start changes.
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

    /// Reports which zone is the reader's, where it is not the browser's or has just changed.
    fn report_zone(&mut self, ctx: &Context<Self>, zone: String) {
        let before = std::mem::replace(&mut self.zone, zone.clone());
        if before != zone && !(before.is_empty() && platform::browser_zone().as_deref() == Some(&zone)) {
            ctx.props().on_report.emit(Report::Zone(zone));
        }
    }

    /// Keeps for the reader's next visit what there is to keep.
    pub(super) fn keep(&mut self) {
        if let (Some(key), Some(content)) = (&self.key, &self.content) {
            let brief = &content.brief;
            let updates = brief.issues.iter().filter_map(|issue| issue.updated);
            let newest = updates.map(|updated| updated.instant).fold(brief.updated.instant, Ord::max);
            // A stamp of the future is news also at the next visit.
            self.memory.seen = Some(newest.min(platform::now()));
            platform::store(key, &self.memory.write());
        }
    }
}

/// What is kept of `brief` is under its id, and the number of the widget on its page, unless it is the first: two may
/// show the same brief.
fn key(brief: &Brief, number: usize) -> String {
    let number = if number == 0 { String::new() } else { ["#", &number.to_string()].concat() };
    ["summit-brief:", &brief.id, &number].concat()
}

/// What is kept under `key` for this reader.
fn recall(key: Option<&str>) -> Memory {
    key.and_then(platform::stored).as_deref().map(Memory::read).unwrap_or_default()
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
