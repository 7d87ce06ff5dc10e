//! The one timer of the page. Every widget sets an alarm; the timer waits for the earliest, and does not run while
//! the page is hidden or no alarm is set.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::document;

use super::clock::now;
use crate::time::Instant;

/// `setTimeout` takes at most this many milliseconds (a signed 32-bit number); a later alarm is armed again.
const LONGEST_MS: i64 = i32::MAX as i64;

/// Wakes its owner once at the time set, when the clock turns out to have been set back, and whenever the page becomes
/// visible again. Dropping it takes it back.
#[must_use]
pub struct Alarm(Rc<Entry>);

struct Entry {
    due: std::cell::Cell<Option<Instant>>,
    wake: Box<dyn Fn()>,
}

#[derive(Default)]
struct Timer {
    entries: Vec<Weak<Entry>>,
    /// The running timeout and what it waits for.
    armed: Option<(Instant, Timeout)>,
    visibility: Option<EventListener>,
}

thread_local! {
    static TIMER: Rc<RefCell<Timer>> = Rc::default();
}

fn timer() -> Rc<RefCell<Timer>> {
    TIMER.with(Rc::clone)
}

impl Alarm {
    /// An alarm, not set, that calls `wake`.
    pub fn new(wake: impl Fn() + 'static) -> Self {
        let entry = Rc::new(Entry { due: None.into(), wake: Box::new(wake) });
        let timer = timer();
        let mut timer = timer.borrow_mut();
        timer.entries.push(Rc::downgrade(&entry));
        timer.visibility.get_or_insert_with(|| {
            // With options, like the other listeners: the crate has code of its own for none.
            let options = EventListenerOptions::default();
            EventListener::new_with_options(&document(), "visibilitychange", options, |_| on_visibility())
        });
        Self(entry)
    }

    /// Sets the alarm to `due` of the system clock, or takes it back.
    pub fn set(&self, due: Option<Instant>) {
        self.0.due.set(due);
        timer().borrow_mut().arm();
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.set(None);
    }
}

impl Timer {
    /// Runs the timeout for the earliest alarm, if it does not run already.
    fn arm(&mut self) {
        self.entries.retain(|entry| entry.strong_count() > 0);
        let mut earliest: Option<Instant> = None;
        for entry in &self.entries {
            if let Some(due) = entry.upgrade().and_then(|entry| entry.due.get())
                && earliest.is_none_or(|earliest| due < earliest)
            {
                earliest = Some(due);
            }
        }
        let earliest = earliest.filter(|_| !document().hidden());
        if self.armed.as_ref().map(|(due, _)| *due) == earliest {
            return;
        }
        // Dropping a timeout clears it.
        self.armed = earliest.map(|due| {
            let delay_ms = due.millis_since(now()).clamp(0, LONGEST_MS) as u32;
            (due, Timeout::new(delay_ms, on_timeout))
        });
    }

    /// The alarms due at `now`, or all of them, taken back so that each wakes once.
    fn take(&self, now: Option<Instant>) -> Vec<Weak<Entry>> {
        let mut taken = Vec::new();
        for weak in &self.entries {
            if let Some(entry) = weak.upgrade()
                && now.is_none_or(|now| entry.due.get().is_some_and(|due| due <= now))
            {
                entry.due.take();
                taken.push(weak.clone());
            }
        }
        taken
    }
}

fn on_timeout() {
    let armed = timer().borrow_mut().armed.take();
    // Too early: the clock was set back meanwhile, and no alarm is right any more.
    ring(Some(now()).filter(|now| armed.is_none_or(|(due, _)| due <= *now)));
}

/// Becoming visible wakes everyone, since any time may have passed; hidden, nothing runs.
fn on_visibility() {
    if document().hidden() { timer().borrow_mut().arm() } else { ring(None) }
}

/// Wakes the owners of the alarms due at `now`, or all of them, and waits for the next.
fn ring(now: Option<Instant>) {
    let taken = timer().borrow().take(now);
    for entry in taken {
        // One that rings may drop another.
        if let Some(entry) = entry.upgrade() {
            (entry.wake)();
        }
    }
    timer().borrow_mut().arm();
}
