//! A brief as a sequence of headings, paragraphs and list items, for formats without a layout of their own. It has no
//! current time, so no session is under way or over.

use std::borrow::Cow;

use crate::components::WidgetInput;
use crate::schedule::{Day, Moment, Row};
use crate::text::{appended, column_heading, date, date_range, fill, moment_clock, partial_date, without_time};
use crate::time::DateOrTime;

/// A part of the outline.
pub(super) enum Part<'a> {
    /// The place and the dates.
    Occasion(String),
    Title(&'a str),
    Paragraph(&'a str),
    /// A heading in the schedule.
    Day(String),
    Session {
        title: String,
        lines: Vec<Line<'a>>,
    },
    /// The heading of an issue; the first has the number 1.
    Issue(usize, &'a str),
    Outcome(Labelled<'a>),
    /// A position, a date, a link, or the sessions of an issue.
    Detail(Labelled<'a>),
    Credit(&'a str),
}

/// A line under the title of a session.
pub(super) enum Line<'a> {
    Text(Cow<'a, str>),
    Labelled(Labelled<'a>),
}

/// A text with what it is about, and its address if it is a link.
pub(super) struct Labelled<'a> {
    pub label: Cow<'a, str>,
    pub text: Cow<'a, str>,
    pub url: Option<&'a str>,
}

fn labelled<'a>(label: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Labelled<'a> {
    Labelled { label: label.into(), text: text.into(), url: None }
}

/// The outline of the brief in `props`, in reading order.
pub(super) fn outline(props: &WidgetInput) -> Vec<Part<'_>> {
    let (brief, schedule, locale) = (&props.content.brief, &props.content.schedule, &props.locale);
    let strings = locale.strings();
    let mut parts = Vec::new();

    let dates = schedule.dates(brief).map(|(first, last)| date_range(locale, first, last));
    let place = brief.place.as_ref().map(|place| place.name.as_str());
    if place.is_some() || dates.is_some() {
        parts.push(Part::Occasion(locale.joined(&mut [place, dates.as_deref()].into_iter().flatten())));
    }
    parts.extend([Part::Title(&brief.title), Part::Paragraph(&brief.summary)]);

    for day in &schedule.days {
        parts.push(Part::Day(date(locale, day.date)));
        parts.extend(day.rows.iter().map(|row| session(props, day, row)));
    }

    for (index, issue) in brief.issues.iter().enumerate() {
        parts.extend([Part::Issue(index + 1, &issue.title), Part::Paragraph(&issue.summary)]);
        parts.extend(issue.outcome.iter().map(|text| Part::Outcome(labelled(strings.outcome, text))));
        parts.extend(issue.body.iter().map(|text| Part::Paragraph(text)));
        if !issue.sessions.is_empty() {
            let sessions = props.content.sessions_of(locale, issue);
            parts.push(Part::Detail(labelled(strings.on_the_agenda, sessions)));
        }
        for position in &issue.positions {
            let party = brief.parties.iter().find(|party| party.id == position.party);
            parts.push(Part::Detail(labelled(party.map_or("", |party| &party.name), &position.text)));
        }
        for dated in &issue.dates {
            parts.push(Part::Detail(labelled(partial_date(locale, dated.date), &dated.text)));
        }
        for link in &issue.links {
            parts.push(Part::Detail(Labelled { url: link.url.as_deref(), ..labelled(strings.related, &link.title) }));
        }
    }
    parts.extend(brief.credit.as_deref().map(Part::Credit));
    parts
}

fn session<'a>(props: &'a WidgetInput, day: &Day, row: &Row) -> Part<'a> {
    let (locale, session) = (&props.locale, &props.content.brief.sessions[row.session]);
    let strings = locale.strings();
    let title = locale.isolated(&session.title);
    let title = strings.status(session).map(|status| fill(strings.in_brackets, &[&title, status])).unwrap_or(title);
    let mut lines = vec![Line::Text(when(props, day, row).into())];
    let was = session.was.map(|was| match was {
        DateOrTime::Date(was) => date(locale, was),
        DateOrTime::Time(_) => times(props, &row.was, &[]),
    });
    lines.extend(was.map(|was| Line::Text(fill(strings.moved_from_day, &[&was]).into())));
    lines.extend(session.note.iter().map(|note| Line::Text(note.into())));
    lines.extend(session.outcome.iter().map(|text| Line::Labelled(labelled(strings.outcome, text))));
    Part::Session { title, lines }
}

/// The times of a session, or the words in their place: `time to be confirmed`, `all day, until Tuesday 17 July 2018`.
/// For a session that is postponed without a new time, its old time: `Was planned for: 10:20 GMT`.
fn when(props: &WidgetInput, day: &Day, row: &Row) -> String {
    let (locale, session) = (&props.locale, &props.content.brief.sessions[row.session]);
    let strings = locale.strings();
    let known = match without_time(locale, session) {
        Some(_) if session.lacks_new_time() => date(locale, day.date),
        Some(words) if row.until > day.date => {
            fill(strings.comma, &[words, &locale.fill(strings.until, &[&date(locale, row.until)])])
        }
        Some(words) => words.to_owned(),
        None => times(props, &row.start, &row.end),
    };
    if session.lacks_new_time() { fill(strings.colon, &[strings.was_planned_for, &known]) } else { known }
}

/// `10:20 GMT, 18:20 Hong Kong, 13:20 Helsinki`.
fn times(props: &WidgetInput, starts: &[Moment], ends: &[Moment]) -> String {
    let columns = &props.content.schedule.columns;
    // The date precedes a start on a day other than the listed one, and an end on a day other than that of the start.
    let with_date = |moment: &Moment, previous_shift: i64| {
        let prefix = if moment.day_shift == previous_shift {
            String::new()
        } else {
            [date(&props.locale, moment.civil.date), " ".into()].concat()
        };
        [prefix, moment_clock(&props.locale, moment)].concat()
    };
    let time = |(index, start): (usize, &Moment)| {
        let end = ends.get(index).map(|end| ["–", &with_date(end, start.day_shift)].concat());
        [with_date(start, 0), end.unwrap_or_default(), " ".into(), column_heading(&props.locale, &columns[index])]
            .concat()
    };
    let times = starts.iter().enumerate().map(time);
    times.fold(String::new(), |text, time| appended(props.locale.strings().comma, text, &time))
}
