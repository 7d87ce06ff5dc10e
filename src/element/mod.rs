//! The custom element `<summit-brief>`: attributes to props, adoption, life cycle, events. `summit-brief.js` defines
//! the class and forwards to [`Instance`].

mod adopt;
mod cards;
mod input;
mod instance;
mod live;
mod recall;
mod use_now;

pub use instance::Instance;
