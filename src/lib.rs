//! summit-brief: an embeddable event explainer. A *brief* (JSON) becomes interactive issue cards and a
//! schedule in every reader's own time, inside a `<summit-brief>` element of an article page.
//!
//! | module | what it holds | may import |
//! | --- | --- | --- |
//! | [`brief`] | the document and its rules | `time` |
//! | [`time`] | instants, offsets, phases, countdown, schedule, calendar | `brief` |
//! | [`text`] | every string, date and clock a reader sees | `brief`, `time` |
//! | [`components`] | Yew components: props in, callbacks out | the three above |
//! | [`hooks`] | what components need of the browser, in domain values | `platform`, the first three |
//! | [`platform`] | the browser boundary: clock, timer, `Intl`, fetch | `brief`, `time` |
//! | [`element`] | the custom element: attributes, adoption, life cycle | everything above |
//! | `tzdb`, `render`, `cli` | native only (feature `cli`) | `components` and the first three |
//!
//! The first four know no browser: the current time, the zone rules and the language are always arguments.
//! `tests/layering.rs` holds this table.

pub mod brief;
#[cfg(feature = "cli")]
pub mod cli;
pub mod components;
pub mod element;
pub mod hooks;
pub mod platform;
#[cfg(feature = "cli")]
pub mod render;
pub mod text;
pub mod time;
#[cfg(feature = "cli")]
pub mod tzdb;

/// Smaller than the standard library's (docs/decisions/0005).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
