//! What an open card shows.

use yew::{Html, html};

use super::Content;
use super::list::list;
use super::moment::datetime;
use crate::brief::{Brief, DatedText, Issue, Link, Position};
use crate::text::{Locale, date_time, partial_date};
use crate::time::{Offset, Timestamp};

/// How many colours the style sheet has for parties; further parties share them.
const PARTY_COLOURS: usize = 6;

/// The body of the card of `issue`.
pub(super) fn card_body(content: &Content, locale: Locale, issue: &Issue) -> Html {
    let strings = locale.strings();
    html! {
        <>
            if let Some(outcome) = &issue.outcome {
                <p class="sb-outcome"><b class="sb-label">{strings.outcome}</b>{" "}{outcome}</p>
            }
            {list(&issue.body, &|text| html! { <p class="sb-card__text">{text}</p> })}
            if !issue.positions.is_empty() {
                <ul class="sb-positions" role="list" aria-label={strings.positions}>
                    {list(&issue.positions, &|position| position_item(content, position))}
                </ul>
            }
            if !issue.dates.is_empty() {
                <ol class="sb-dates" role="list" aria-label={strings.dates}>
                    {list(&issue.dates, &|date| date_item(locale, date))}
                </ol>
            }
            {agenda(content, locale, issue)}
            if !issue.links.is_empty() {
                // A paragraph: reader views take a list of nothing but links for navigation, and drop it.
                <p class="sb-reading"><b class="sb-label">{strings.related}</b>{list(&issue.links, &link_line)}</p>
            }
            if let Some(updated) = issue.updated {
                <p class="sb-card__updated">{updated_line(locale, updated)}</p>
            }
        </>
    }
}

/// `Updated Monday 16 July 2018, 04:29 GMT`. UTC needs no zone rules.
pub(super) fn updated_line(locale: Locale, updated: Timestamp) -> Html {
    let text = [&date_time(locale, updated.instant.civil(Offset::UTC)), " GMT"].concat();
    html! { <>{locale.strings().updated}{" "}<time datetime={datetime(updated.instant)}>{text}</time></> }
}

fn position_item(content: &Content, position: &Position) -> Html {
    let party = content.brief.parties.iter().find(|party| party.id == position.party);
    let name = party.map(|party| party.name.clone());
    html! {
        <li class={party_class("sb-position", &content.brief, &position.party)}>
            <b class="sb-position__party">{name}</b>{" "}
            <span class="sb-position__text">{&position.text}</span>
        </li>
    }
}

/// `class` and the class that gives the party with the id `party` its colour.
pub(super) fn party_class(class: &str, brief: &Brief, party: &str) -> String {
    let index = brief.parties.iter().position(|other| other.id == party).unwrap_or_default();
    [class, " sb-party--", &(index % PARTY_COLOURS + 1).to_string()].concat()
}

fn date_item(locale: Locale, date: &DatedText) -> Html {
    html! {
        <li class="sb-date">
            <time class="sb-date__when" datetime={date.date.to_string()}>{partial_date(locale, date.date)}</time>{" "}
            <span class="sb-date__text">{&date.text}</span>
        </li>
    }
}

/// The sessions that deal with the issue.
fn agenda(content: &Content, locale: Locale, issue: &Issue) -> Html {
    if issue.sessions.is_empty() {
        return Html::default();
    }
    let sessions = content.brief.sessions.iter().filter(|session| issue.sessions.contains(&session.id));
    let titles: Vec<&str> = sessions.map(|session| session.title.as_str()).collect();
    html! {
        <p class="sb-agenda">
            <b class="sb-label">{locale.strings().on_the_agenda}</b>{" "}{titles.join(" · ")}
        </p>
    }
}

fn link_line(link: &Link) -> Html {
    html! {
        <>
            {" "}
            <span class="sb-link">
                if let Some(url) = link.url.clone() {
                    <a href={url}>{&link.title}</a>
                } else {
                    {&link.title}
                }
            </span>
        </>
    }
}
