//! The positions side by side: issues down, parties across. It takes the place of the cards.

use yew::{Html, html};

use super::Content;
use super::card_body::party_class;
use super::list::list;
use crate::brief::{Issue, Party, Position};
use crate::text::Locale;

/// The table, in a region of its own that the keyboard can scroll.
pub(super) fn compare_table(content: &Content, locale: Locale) -> Html {
    let strings = locale.strings();
    let parties = &content.brief.parties;
    let head = |party: &Party| {
        html! {
            <th scope="col" class={party_class("sb-compare__party", &content.brief, &party.id)}>{&party.name}</th>
        }
    };
    let row = |issue: &Issue| {
        html! {
            <tr class="sb-compare__row">
                <th scope="row" class="sb-compare__issue">{&issue.title}</th>
                {list(parties, &|party| cell(locale, issue, party))}
            </tr>
        }
    };
    html! {
        <div class="sb-compare" role="region" aria-label={strings.positions} tabindex="0">
            <table class="sb-compare__table">
                <thead>
                    <tr>
                        <th scope="col" class="sb-caption sb-compare__issue">{strings.issue}</th>
                        {list(parties, &head)}
                    </tr>
                </thead>
                <tbody>{list(&content.brief.issues, &row)}</tbody>
            </table>
        </div>
    }
}

/// What `party` says on `issue`.
fn cell(locale: Locale, issue: &Issue, party: &Party) -> Html {
    let said: Vec<&Position> = issue.positions.iter().filter(|position| position.party == party.id).collect();
    html! {
        <td class="sb-compare__position">
            if said.is_empty() {
                <span class="sb-hidden">{locale.strings().no_position}</span>
            }
            {list(&said, &|position| html! { <p>{&position.text}</p> })}
        </td>
    }
}
