//! The custom element `<summit-brief>`, one host of the root component: attributes, adoption, events, life cycle.
//! `summit-brief.js` defines the class and forwards to [`Instance`]; `summit-time.js` is an element of its own.

mod adopt;
mod events;
mod instance;

pub use instance::Instance;
