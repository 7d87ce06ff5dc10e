//! A control: a button that looks like a link.

use yew::{Callback, Html, html};

use crate::widget::Action;

/// A control that emits `action`. Its label is an element with a key (docs/decisions/0016).
pub(super) fn control(label: &'static str, action: Action, on_action: &Callback<Action>) -> Html {
    let on_action = on_action.clone();
    html! {
        <button class="sb-control" type="button" onclick={move |_| on_action.emit(action.clone())}>
            <span key={label}>{label}</span>
        </button>
    }
}
