//! The custom element `<summit-brief>`, one host of the root component: attributes, adoption, events, life cycle.
//! `summit-brief.js`, the loader, defines the class: it finds the brief and starts an [`Instance`]. `swap.js` is loaded
//! with the core. `summit-time.js` defines another element, in JavaScript alone.

mod events;
mod instance;
mod language;

pub use instance::Instance;
