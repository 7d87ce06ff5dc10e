//! The table of positions: one row per issue, one column per party. It replaces the cards.

use yew::{Html, html};

use super::brief_text::{block, inline};
use super::party_colour::party_colour;
use crate::brief::{Issue, Party};
use crate::text::Locale;
use crate::widget::Content;

/// The table, in a region that can be scrolled with the keyboard.
pub(super) fn compare_table(content: &Content, locale: &Locale) -> Html {
    let strings = locale.strings();
    let brief = &content.brief;
    html! {
        <div role="region" aria-label={strings.positions} tabindex="0" class="sb-compare">
            <table class="sb-compare__table">
                <thead>
                    <tr>
                        <th scope="col" class="sb-caption sb-compare__issue">{strings.issue}</th>
                        for party in &brief.parties {
                            <th scope="col" data-party={party_colour(brief, &party.id)} class="sb-compare__party">
                                {inline(brief, locale, &party.name)}
                            </th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for issue in &brief.issues {
                        <tr class="sb-compare__row">
                            <th scope="row" class="sb-compare__issue">{block(brief, locale, &issue.title)}</th>
                            for party in &brief.parties {
                                {cell(content, locale, issue, party)}
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

/// The position of `party` on `issue`. On a narrow page, the style sheet shows `data-label` above it.
fn cell(content: &Content, locale: &Locale, issue: &Issue, party: &Party) -> Html {
    let positions = issue.positions.iter().filter(|position| position.party == party.id);
    html! {
        <td
            data-label={party.name.clone()}
            data-party={party_colour(&content.brief, &party.id)}
            class="sb-compare__position"
        >
            if positions.clone().next().is_none() {
                <span class="sb-hidden">{locale.strings().no_position}</span>
            }
            for position in positions {
                <p>{block(&content.brief, locale, &position.text)}</p>
            }
        </td>
    }
}
