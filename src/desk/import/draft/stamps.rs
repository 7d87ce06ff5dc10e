//! Infers when the article was published, and where the newsroom and the event are.

use super::super::block::BlockKind;
use super::super::layout::Role;
use super::super::stamp::{StampKind, StampTime, place_line, stamp_time, stamps};
use super::super::{Confidence, Item, Kind, Spot, places};
use super::{Draft, in_zone};
use crate::brief::Place;
use crate::desk::WallClock;
use crate::desk::language::{Reading, Zone};
use crate::desk::words::clip;
use crate::desk::zone_remedies::same_all_year;
use crate::time::{Offset, Timestamp};

impl Draft<'_> {
    /// The zones in which the article gives times, each with its first wording, in order of appearance.
    pub(super) fn stated_zones(&self) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let readings = self.readings.iter().zip(self.blocks).filter(|(_, (_, role))| *role != Role::Stamp);
        for zone in readings.flat_map(|(reading, _)| &reading.times).filter_map(|time| time.zone.as_ref()) {
            let Some(name) = zone.name() else { continue };
            if found.len() < 20 && !found.iter().any(|(other, _)| other == name) {
                found.push((name.to_owned(), zone.said().to_owned()));
            }
        }
        found
    }

    /// The readings of the article's own text, with their lines.
    fn readings_by_line(&self) -> impl Iterator<Item = (usize, &Reading<'_>)> {
        let blocks = self.readings.iter().zip(self.blocks);
        let own = blocks.filter(|(_, (block, role))| {
            block.kind != BlockKind::Aside && !matches!(role, Role::Stamp | Role::Byline | Role::OtherStory(_))
        });
        own.map(|(reading, (block, _))| (block.line, reading))
    }

    /// Sets the newsroom's zone: the given one, or one inferred from the newsroom's name or from the zone to which the
    /// article converts times.
    pub(super) fn newsroom(&mut self) {
        if let Some(zone) = &self.given.zone {
            self.newsroom = Some(zone.clone());
            let (sure, why) = match same_all_year(zone) {
                Some(remedy) => (Confidence::Open, format!("which has the same offset all year; {remedy}")),
                None => (Confidence::Certain, "from --zone".to_owned()),
            };
            return self.report.push(Item::new(Kind::Newsroom, sure, zone).why(why));
        }
        let blocks = || self.blocks.iter().map(|(block, _)| block);
        if let Some((line, name, zone)) = places::newsroom(blocks()) {
            self.newsroom = Some(zone.to_owned());
            let item = Item::new(Kind::Newsroom, Confidence::Likely, zone).why(format!("from the name “{name}”"));
            return self.report.push(item.at(self.spot_from(line, name)));
        }
        let venue = places::venue(self.readings_by_line()).map(|venue| venue.zone);
        let stated = self.stated_zones();
        let mut converted =
            stated.iter().filter(|(zone, said)| zone != "UTC" && said != "local time" && Some(zone) != venue.as_ref());
        // The offset of a stamp rules out zones with a different offset.
        let stamped = self.article.published.as_ref().and_then(|(_, text)| match stamp_time(text, &self.places)? {
            StampTime::Known(stamp) if stamp.offset != Offset::UTC => Some(stamp),
            _ => None,
        });
        // US articles often give several US zones: “8 p.m. Eastern / 7 p.m. Central” does not reveal the newsroom's.
        let is_us = |zone: &str| zone.starts_with("America/");
        let both_us = |zone: &str| is_us(zone) && venue.as_deref().is_some_and(is_us);
        let fits = |zone: &str| {
            !both_us(zone) && stamped.is_none_or(|stamp| self.zones.offset(zone, stamp.instant) == Ok(stamp.offset))
        };
        // Without a known venue, the only stated zone may be the venue's.
        if let (Some((zone, said)), None, Some(_)) =
            (converted.next().filter(|(zone, _)| fits(zone)), converted.next(), &venue)
        {
            let item = Item::new(Kind::Newsroom, Confidence::Guess, zone);
            self.report.push(item.why(format!("from times converted to “{said}”")));
            self.newsroom = Some(zone.clone());
        }
    }

    /// Sets the times of publication and update from the options, the metadata, and the stamps in the text.
    pub(super) fn stamps(&mut self) {
        let (mut published, mut updated) = (None, None);
        let metadata = [(&self.article.published, StampKind::Publication), (&self.article.updated, StampKind::Update)];
        let metadata = metadata.into_iter().filter_map(|(value, kind)| {
            let (line, text) = value.as_ref()?;
            stamp_time(text, &self.places).map(|time| (self.spot_from(*line, text), kind, time))
        });
        // A stamp in the text takes precedence over an unclear one in the metadata.
        let (unclear, mut readings): (Vec<_>, Vec<_>) =
            metadata.partition(|(.., time)| matches!(time, StampTime::Unclear(_)));
        for (at, (block, role)) in self.blocks.iter().enumerate() {
            if *role == Role::Stamp {
                let found = stamps(&block.text, &self.places).into_iter();
                readings.extend(found.map(|(kind, time)| (self.spot(at), kind, time)));
            }
        }
        for (spot, kind, time) in readings.into_iter().chain(unclear) {
            let slot = if kind == StampKind::Publication { &mut published } else { &mut updated };
            // An instant takes precedence over a time without a zone.
            let vague = |slot: &StampTime| {
                matches!(slot, StampTime::Day(_) | StampTime::Unclear(_) | StampTime::Civil(_, _, None))
            };
            let better = |slot: &StampTime| vague(slot) && matches!(time, StampTime::Known(_));
            if slot.as_ref().is_none_or(|(_, slot)| better(slot)) {
                *slot = Some((spot, time));
            }
        }
        if let Some(stamp) = self.given.published {
            let item = Item::new(Kind::Published, Confidence::Certain, stamp.to_string()).stating(stamp);
            self.report.push(item.why("from --published"));
            self.brief.published = Some(stamp);
            self.today = Some(stamp.instant.civil(stamp.offset).date);
        } else {
            self.brief.published = published.and_then(|(spot, time)| self.stamp(&spot, &time, Kind::Published));
            if self.brief.published.is_none() && !self.report.iter().any(|item| item.kind == Kind::Published) {
                self.report.push(Item::open(Kind::Published, "no date found; pass --published, or add \"published\""));
            }
        }
        self.brief.updated = updated.and_then(|(spot, time)| self.stamp(&spot, &time, Kind::Updated));
        if let Some(published) = self.brief.published.filter(|_| self.brief.updated.is_none()) {
            self.brief.updated = Some(published);
            let item = Item::new(Kind::Updated, Confidence::Likely, published.to_string()).stating(published);
            self.report.push(item.why("no stamp found; the same as published"));
        } else if self.brief.updated.is_none() && !self.report.iter().any(|item| item.kind == Kind::Updated) {
            self.report.push(Item::open(Kind::Updated, "no date found; pass --published, or add \"updated\""));
        }
    }

    /// Reads a stamp, which is at `spot`.
    fn stamp(&mut self, spot: &Spot, time: &StampTime, kind: Kind) -> Option<Timestamp> {
        let remedy = if kind == Kind::Published { "pass --published" } else { "add \"updated\"" };
        let stated = |stamp: Timestamp, sure| Item::new(kind, sure, stamp.to_string()).stating(stamp).at(spot.clone());
        let unclear = |why: String| Item::open(kind, why).at(spot.clone());
        let (date, minute, zone) = match time {
            StampTime::Known(stamp) => {
                self.today.get_or_insert(stamp.instant.civil(stamp.offset).date);
                let stamp = match self.newsroom.as_deref().filter(|_| stamp.offset == Offset::UTC) {
                    Some(zone) => in_zone(self.zones, Some(zone), stamp.instant),
                    None => *stamp,
                };
                self.today = self.today.map(|_| stamp.instant.civil(stamp.offset).date);
                self.report.push(stated(stamp, Confidence::Certain));
                return Some(stamp);
            }
            StampTime::Day(date) => {
                self.today.get_or_insert(*date);
                self.report.push(unclear(format!("the stamp has a date but no time; {remedy}")));
                return None;
            }
            StampTime::Unclear(text) => {
                self.report.push(unclear(format!("the stamp “{}” is unclear; {remedy}", clip(text))));
                return None;
            }
            StampTime::Civil(date, minute, zone) => (*date, *minute, zone),
        };
        self.today.get_or_insert(date);
        let shown_in = |zone: &str| WallClock::Zone(zone.to_owned()).showing(date, minute, self.zones);
        let (zone, confidence, how) = match zone {
            Some(Zone::Named { zone, .. }) => (Some(zone.clone()), Confidence::Certain, "in the zone of the stamp"),
            Some(Zone::Fixed { seconds, zone, said }) => {
                let offset = Offset::from_seconds(*seconds)?;
                let stamp = *WallClock::Offset(offset).showing(date, minute, self.zones).first()?;
                // “EST” in July means New York time, as it does in the article's other times.
                let own = zone.map(|zone| (zone, shown_in(zone))).filter(|(_, own)| !own.contains(&stamp));
                if let Some((zone, own)) = own.and_then(|(zone, own)| Some((zone, *own.first()?))) {
                    let why = format!("read in {zone} because “{said}” is not in force then");
                    self.report.push(stated(own, Confidence::Guess).why(why));
                    return Some(own);
                }
                self.report.push(stated(stamp, Confidence::Certain));
                return Some(stamp);
            }
            _ => (self.newsroom.clone(), Confidence::Likely, "in newsroom time"),
        };
        let Some(zone) = zone else {
            let what = match time {
                StampTime::Civil(_, _, Some(Zone::Ambiguous { said, meanings })) => {
                    format!("is in “{said}”, which may be {meanings}")
                }
                _ => "has no known zone".to_owned(),
            };
            self.report.push(unclear(format!("the stamp {what}, and the newsroom's zone is not known; pass --zone")));
            return None;
        };
        let shown = shown_in(&zone);
        let stamp = *shown.first()?;
        let doubt = if shown.len() == 1 { "" } else { "; clocks showed that time twice that night" };
        self.report.push(stated(stamp, confidence).why(format!("{how} ({zone}){doubt}")));
        Some(stamp)
    }

    /// The place of the event.
    pub(super) fn venue(&mut self) {
        let first = self.blocks.iter().find(|(_, role)| matches!(role, Role::Intro | Role::Paragraph));
        // “Dakar, 4 and 5 February 2026”
        let line = self.blocks.iter().take(6).find_map(|(block, _)| {
            let (name, zone) = place_line(&block.text, &self.places)?;
            Some((name.to_owned(), zone.to_owned(), block.line))
        });
        let dateline = first.and_then(|(block, _)| {
            let dateline = places::dateline(&block.text, &self.places)?;
            Some((dateline.place, dateline.zone?, block.line))
        });
        let dateline = dateline.or(line);
        let venue = places::venue(self.readings_by_line());
        let found = match (venue, dateline) {
            (Some(venue), dateline) if venue.weight > 1 || dateline.is_none() => {
                let confidence = if venue.weight >= 3 { Confidence::Likely } else { Confidence::Guess };
                Some((venue.name, venue.zone, venue.line, confidence, "where the article says the event happens"))
            }
            (_, Some((name, zone, line))) => Some((name, zone, line, Confidence::Guess, "from the dateline")),
            _ => None,
        };
        let Some((name, zone, line, confidence, how)) = found else {
            return self.report.push(Item::open(Kind::Place, "none found; add \"place\" if there is one"));
        };
        let spot = self.spot_from(line, &name);
        self.report.push(Item::new(Kind::Place, confidence, format!("{name} ({zone})")).why(how).at(spot));
        self.brief.place = Some(Place { name, zone });
    }
}
