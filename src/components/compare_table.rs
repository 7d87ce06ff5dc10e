//! The positions side by side: issues down, parties across. It takes the place of the cards.

use yew::Html;

use super::card_body::party_class;
use super::markup::{element, element_with, fragment, list, span, text};
use crate::brief::{Issue, Party};
use crate::text::Locale;
use crate::widget::Content;

/// The attributes of a head.
const HEAD: &[&str; 2] = &["scope", "class"];

/// The table, in a region of its own that the keyboard can scroll.
pub(super) fn compare_table(content: &Content, locale: Locale) -> Html {
    let strings = locale.strings();
    let parties = &content.brief.parties;
    let head = |party: &Party| {
        let class = party_class("sb-compare__party", &content.brief, &party.id);
        element_with("th", HEAD, ["col".into(), class.into()], text(&party.name))
    };
    let row = |issue: &Issue| {
        let title = element_with("th", HEAD, ["row".into(), "sb-compare__issue".into()], text(&issue.title));
        element("tr", "sb-compare__row", fragment([title, list(parties, &|party| cell(content, locale, issue, party))]))
    };
    let heads = [
        element_with("th", HEAD, ["col".into(), "sb-caption sb-compare__issue".into()], text(strings.issue)),
        list(parties, &head),
    ];
    let table = [
        element_with("thead", &[], [], element_with("tr", &[], [], fragment(heads))),
        element_with("tbody", &[], [], list(&content.brief.issues, &row)),
    ];
    let attributes = ["region".into(), strings.positions.into(), "0".into(), "sb-compare".into()];
    element_with(
        "div",
        &["role", "aria-label", "tabindex", "class"],
        attributes,
        element("table", "sb-compare__table", fragment(table)),
    )
}

/// What `party` says on `issue`; on a narrow page under its name.
fn cell(content: &Content, locale: Locale, issue: &Issue, party: &Party) -> Html {
    let mut said = Vec::new();
    for position in &issue.positions {
        if position.party == party.id {
            said.push(element_with("p", &[], [], text(&position.text)));
        }
    }
    if said.is_empty() {
        said.push(span("sb-hidden", locale.strings().no_position));
    }
    let class = party_class("sb-compare__position", &content.brief, &party.id);
    element_with("td", &["data-label", "class"], [party.name.clone().into(), class.into()], fragment(said))
}
