//! The one timer of the page. Every widget sets an alarm; the timer waits for the earliest, and does not run while
//! the page is hidden or no alarm is set.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;

use super::clock::now;
use crate::time::Instant;

/// `setTimeout` takes at most this many milliseconds (a signed 32-bit number); a later alarm is armed again.
const LONGEST_MS: i64 = i32::MAX as i64;

/// Wakes its owner once at the time set, and whenever the page becomes visible again while one is set. Dropping it
/// takes it back.
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
    static TIMER: RefCell<Timer> = RefCell::default();
}

impl Alarm {
    /// An alarm, not set, that calls `wake`.
    pub fn new(wake: impl Fn() + 'static) -> Self {
        let entry = Rc::new(Entry { due: None.into(), wake: Box::new(wake) });
        TIMER.with_borrow_mut(|timer| {
            timer.entries.push(Rc::downgrade(&entry));
            timer
                .visibility
                .get_or_insert_with(|| EventListener::new(&document(), "visibilitychange", |_| on_visibility()));
        });
        Self(entry)
    }

    /// Sets the alarm to `due` of the system clock, or takes it back.
    pub fn set(&self, due: Option<Instant>) {
        self.0.due.set(due);
        TIMER.with_borrow_mut(Timer::arm);
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
        let dues = self.entries.iter().filter_map(|entry| entry.upgrade()?.due.get());
        let earliest = dues.min().filter(|_| !document().hidden());
        if self.armed.as_ref().map(|(due, _)| *due) == earliest {
            return;
        }
        // Dropping a timeout clears it.
        self.armed = earliest.map(|due| {
            let delay_ms = due.millis_since(now()).clamp(0, LONGEST_MS) as u32;
            (due, Timeout::new(delay_ms, on_timeout))
        });
    }

    /// The alarms due at `now`, taken back so that each wakes once.
    fn take(&self, now: Instant) -> Vec<Weak<Entry>> {
        let mut taken = Vec::new();
        for weak in &self.entries {
            if let Some(entry) = weak.upgrade()
                && entry.due.get().is_some_and(|due| due <= now)
            {
                entry.due.take();
                taken.push(weak.clone());
            }
        }
        taken
    }
}

fn on_timeout() {
    let ringing = TIMER.with_borrow_mut(|timer| {
        // The clock may have been set back meanwhile: what was waited for is due all the same.
        let waited = timer.armed.take().map_or(now(), |(due, _)| due.max(now()));
        timer.take(waited)
    });
    ring(&ringing);
}

/// Becoming visible wakes everyone, since any time may have passed; hidden, nothing runs.
fn on_visibility() {
    if document().hidden() {
        ring(&[]);
    } else {
        ring(&TIMER.with_borrow(|timer| timer.take(Instant::from_millis(i64::MAX))));
    }
}

fn ring(entries: &[Weak<Entry>]) {
    for entry in entries {
        // One that rings may drop another.
        if let Some(entry) = entry.upgrade() {
            (entry.wake)();
        }
    }
    TIMER.with_borrow_mut(Timer::arm);
}
