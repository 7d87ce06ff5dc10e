//! summit-brief: an embeddable event explainer. A *brief* (JSON) becomes interactive issue cards and a schedule in each
//! reader's own time, inside a `<summit-brief>` element on an article page.
//!
//! | module | contents | may import |
//! | --- | --- | --- |
//! | [`time`] | instants, offsets, civil dates, the countdown | |
//! | [`brief`] | the document, its decoder and its rules | `time` |
//! | [`schedule`] | the next session, the table of sessions, calendar entries | `brief` |
//! | [`text`] | words, dates and clock times, by locale | `schedule` |
//! | [`widget`] | a widget's content, attributes, memory and reports; the cards' state machine | `text` |
//! | [`platform`] | the browser boundary: clock, timer, `Intl`, the DOM, the brief from JSON | `brief` |
//! | [`components`] | Yew components: props in, callbacks out; the root is `SummitBrief` | `widget`, `platform` |
//! | [`element`] | the custom element, which hosts the root: attributes, adoption, events | `components` |
//! | `render` | a brief as HTML, JSON-LD and plain text | `components` |
//! | `desk` | the editor's tools: import, check, schema | `text` |
//! | `cli` | the command line | `desk`, `render` |
//!
//! Imports are transitive: a module may also import what its imports may import. The feature `desk` enables `desk` and
//! `render`, and compiles in all languages; the feature `cli` also enables `cli`. `components` sets the CSS classes;
//! `static/summit-brief.css` and `static/live.css` style them. `tests/layering.rs` enforces this table.

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

/// Takes less code than the standard library's allocator (docs/decisions/0005).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
