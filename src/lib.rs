//! summit-brief: an embeddable event explainer. A *brief* (JSON) becomes interactive issue cards and a
//! schedule in every reader's own time, inside a `<summit-brief>` element of an article page.
//!
//! | room | what it holds | may import |
//! | --- | --- | --- |
//! | [`time`] | instants, offsets, civil dates, the countdown | |
//! | [`brief`] | the document and its rules | `time` |
//! | [`schedule`] | what is next, the table of sessions, calendar entries | `brief` |
//! | [`text`] | every word, date and clock that depends on the language | `schedule` |
//! | [`widget`] | what a widget shows; its attributes; which cards are open and why | `text` |
//! | [`platform`] | the browser boundary: clock, timer, `Intl`, fetch, the DOM, the brief from JSON | `brief` |
//! | [`components`] | Yew components: props in, callbacks out; the root `SummitBrief` | `widget`, `platform` |
//! | [`element`] | the custom element, one host of the root: attributes, adoption, events | `components` |
//! | `render` | a brief as HTML, JSON-LD and plain text | `components` |
//! | `desk` | the editor's tools: import, check, schema | `text` |
//! | `cli` | the command line | `desk`, `render` |
//!
//! Whoever imports a room may import what that room imports. `desk` and `render` come with the feature `desk`, `cli`
//! with the feature `cli`. Looks are in `static/summit-brief.css`; `components` sets the classes. `tests/layering.rs`
//! reads this table.

pub mod brief;
#[cfg(feature = "cli")]
pub mod cli;
pub mod components;
#[cfg(feature = "desk")]
pub mod desk;
pub mod element;
pub mod platform;
#[cfg(feature = "desk")]
pub mod render;
pub mod schedule;
pub mod text;
pub mod time;
pub mod widget;

/// Smaller than the standard library's (docs/decisions/0005).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
