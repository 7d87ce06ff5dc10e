//! The content of an open card.

use yew::{Html, html};

use super::brief_text::{block, inline};
use super::party_colour::party_colour;
use super::updated_line::updated_line;
use crate::brief::{Brief, DatedText, Issue, Position};
use crate::text::{Locale, partial_date};
use crate::widget::Content;

/// The body of the card for `issue`.
pub(super) fn card_body(content: &Content, locale: &Locale, issue: &Issue) -> Html {
    let (brief, strings) = (&content.brief, locale.strings());
    // WebKit exposes a list without markers as a list only if it has an explicit role. Links are in a paragraph,
    // because reader views mistake a list of links for navigation and drop it.
    html! {
        <>
            if let Some(outcome) = &issue.outcome {
                <p class="sb-outcome"><b class="sb-label">{strings.outcome}</b>{" "}{inline(brief, locale, outcome)}</p>
            }
            for paragraph in &issue.body {
                <p class="sb-card__text">{block(brief, locale, paragraph)}</p>
            }
            if !issue.positions.is_empty() {
                <ul role="list" aria-label={strings.positions} class="sb-positions">
                    for position in &issue.positions {
                        {position_item(brief, locale, position)}
                    }
                </ul>
            }
            if !issue.dates.is_empty() {
                <ul role="list" aria-label={strings.dates} class="sb-dates">
                    for date in &issue.dates {
                        {date_item(brief, locale, date)}
                    }
                </ul>
            }
            if !issue.sessions.is_empty() {
                <p class="sb-agenda">
                    <b class="sb-label">{strings.on_the_agenda}</b>{" "}{inline(brief, locale, &content.sessions_of(locale, issue))}
                </p>
            }
            if !issue.links.is_empty() {
                <p class="sb-reading">
                    <b class="sb-label">{strings.related}</b>
                    for link in &issue.links {
                        {" "}
                        <span class="sb-link">
                            if let Some(url) = &link.url {
                                <a href={url.clone()}>{inline(brief, locale, &link.title)}</a>
                            } else {
                                {inline(brief, locale, &link.title)}
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

fn position_item(brief: &Brief, locale: &Locale, position: &Position) -> Html {
    let party = brief.parties.iter().find(|party| party.id == position.party);
    let name = party.map_or("", |party| &party.name);
    html! {
        <li data-party={party_colour(brief, &position.party)} class="sb-position">
            <b class="sb-position__party">{block(brief, locale, name)}</b>
            {" "}
            <span class="sb-position__text">{block(brief, locale, &position.text)}</span>
        </li>
    }
}

fn date_item(brief: &Brief, locale: &Locale, date: &DatedText) -> Html {
    html! {
        <li class="sb-date">
            <time datetime={date.date.iso()} class="sb-date__when">{partial_date(locale, date.date)}</time>
            {" "}
            <span class="sb-date__text">{block(brief, locale, &date.text)}</span>
        </li>
    }
}
