//! What an open card shows.

use yew::{Html, html};

use super::moment::datetime;
use crate::brief::{Brief, DatedText, Issue, Link, Position};
use crate::text::{Locale, date_time, partial_date};
use crate::time::{Offset, Timestamp};
use crate::widget::Content;

/// A class for each colour that the style sheet has for parties; further parties share them.
const PARTY_COLOURS: [&str; 6] =
    [" sb-party--1", " sb-party--2", " sb-party--3", " sb-party--4", " sb-party--5", " sb-party--6"];

/// The body of the card of `issue`.
pub(super) fn card_body(content: &Content, locale: Locale, issue: &Issue) -> Html {
    let strings = locale.strings();
    // Without the role, WebKit takes a list that shows no marks for no list. The links are a paragraph, because reader
    // views take a list of nothing but links for navigation, and drop it.
    html! {
        <>
            if let Some(outcome) = &issue.outcome {
                <p class="sb-outcome"><b class="sb-label">{strings.outcome}</b>{" "}{outcome}</p>
            }
            for paragraph in &issue.body {
                <p class="sb-card__text">{paragraph}</p>
            }
            if !issue.positions.is_empty() {
                <ul role="list" aria-label={strings.positions} class="sb-positions">
                    for position in &issue.positions {
                        {position_item(content, position)}
                    }
                </ul>
            }
            if !issue.dates.is_empty() {
                <ol role="list" aria-label={strings.dates} class="sb-dates">
                    for date in &issue.dates {
                        {date_item(locale, date)}
                    }
                </ol>
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
                        {" "}<span class="sb-link">{link_title(link)}</span>
                    }
                </p>
            }
            if let Some(updated) = issue.updated {
                <p class="sb-card__updated">{updated_line(locale, updated)}</p>
            }
        </>
    }
}

/// `Updated Monday 16 July 2018, 04:29 GMT`. UTC needs no zone rules.
pub(super) fn updated_line(locale: Locale, updated: Timestamp) -> Html {
    let date = [&date_time(locale, updated.instant.civil(Offset::UTC)), " GMT"].concat();
    html! { <>{locale.strings().updated}{" "}<time datetime={datetime(updated.instant)}>{date}</time></> }
}

fn position_item(content: &Content, position: &Position) -> Html {
    let party = content.brief.parties.iter().find(|party| party.id == position.party);
    html! {
        <li class={party_class("sb-position", &content.brief, &position.party)}>
            <b class="sb-position__party">{party.map(|party| party.name.clone())}</b>
            {" "}
            <span class="sb-position__text">{&position.text}</span>
        </li>
    }
}

/// The class that gives the party with the id `party` its colour.
pub(super) fn party_class(class: &str, brief: &Brief, party: &str) -> String {
    let index = brief.parties.iter().position(|other| other.id == party).unwrap_or_default();
    [class, PARTY_COLOURS[index % PARTY_COLOURS.len()]].concat()
}

fn date_item(locale: Locale, date: &DatedText) -> Html {
    html! {
        <li class="sb-date">
            <time datetime={date.date.iso()} class="sb-date__when">{partial_date(locale, date.date)}</time>
            {" "}
            <span class="sb-date__text">{&date.text}</span>
        </li>
    }
}

fn link_title(link: &Link) -> Html {
    match &link.url {
        Some(url) => html! { <a href={url.clone()}>{&link.title}</a> },
        None => html! { {&link.title} },
    }
}
