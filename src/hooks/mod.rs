//! Between components and the browser: what they need of it, in domain values.

mod use_now;

pub use use_now::use_now;
