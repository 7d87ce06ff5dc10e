//! The current time, as often as something a reader sees changes with it.

use yew::{hook, use_effect, use_force_update, use_memo};

use crate::platform::{self, Alarm};
use crate::time::{Clock, Instant};

/// What `clock` shows now. Renders again when the time `next_change` names for it has come, and when the page
/// becomes visible again; never where it names none, or `running` is false. `on_now` is told of each.
#[hook]
pub(super) fn use_now(
    clock: Clock,
    running: bool,
    next_change: impl Fn(Instant) -> Option<Instant> + 'static,
    on_now: impl Fn(Instant) + 'static,
) -> Instant {
    let update = use_force_update();
    let alarm = use_memo((), |()| Alarm::new(move || update.force_update()));
    let now = clock.at(platform::now());
    use_effect(move || {
        let change = next_change(now).filter(|_| running);
        alarm.set(change.map(|change| clock.real(change)));
        on_now(now);
    });
    now
}
