//! Reports on the finished brief: text that was left out, contradictory times, and whether it passes `check`.

use std::collections::{HashMap, HashSet};

use super::super::block::BlockKind;
use super::super::layout::Role;
use super::super::stamp::is_all_date;
use super::super::{Confidence, Item, Kind, Spot};
use super::{Draft, DraftBrief, session_at};
use crate::brief::{PartialBrief, Path, Session};
use crate::desk::check::check;
use crate::desk::timetable::{TextFinding, Timetable, text_findings};
use crate::desk::{Certainty, Code, Finding, Level};
use crate::schedule::{Column, Moment, Schedule};
use crate::text::{ENGLISH, Locale, date, moment_clock, short_date, short_date_time};
use crate::time::{CivilDate, Instant, Offset, Timestamp};

impl Draft<'_> {
    /// Reports text that is not in the brief.
    pub(super) fn leftovers(&mut self) {
        let mut in_issue = None;
        for (at, (block, role)) in self.blocks.iter().enumerate() {
            let reason = match role {
                Role::Heading(..) | Role::General => {
                    in_issue = Some(*role != Role::General);
                    continue;
                }
                Role::Intro if self.brief.summary.as_ref() != Some(&block.text) => "introduction, not in the brief",
                // Stories linked above the first heading belong to no issue.
                Role::OtherStory(_) if in_issue != Some(true) => "headline of another story, not in the brief",
                // Headings of columns, and days above a schedule
                Role::Other if block.row.is_some() || is_all_date(&block.text) => continue,
                Role::Other if block.kind == BlockKind::Aside => "outside the main text, not in the brief",
                Role::Other => "not placed",
                Role::Paragraph if in_issue == Some(false) => "not placed",
                _ => continue,
            };
            let item = Item::new(Kind::Leftover, Confidence::Open, &block.text).why(reason);
            self.report.push(item.at(self.spot(at)));
        }
    }

    /// Compares all times in the article with the sessions, the candidates, and each other.
    pub(super) fn check_times(&mut self) {
        let candidates = self.report.iter().filter(|item| item.kind == Kind::Candidate);
        let candidates = candidates.filter_map(|item| item.session.clone());
        let brief = self.partial(self.brief.sessions.iter().cloned().chain(candidates).collect());
        let mut timetable = Timetable::new(&brief, self.zones);
        for (at, (block, role)) in self.blocks.iter().enumerate() {
            if *role == Role::Stamp {
                continue;
            }
            for TextFinding { code, range, message, remedy } in text_findings(&self.readings[at], &mut timetable) {
                if !matches!(code, Code::NoSuchSession(_) | Code::WrongDay(Certainty::Doubtful)) {
                    let spot = self.spot_in(at, range.start, &block.text[range.clone()]);
                    self.report.extend(finding(code, &message, &remedy, None).map(|item| item.at(spot)));
                }
            }
        }
    }

    /// Gives sessions their places in the brief and their final form, and writes every instant in the brief's columns.
    pub(super) fn settle_items(&mut self) {
        let places: HashMap<&str, usize> =
            self.brief.sessions.iter().enumerate().map(|(index, session)| (session.id.as_str(), index)).collect();
        for item in self.report.iter_mut().filter(|item| item.kind == Kind::Session) {
            let place = item.session.as_ref().and_then(|session| places.get(session.id.as_str()));
            if let Some(index) = place.copied() {
                item.path = Some(Path::field("sessions").item(index));
                item.session = Some(self.brief.sessions[index].clone());
            }
        }
        let stating: Vec<usize> = (0..self.report.len()).filter(|at| self.report[*at].instant.is_some()).collect();
        let sessions = stating.iter().filter_map(|at| {
            let item = &self.report[*at];
            let whole = item.session.clone();
            whole.or_else(|| Some(session_at(String::new(), String::new(), item.instant?)))
        });
        let brief = self.partial(sessions.collect());
        let stamp = brief.published.or(Some(Timestamp { instant: Instant::from_millis(0), offset: Offset::UTC }));
        let brief = PartialBrief { published: stamp, updated: stamp, ..brief }.whole();
        let Some(brief) = brief.filter(|brief| !brief.zones.is_empty()) else { return };
        let Ok(schedule) = Schedule::new(&brief, &brief.zones, None, self.zones) else { return };
        let locale = Locale::new(&ENGLISH, &brief.lang);
        for row in schedule.days.iter().flat_map(|day| &day.rows) {
            let times = |starts: &[Moment]| {
                let times = starts.iter().enumerate().map(|(column, start)| {
                    time(&locale, (start, row.end.get(column)), starts[0].civil.date, &schedule.columns[column])
                });
                let day = starts.first().map(|first| date(&locale, first.civil.date));
                day.map(|day| format!("{day}: {}", times.collect::<Vec<_>>().join(" · ")))
            };
            let was = times(&row.was).map_or(String::new(), |was| format!("; moved from {was}"));
            self.report[stating[row.session]].when = times(&row.start).map(|start| start + &was);
        }
    }

    /// The fields of the brief that say when `sessions` are.
    fn partial(&self, sessions: Vec<Session>) -> PartialBrief {
        let DraftBrief { lang, published, updated, place, zones, .. } = &self.brief;
        PartialBrief {
            id: String::new(),
            lang: lang.clone(),
            title: String::new(),
            summary: String::new(),
            published: *published,
            updated: *updated,
            place: place.clone(),
            credit: None,
            parties: Vec::new(),
            zones: zones.clone(),
            sessions,
            issues: Vec::new(),
        }
    }

    /// Whether the brief passes `check`. Reports errors and warnings, except those that are already in the report.
    pub(super) fn passes_check(&mut self, json: &str) -> bool {
        let found = check(json, self.zones);
        let texts: HashSet<&str> = self.report.iter().map(|item| item.text.as_str()).collect();
        let gaps: HashSet<Option<&Path>> =
            self.report.iter().filter(|item| item.sure == Confidence::Open).map(|item| item.path.as_ref()).collect();
        let spots = self.report.iter().filter_map(|item| Some((item.path.as_ref()?, &item.spot)));
        let spots: HashMap<&Path, &Spot> = spots.collect();
        let items = found.iter().filter_map(|Finding { code, path, message, remedy, .. }| {
            let item = finding(*code, message, remedy, Some(path))?;
            let is_gap = matches!(code, Code::MissingField | Code::EmptyList);
            let is_known = if is_gap { gaps.contains(&Some(path)) } else { texts.contains(item.text.as_str()) };
            (!is_known).then(|| item.at(spots.get(path).copied().cloned().unwrap_or_default()))
        });
        let items: Vec<Item> = items.collect();
        self.report.extend(items);
        found.iter().all(|finding| finding.code.level() != Level::Error)
    }
}

/// The item for a finding, unless that is a note. A time without a session may refer to something else.
fn finding(code: Code, message: &str, remedy: &str, path: Option<&Path>) -> Option<Item> {
    let kind = match code.level() {
        Level::Error => Kind::Error,
        Level::Warning => Kind::Warning,
        Level::Note => return None,
    };
    let sure = if matches!(code, Code::NoSuchSession(_)) { Confidence::Guess } else { Confidence::Open };
    Some(Item { path: path.cloned(), ..Item::new(kind, sure, format!("{message}; {remedy}")) })
}

/// `18:20 Hong Kong`; `01:00–02:00 Tokyo (Tue 17 July)` if that is not on `day`.
fn time(locale: &Locale, (start, end): (&Moment, Option<&Moment>), day: CivilDate, column: &Column) -> String {
    let end = end.filter(|end| end.instant > start.instant).map_or(String::new(), |end| {
        let clock = moment_clock(locale, end);
        let is_long = end.instant.millis_since(start.instant) >= 86_400_000;
        format!("–{}", if is_long { short_date_time(locale, end.civil.date, &clock) } else { clock })
    });
    let date = start.civil.date;
    let date = if date == day { String::new() } else { format!(" ({})", short_date(locale, date)) };
    format!("{}{end} {}{date}", moment_clock(locale, start), column.labels.join(" and "))
}
