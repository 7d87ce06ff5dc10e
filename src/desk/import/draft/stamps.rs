//! When the article went out, where the newsroom is, and where the event is.

use super::super::layout::Role;
use super::super::stamp::{Of, When, stamps, when};
use super::super::{Confidence, places};
use super::{Draft, clip, in_zone};
use crate::brief::Place;
use crate::desk::WallClock;
use crate::desk::language::{Zone, stated_times};
use crate::desk::zone_remedies::same_all_year;
use crate::time::{Offset, Timestamp};

impl Draft<'_> {
    /// The zones that the article's times are in, with the words for them, in order and each once.
    pub(super) fn stated_zones(&self) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for (block, role) in &self.blocks {
            let times = if *role == Role::Stamp { Vec::new() } else { stated_times(&block.text, &self.places) };
            for time in times {
                let zone = match time.zone {
                    Some(Zone::Named { zone, said }) => (zone, said),
                    Some(Zone::Fixed { zone: Some(zone), said, .. }) => (zone.to_owned(), said),
                    _ => continue,
                };
                if found.len() < 20 && !found.iter().any(|(other, _)| *other == zone.0) {
                    found.push(zone);
                }
            }
        }
        found
    }

    /// Where the newsroom's clock is: as given, by a stamp, by its name, or by what it converts times to.
    pub(super) fn newsroom(&mut self) {
        if let Some(zone) = &self.given.zone {
            self.newsroom = Some(zone.clone());
            let message = format!("newsroom's zone, as given: {zone}");
            match same_all_year(zone) {
                Some(remedy) => self.report.open(0, format!("{message}, at one offset all the year: {remedy}")),
                None => self.report.say(0, Confidence::Certain, message),
            }
            return;
        }
        let blocks = || self.blocks.iter().map(|(block, _)| block);
        if let Some((line, name, zone)) = places::newsroom(blocks()) {
            self.newsroom = Some(zone.to_owned());
            self.report.say(line, Confidence::Likely, format!("newsroom's zone, the article naming “{name}”: {zone}"));
            return;
        }
        let venue = places::venue(blocks(), &self.places).map(|venue| venue.zone);
        let stated = self.stated_zones();
        let mut converted = stated.iter().filter(|(zone, _)| zone != "UTC" && Some(zone) != venue.as_ref());
        // A stamp with an offset says which zones it cannot be.
        let stamped = self.article.published.as_ref().and_then(|(_, text)| match when(text, &self.places)? {
            When::Known(stamp) if stamp.offset != Offset::UTC => Some(stamp),
            _ => None,
        });
        // “8 p.m. Eastern / 7 p.m. Central” tells nothing of who writes it.
        let of_us = |zone: &str| zone.starts_with("America/");
        let of_country = |zone: &str| of_us(zone) && venue.as_deref().is_some_and(of_us);
        let fits = |zone: &str| {
            !of_country(zone) && stamped.is_none_or(|stamp| self.zones.offset(zone, stamp.instant) == Ok(stamp.offset))
        };
        // Where no venue is known, the one zone named may be the venue's.
        if let (Some((zone, said)), None, Some(_)) =
            (converted.next().filter(|(zone, _)| fits(zone)), converted.next(), &venue)
        {
            let message = format!("newsroom's zone, times being converted to “{said}”: {zone}");
            self.report.say(0, Confidence::Guess, message);
            self.newsroom = Some(zone.clone());
        }
    }

    pub(super) fn stamps(&mut self) {
        let (mut published, mut updated) = (None, None);
        let head = [(&self.article.published, Of::Publication), (&self.article.updated, Of::Update)];
        let head = head.into_iter().filter_map(|(said, of)| {
            let (line, text) = said.as_ref()?;
            when(text, &self.places).map(|when| (*line, of, when))
        });
        // A stamp in the text beats an ambiguous one in the page's head.
        let (unclear, mut readings): (Vec<_>, Vec<_>) = head.partition(|(.., when)| matches!(when, When::Unclear(_)));
        for (block, role) in &self.blocks {
            if *role == Role::Stamp {
                readings.extend(stamps(&block.text, &self.places).into_iter().map(|(of, when)| (block.line, of, when)));
            }
        }
        for (line, of, when) in readings.into_iter().chain(unclear) {
            let slot = if of == Of::Publication { &mut published } else { &mut updated };
            // What says the instant itself counts for more than a clock without a zone.
            let vague = |slot: &When| matches!(slot, When::Day(_) | When::Unclear(_) | When::Civil(_, _, None));
            let better = |slot: &When| vague(slot) && matches!(when, When::Known(_));
            if slot.as_ref().is_none_or(|(_, slot)| better(slot)) {
                *slot = Some((line, when));
            }
        }
        if let Some(stamp) = self.given.published {
            self.report.say(0, Confidence::Certain, format!("published, as given: {stamp}"));
            self.brief.published = Some(stamp);
            self.today = Some(stamp.instant.civil(stamp.offset).date);
        } else {
            self.brief.published = published.and_then(|(line, when)| self.stamp(line, &when, "published"));
            if self.brief.published.is_none() {
                let remedy = "give --published, or write published and updated";
                self.report.open(0, format!("when it was published is not known: {remedy}"));
            }
        }
        self.brief.updated = updated.and_then(|(line, when)| self.stamp(line, &when, "updated"));
        if self.brief.updated.is_none() && self.brief.published.is_some() {
            self.brief.updated = self.brief.published;
            self.report.say(0, Confidence::Likely, "no update is stamped: updated is the same as published");
        }
    }

    fn stamp(&mut self, line: usize, when: &When, name: &str) -> Option<Timestamp> {
        let (date, minute, zone) = match when {
            When::Known(stamp) => {
                self.today.get_or_insert(stamp.instant.civil(stamp.offset).date);
                let stamp = match self.newsroom.as_deref().filter(|_| stamp.offset == Offset::UTC) {
                    Some(zone) => in_zone(self.zones, Some(zone), stamp.instant),
                    None => *stamp,
                };
                self.today = self.today.map(|_| stamp.instant.civil(stamp.offset).date);
                self.report.say(line, Confidence::Certain, format!("{name}: {stamp}"));
                return Some(stamp);
            }
            When::Day(date) => {
                self.today.get_or_insert(*date);
                self.report.open(line, format!("{name} names a day and no time: write it"));
                return None;
            }
            When::Unclear(text) => {
                let message = format!("{name} is stamped “{}”, which cannot be told for sure: write it", clip(text));
                self.report.open(line, message);
                return None;
            }
            When::Civil(date, minute, zone) => (*date, *minute, zone),
        };
        self.today.get_or_insert(date);
        let by = |zone: &str| WallClock::Zone(zone.to_owned()).showing(date, minute, self.zones);
        let (zone, confidence, how) = match zone {
            Some(Zone::Named { zone, .. }) => (Some(zone.clone()), Confidence::Certain, "in the zone it names"),
            Some(Zone::Fixed { seconds, zone, said }) => {
                let offset = Offset::from_seconds(*seconds)?;
                let stamp = *WallClock::Offset(offset).showing(date, minute, self.zones).first()?;
                // “EST” in July means New York's clock, as it does in the text.
                let own = zone.map(|zone| (zone, by(zone))).filter(|(_, own)| !own.contains(&stamp));
                if let Some((zone, own)) = own.and_then(|(zone, own)| Some((zone, *own.first()?))) {
                    let message = format!("{name}, by the clock of {zone}, “{said}” not being in force then: {own}");
                    self.report.say(line, Confidence::Guess, message);
                    return Some(own);
                }
                self.report.say(line, Confidence::Certain, format!("{name}: {stamp}"));
                return Some(stamp);
            }
            _ => (self.newsroom.clone(), Confidence::Likely, "by the newsroom's clock"),
        };
        let Some(zone) = zone else {
            let what = match when {
                When::Civil(_, _, Some(Zone::Ambiguous { said, meanings })) => {
                    format!("in “{said}”, which may be {meanings}")
                }
                _ => "without a zone".to_owned(),
            };
            let message = format!("{name} is stamped {what}, and the newsroom's zone is not known: give --zone");
            self.report.open(line, message);
            return None;
        };
        let shown = by(&zone);
        let stamp = *shown.first()?;
        let doubt = if shown.len() == 1 { "" } else { "; clocks showed that time twice that night" };
        self.report.say(line, confidence, format!("{name}, {how} ({zone}): {stamp}{doubt}"));
        Some(stamp)
    }

    pub(super) fn venue(&mut self) {
        let first = self.blocks.iter().find(|(_, role)| matches!(role, Role::Intro | Role::Paragraph));
        let dateline = first.and_then(|(block, _)| {
            let dateline = places::dateline(&block.text, &self.places)?;
            Some((dateline.place, dateline.zone?, block.line))
        });
        let venue = places::venue(self.blocks.iter().map(|(block, _)| block), &self.places);
        let found = match (venue, dateline) {
            (Some(venue), dateline) if venue.weight > 1 || dateline.is_none() => {
                let confidence = if venue.weight >= 3 { Confidence::Likely } else { Confidence::Guess };
                Some((venue.name, venue.zone, venue.line, confidence, "where the article says it happens"))
            }
            (_, Some((name, zone, line))) => Some((name, zone, line, Confidence::Guess, "from the dateline")),
            _ => {
                let stated = self.stated_zones();
                let mut cities = stated.into_iter().filter(|(_, said)| self.places.zone(said).is_some());
                let only = cities.next().filter(|_| cities.next().is_none());
                only.map(|(zone, name)| (name, zone, 0, Confidence::Guess, "the only place whose time is given"))
            }
        };
        let Some((name, zone, line, confidence, how)) = found else {
            return self.report.open(0, "where it takes place is not known: write place");
        };
        self.report.say(line, confidence, format!("place, {how}: {} ({zone})", clip(&name)));
        self.brief.place = Some(Place { name, zone });
    }
}
