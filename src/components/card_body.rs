//! What an open card shows.

use yew::Html;

use super::markup::{element, element_with, fragment, label, labelled, list, named_list, space, span, text};
use super::moment::datetime;
use crate::brief::{Brief, DatedText, Issue, Link, Position};
use crate::text::{Locale, date_time, partial_date};
use crate::time::{Offset, Timestamp};
use crate::widget::Content;

/// How many colours the style sheet has for parties; further parties share them.
const PARTY_COLOURS: usize = 6;

/// The body of the card of `issue`.
pub(super) fn card_body(content: &Content, locale: Locale, issue: &Issue) -> Html {
    let strings = locale.strings();
    let mut parts = Vec::new();
    if let Some(outcome) = &issue.outcome {
        parts.push(element("p", "sb-outcome", labelled(strings.outcome, text(outcome))));
    }
    parts.push(list(&issue.body, &|paragraph| element("p", "sb-card__text", text(paragraph))));
    if !issue.positions.is_empty() {
        let items = list(&issue.positions, &|position| position_item(content, position));
        parts.push(named_list("ul", "sb-positions", strings.positions, items));
    }
    if !issue.dates.is_empty() {
        let items = list(&issue.dates, &|date| date_item(locale, date));
        parts.push(named_list("ol", "sb-dates", strings.dates, items));
    }
    if !issue.sessions.is_empty() {
        let titles = labelled(strings.on_the_agenda, text(&content.sessions_of(issue)));
        parts.push(element("p", "sb-agenda", titles));
    }
    if !issue.links.is_empty() {
        // A paragraph: reader views take a list of nothing but links for navigation, and drop it.
        let links = [label(strings.related), list(&issue.links, &link_line)];
        parts.push(element("p", "sb-reading", fragment(links)));
    }
    if let Some(updated) = issue.updated {
        parts.push(element("p", "sb-card__updated", updated_line(locale, updated)));
    }
    fragment(parts)
}

/// `Updated Monday 16 July 2018, 04:29 GMT`. UTC needs no zone rules.
pub(super) fn updated_line(locale: Locale, updated: Timestamp) -> Html {
    let date = [&date_time(locale, updated.instant.civil(Offset::UTC)), " GMT"].concat();
    let time = element_with("time", &["datetime"], [datetime(updated.instant).into()], text(&date));
    fragment([text(locale.strings().updated), space(), time])
}

fn position_item(content: &Content, position: &Position) -> Html {
    let party = content.brief.parties.iter().find(|party| party.id == position.party);
    let name = party.map_or("", |party| &party.name);
    let said = [element("b", "sb-position__party", text(name)), space(), span("sb-position__text", &position.text)];
    let class = party_class("sb-position", &content.brief, &position.party);
    element_with("li", &["class"], [class.into()], fragment(said))
}

/// `class` and the class that gives the party with the id `party` its colour.
pub(super) fn party_class(class: &str, brief: &Brief, party: &str) -> String {
    let index = brief.parties.iter().position(|other| other.id == party).unwrap_or_default();
    [class, " sb-party--", &(index % PARTY_COLOURS + 1).to_string()].concat()
}

fn date_item(locale: Locale, date: &DatedText) -> Html {
    let attributes = [date.date.iso().into(), "sb-date__when".into()];
    let when = element_with("time", &["datetime", "class"], attributes, text(&partial_date(locale, date.date)));
    element("li", "sb-date", fragment([when, space(), span("sb-date__text", &date.text)]))
}

fn link_line(link: &Link) -> Html {
    let title = text(&link.title);
    let title = match link.url.clone() {
        Some(url) => element_with("a", &["href"], [url.into()], title),
        None => title,
    };
    fragment([space(), element("span", "sb-link", title)])
}
