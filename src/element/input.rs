//! What happens to one element from outside: the reader's clicks and choices, the page's fragment, and time.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, HtmlSelectElement};

use super::cards::{Going, is_link_to};
use super::instance::Inner;
use super::live::spawn;
use crate::platform::{self, object};
use crate::schedule::{Change, Phase, calendar};
use crate::text::{Locale, Strings, fill};
use crate::time::Instant;
use crate::widget::{Action, Memory};

/// How long what was said stays, by the times at which something changes; these are at most a minute apart.
const SAID_MS: i64 = 120_000;

impl Inner {
    /// Follows clicks, choices, cards and the page's fragment, or no longer.
    pub(super) fn listen(self: &Rc<Self>, listening: bool) {
        let listener = |target: &EventTarget, name: &'static str| {
            let inner = Rc::downgrade(self);
            // `toggle` does not bubble.
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(target, name, options, move |event| {
                if let Some(inner) = inner.upgrade() {
                    inner.on_event(event);
                }
            })
        };
        let page: &EventTarget = &window();
        *self.listeners.borrow_mut() = match listening {
            true => vec![
                listener(&self.element, "toggle"),
                listener(&self.element, "change"),
                listener(page, "click"),
                listener(page, "hashchange"),
            ],
            false => Vec::new(),
        };
    }

    fn on_event(self: &Rc<Self>, event: &Event) {
        // From the window, `target` ends at the host of a shadow tree.
        let target: Option<Element> = event.composed_path().get(0).dyn_into().ok();
        match (event.type_().as_str(), target) {
            ("click", target) => {
                if let Some(target) = &target {
                    self.on_click(target);
                }
                self.note_click(target.as_ref());
            }
            ("toggle", Some(target)) => self.on_toggle(&target),
            ("change", Some(target)) => {
                if let Ok(select) = target.dyn_into::<HtmlSelectElement>() {
                    self.choose_zone(select.value());
                }
            }
            ("hashchange", _) => self.follow_fragment(Going { scroll: true, focus: true }),
            _ => {}
        }
    }

    /// Tells of a link to a calendar, which the browser follows; follows a link to a card once more.
    fn on_click(self: &Rc<Self>, target: &Element) {
        let near = |selector: &str| target.closest(selector).ok().flatten();
        // The address does not change, so nobody else tells; the browser's own way of following takes the focus away.
        let fragment = platform::fragment();
        if !fragment.is_empty() && is_link_to(target, &fragment) {
            // Firefox follows only in the next turn.
            self.follow_in(2);
        }
        if let Some(link) = near("[data-provider]").filter(|link| self.element.contains(Some(link)))
            && let (Some(provider), Some(calendar)) = (link.get_attribute("data-provider"), near("[data-session]"))
        {
            self.tell_calendar(calendar.get_attribute("data-session").into(), &provider);
        }
    }

    /// Follows the fragment once the page has had as many turns.
    fn follow_in(self: &Rc<Self>, turns: u32) {
        if turns == 0 {
            return self.follow_fragment(Going { scroll: true, focus: true });
        }
        let inner = self.clone();
        self.following.replace(Some(Timeout::new(0, move || inner.follow_in(turns - 1))));
    }

    fn tell_calendar(&self, session: JsValue, provider: &str) {
        self.dispatch("sb-calendar", &object(&[("session", session), ("provider", provider.into())]));
    }

    /// What a control asks for.
    pub(super) fn act(self: &Rc<Self>, action: Action) {
        match action {
            Action::ShowAll(open) => self.happened(&mut |cards| cards.show_all(open)),
            Action::Compare(compare) => self.set_compare(compare),
            Action::CopyLink(index) => spawn(Box::pin(self.clone().copy_link(index))),
            Action::Clock(cycle) => self.choose(&|memory| memory.clock = Some(cycle)),
            Action::CalendarFile(session) => self.calendar_file(session),
        }
    }

    /// Takes the reader's choice of a zone, or the detected one again where it is empty.
    fn choose_zone(self: &Rc<Self>, zone: String) {
        self.choose(&|memory| memory.zone = Some(zone.clone()).filter(|zone| !zone.is_empty()));
    }

    fn choose(self: &Rc<Self>, change: &dyn Fn(&mut Memory)) {
        change(&mut self.memory.kept.borrow_mut());
        if let Some((brief, _)) = self.shown() {
            self.keep(&brief);
        }
        self.request_update();
    }

    /// Hands the reader a calendar file with one session, or with all.
    fn calendar_file(&self, session: Option<usize>) {
        let content = self.state.borrow().app.as_ref().map(|app| app.props.content.clone());
        let Some(content) = content else {
            return;
        };
        let brief = &content.brief;
        let sessions: Vec<usize> = match session {
            Some(session) => vec![session],
            None => (0..brief.sessions.len()).collect(),
        };
        let text = calendar::ics(brief, &content.agenda, &sessions, None);
        let id = session.and_then(|session| brief.sessions.get(session)).map(|session| session.id.as_str());
        let name = [brief.id.as_str(), if id.is_some() { "-" } else { "" }, id.unwrap_or_default(), ".ics"].concat();
        platform::download(&name, "text/calendar", &text);
        self.tell_calendar(id.into(), "ics");
    }

    /// Time has come to `now`: tells of sessions that are near, or in another phase.
    pub(super) fn on_now(&self, now: Instant) {
        // What happens elsewhere is told once it is back.
        if !self.connected.get() {
            return;
        }
        let Some(before) = self.now.replace(Some(now)) else {
            return;
        };
        let content = self.state.borrow().app.as_ref().map(|app| app.props.content.clone());
        let Some(content) = content else {
            return;
        };
        let strings = self.strings();
        let mut news = String::new();
        for change in content.agenda.changes(before, now) {
            let (Change::BeginsIn(index, _) | Change::Phase(index, _)) = change;
            let session = &content.brief.sessions[index];
            if let Change::Phase(_, phase) = change {
                let fields = [("session", session.id.as_str().into()), ("phase", phase_name(phase).into())];
                self.dispatch("sb-phase", &object(&fields));
            }
            let words = words(strings, &session.title, change);
            news.push_str(if news.is_empty() || words.is_empty() { "" } else { ". " });
            news.push_str(&words);
        }
        // What was said a while ago may not be so any more: whoever reads on does not come upon it.
        let stale = self.said.get().is_some_and(|said| now.millis_since(said) >= SAID_MS);
        if !news.is_empty() || stale {
            self.say(&news);
        }
    }

    pub(super) fn strings(&self) -> &'static Strings {
        let state = self.state.borrow();
        state.app.as_ref().map_or_else(|| Locale::from_tag(""), |app| app.props.locale).strings()
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

/// `detail.phase` of `sb-phase`.
fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Upcoming => "upcoming",
        Phase::UnderWay => "under-way",
        Phase::Over => "over",
        Phase::Cancelled => "cancelled",
    }
}
