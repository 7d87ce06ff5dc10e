//! A brief as plain text, for newsletters. It has no current time, so no session is under way or over.

use crate::components::WidgetInput;
use crate::schedule::{Day, Moment, Row};
use crate::text::{appended, column_heading, date, date_range, fill, moment_clock, partial_date, without_time};
use crate::time::DateOrTime;

/// The brief as plain text. Lines end in `\n`; paragraphs are not wrapped.
#[must_use]
pub fn plain_text(props: &WidgetInput) -> String {
    let (brief, schedule, locale) = (&props.content.brief, &props.content.schedule, &props.locale);
    let strings = locale.strings();
    let labelled = |label: &str, text: &str| locale.fill(strings.colon, &[label, text]);
    let mut lines: Vec<String> = Vec::new();

    let dates = schedule.dates(brief).map(|(first, last)| date_range(locale, first, last));
    let place = brief.place.as_ref().map(|place| place.name.as_str());
    if place.is_some() || dates.is_some() {
        lines.push(locale.joined(&mut [place, dates.as_deref()].into_iter().flatten()));
    }
    lines.push(brief.title.clone());
    lines.extend([String::new(), brief.summary.clone()]);

    for day in &schedule.days {
        lines.extend([String::new(), date(locale, day.date)]);
        for row in &day.rows {
            let session = &brief.sessions[row.session];
            let status = strings.status(session);
            let title = locale.isolated(&session.title);
            let title = status.map(|status| fill(strings.in_brackets, &[&title, status])).unwrap_or(title);
            lines.push(["  ", &title].concat());
            lines.push(["    ", &when(props, day, row)].concat());
            let was = match session.was {
                Some(DateOrTime::Date(was)) => Some(date(locale, was)),
                Some(DateOrTime::Time(_)) => Some(times(props, &row.was, &[])),
                None => None,
            };
            lines.extend(was.map(|was| ["    ", &fill(strings.moved_from_day, &[&was])].concat()));
            lines.extend(session.note.iter().map(|note| ["    ", note].concat()));
            lines.extend(session.outcome.iter().map(|text| ["    ", &labelled(strings.outcome, text)].concat()));
        }
    }

    for (index, issue) in brief.issues.iter().enumerate() {
        lines.extend([String::new(), format!("{}. {}", index + 1, issue.title), issue.summary.clone()]);
        lines.extend(issue.outcome.iter().map(|text| labelled(strings.outcome, text)));
        lines.extend(issue.body.iter().cloned());
        if !issue.sessions.is_empty() {
            lines.push(["  ", &labelled(strings.on_the_agenda, &props.content.sessions_of(locale, issue))].concat());
        }
        for position in &issue.positions {
            let party = brief.parties.iter().find(|party| party.id == position.party);
            lines.push(["  ", &labelled(party.map_or("", |party| &party.name), &position.text)].concat());
        }
        for dated in &issue.dates {
            lines.push(["  ", &labelled(&partial_date(locale, dated.date), &dated.text)].concat());
        }
        for link in &issue.links {
            let url = link.url.as_ref().map(|url| [" <", url, ">"].concat()).unwrap_or_default();
            lines.push(["  ", &labelled(strings.related, &link.title), &url].concat());
        }
    }
    if let Some(credit) = &brief.credit {
        lines.extend([String::new(), credit.clone()]);
    }
    lines.push(String::new());
    lines.join("\n")
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
