//! The custom element `<summit-brief>`, one host of the root component: attributes, adoption, events, life cycle.
//! `summit-brief.js` defines the class, which forwards to [`Instance`]; `summit-time.js` defines another element, in
//! JavaScript alone.

mod adopt;
mod events;
mod instance;

pub use instance::Instance;
