//! The content of an open card.

use yew::{Html, html};

use super::party_colour::party_colour;
use super::updated_line::updated_line;
use crate::brief::{DatedText, Issue, Position};
use crate::text::{Locale, partial_date};
use crate::widget::Content;

/// The body of the card for `issue`.
pub(super) fn card_body(content: &Content, locale: Locale, issue: &Issue) -> Html {
    let strings = locale.strings();
    // WebKit exposes a list without markers as a list only if it has an explicit role. Links are in a paragraph,
    // because reader views mistake a list of links for navigation and drop it.
    html! {
        <>
            if let Some(outcome) = &issue.outcome {
                <p class="sb-outcome"><b class="sb-label">{strings.outcome}</b>{" "}{outcome.as_str()}</p>
            }
            for paragraph in &issue.body {
                <p class="sb-card__text">{paragraph.as_str()}</p>
            }
            if !issue.positions.is_empty() {
                <ul role="list" aria-label={strings.positions} class="sb-positions">
                    for position in &issue.positions {
                        {position_item(content, position)}
                    }
                </ul>
            }
            if !issue.dates.is_empty() {
                <ul role="list" aria-label={strings.dates} class="sb-dates">
                    for date in &issue.dates {
                        {date_item(locale, date)}
                    }
                </ul>
            }
            if !issue.sessions.is_empty() {
                <p class="sb-agenda">
                    <b class="sb-label">{strings.on_the_agenda}</b>{" "}{content.sessions_of(issue)}
                </p>
            }
            if !issue.links.is_empty() {
                <p class="sb-reading">
                    <b class="sb-label">{strings.related}</b>
                    for link in &issue.links {
                        {" "}
                        <span class="sb-link">
                            if let Some(url) = &link.url {
                                <a href={url.clone()}>{link.title.as_str()}</a>
                            } else {
                                {link.title.as_str()}
                            }
                        </span>
                    }
                </p>
            }
            if let Some(updated) = issue.updated {
                <p class="sb-card__updated">{updated_line(locale, updated)}</p>
            }
        </>
    }
}

fn position_item(content: &Content, position: &Position) -> Html {
    let party = content.brief.parties.iter().find(|party| party.id == position.party);
    html! {
        <li data-party={party_colour(&content.brief, &position.party)} class="sb-position">
            <b class="sb-position__party">{party.map(|party| party.name.clone())}</b>
            {" "}
            <span class="sb-position__text">{position.text.as_str()}</span>
        </li>
    }
}

fn date_item(locale: Locale, date: &DatedText) -> Html {
    html! {
        <li class="sb-date">
            <time datetime={date.date.iso()} class="sb-date__when">{partial_date(locale, date.date)}</time>
            {" "}
            <span class="sb-date__text">{date.text.as_str()}</span>
        </li>
    }
}
