//! What readers copy from a table.

use gloo::utils::window;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::dom::select_all;

/// Puts the selected rows of a table on the clipboard, one a line, with a tab between two cells, and the headings of the
/// columns first: browsers copy a cell that is laid out as a block as several lines, without its heading. Handles a
/// `copy` event in the table. Does nothing if the selection lies within one cell, or extends beyond the table.
pub fn copy_rows(copy: &Event) {
    let Some(selection) = window().get_selection().ok().flatten() else {
        return;
    };
    let Some(container) = selection.get_range_at(0).and_then(|range| range.common_ancestor_container()).ok() else {
        return;
    };
    // The text of a cell is in that cell; several cells are in a row, a group of rows or the table.
    let Some(table) = container.dyn_ref().and_then(|part: &Element| part.closest("table").ok()?) else {
        return;
    };
    if container.unchecked_ref::<Element>().closest("th,td").is_ok_and(|cell| cell.is_some()) {
        return;
    }
    let mut text = String::new();
    for row in select_all(&table, "tr") {
        let is_selected = selection.contains_node_with_allow_partial_containment(&row, true).unwrap_or(false);
        if is_selected || text.is_empty() {
            for (index, cell) in select_all(&row, "th,td").iter().enumerate() {
                text.push_str(if index > 0 { "\t" } else { "" });
                let words = cell.text_content().unwrap_or_default();
                for (index, word) in words.split_ascii_whitespace().enumerate() {
                    text.push_str(if index > 0 { " " } else { "" });
                    text.push_str(word);
                }
            }
            text.push('\n');
        }
    }
    if set_text(copy, &text).is_some() {
        copy.prevent_default();
    }
}

/// Sets the plain text that a `copy` event puts on the clipboard.
fn set_text(copy: &Event, text: &str) -> Option<JsValue> {
    let clipboard = Reflect::get(copy, &"clipboardData".into()).ok()?;
    let set: Function = Reflect::get(&clipboard, &"setData".into()).ok()?.dyn_into().ok()?;
    set.call2(&clipboard, &"text/plain".into(), &text.into()).ok()
}
