//! The page's only timer. Every widget sets an alarm, and the timer waits for the earliest. It does not run while the
//! page is hidden or no alarm is set.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::document;

use super::clock::now;
use crate::time::Instant;

/// The longest delay that `setTimeout` takes, in milliseconds (a signed 32-bit number). A later alarm wakes its owner
/// early.
const LONGEST_MS: i64 = i32::MAX as i64;

/// Wakes its owner at the time set, whenever the page becomes visible again, and if the system clock was set back. Each
/// wake-up unsets the alarm, and so does dropping it.
#[must_use]
pub struct Alarm(Rc<Entry>);

struct Entry {
    due: std::cell::Cell<Option<Instant>>,
    wake: Box<dyn Fn(bool)>,
}

#[derive(Default)]
struct Timer {
    entries: Vec<Weak<Entry>>,
    /// The running timeout and the time it waits for.
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
    /// An unset alarm that calls `wake`: with `true` if it wakes because the page became visible or the clock was set back.
    pub fn new(wake: impl Fn(bool) + 'static) -> Self {
        let entry = Rc::new(Entry { due: None.into(), wake: Box::new(wake) });
        let timer = timer();
        let mut timer = timer.borrow_mut();
        timer.entries.push(Rc::downgrade(&entry));
        timer.visibility.get_or_insert_with(|| {
            // `EventListener::new` would add code: the other listeners use `new_with_options`.
            let options = EventListenerOptions::default();
            EventListener::new_with_options(&document(), "visibilitychange", options, |_| on_visibility())
        });
        Self(entry)
    }

    /// Sets the alarm to the system time `due`; `None` unsets it.
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
    /// Starts the timeout for the earliest alarm, unless it is already running.
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

    /// Unsets and returns the alarms due at `now`, or all alarms for `None`, so that each wakes its owner once.
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
    // The timeout fires too early if the clock was set back, or if the alarm was more than `LONGEST_MS` away. All
    // owners then wake and set new alarms.
    ring(Some(now()).filter(|now| armed.is_none_or(|(due, _)| due <= *now)));
}

/// When the page becomes visible, any length of time may have passed, so every owner wakes. While it is hidden, no
/// timeout runs.
fn on_visibility() {
    if document().hidden() { timer().borrow_mut().arm() } else { ring(None) }
}

/// Wakes the owners of the alarms due at `now`, or all owners for `None`, then waits for the next alarm.
fn ring(now: Option<Instant>) {
    let taken = timer().borrow().take(now);
    for entry in taken {
        // An owner that woke earlier may have dropped this alarm.
        if let Some(entry) = entry.upgrade() {
            (entry.wake)(now.is_none());
        }
    }
    timer().borrow_mut().arm();
}
