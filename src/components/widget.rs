//! The whole widget: the content of its `div.sb`.

use std::rc::Rc;

use yew::{Callback, Html, NodeRef, html};

use super::brief_text::block;
use super::countdown::countdown;
use super::day::{DayInput, day};
use super::day_band::shown_day;
use super::header::header;
use super::issues::issues;
use super::news::news;
use super::schedule_table::TableState;
use super::updated_line::updated_line;
use crate::text::Locale;
use crate::time::{CivilDate, Instant, Zones};
use crate::widget::{Action, Content, Expand, HeadingLevel, View};

/// Everything that a widget is rendered from.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetInput {
    /// The brief with its schedule.
    pub content: Rc<Content>,
    /// The language of its own words, and the style of its dates and times.
    pub locale: Locale,
    /// The heading level of its title.
    pub level: HeadingLevel,
    /// The cards that are open when first rendered.
    pub expand: Rc<Expand>,
    /// Whether the tree is prerendered, or replaces a prerendered one. It then reserves room for the parts that only
    /// the live widget has, and for those that it has only in some zones.
    pub reserve_room: bool,
    /// Whether the issues come before the schedule.
    pub issues_first: bool,
    /// The address of a hosted calendar file (`http` or `https`) that readers can subscribe to.
    pub calendar: Option<String>,
    /// How many of the two sections are rendered: the first, then the second.
    pub sections: u8,
    /// `None` for the static view.
    pub now: Option<Now>,
    /// The state of its controls, and the callback for their actions; `None` for the static view.
    pub live: Option<(View, Callback<Action>)>,
    /// Bound to the first element of the tree.
    pub header_ref: NodeRef,
}

/// What a widget needs to know about the current time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The current time.
    pub instant: Instant,
    /// The date in the reader's zone.
    pub today: Option<CivilDate>,
    /// The days that were over at this moment are folded; `None` folds none.
    pub folded: Option<Instant>,
}

impl Now {
    /// The time `instant` for a reader in `zone`. No day is folded.
    #[must_use]
    pub fn new(instant: Instant, zone: &str, zones: &dyn Zones) -> Self {
        let offset = zones.offset(zone, instant);
        Self { instant, today: offset.ok().map(|offset| instant.civil(offset).date), folded: None }
    }
}

/// The widget.
pub fn widget(props: &WidgetInput) -> Html {
    let WidgetInput {
        content,
        locale,
        level,
        expand,
        reserve_room,
        issues_first,
        calendar,
        sections,
        now,
        live,
        header_ref,
    } = props;
    let level = *level;
    let instant = now.map(|now| now.instant);
    let outlook = instant.map(|now| content.agenda.outlook(now));
    let phases = |at: Option<Instant>| at.map(|at| content.agenda.phases(at)).unwrap_or_default();
    let (current, folded) = (phases(instant), phases(now.and_then(|now| now.folded)));
    let live = live.as_ref().map(|(view, on_action)| (view, on_action));
    let day = if *sections > u8::from(*issues_first) {
        day(DayInput {
            content,
            locale,
            level,
            reserve: *reserve_room,
            hosted: calendar.as_deref(),
            state: TableState { phases: &current, today: now.and_then(|now| now.today), folded: &folded, live },
            shown: shown_day(content, outlook.as_ref(), instant),
        })
    } else {
        Html::default()
    };
    let issues = if *sections > u8::from(!*issues_first) {
        issues(content, locale, level, expand, live)
    } else {
        Html::default()
    };
    let (first, second) = if *issues_first { (issues, day) } else { (day, issues) };
    html! {
        <>
            {header(content, locale, level, header_ref)}
            if let Some((view, _)) = live {
                {news(&view.news)}
            }
            {countdown(content, locale, outlook.as_ref().zip(*now), live)}
            {first}
            {second}
            <div class="sb-foot">
                {updated_line(locale, content.brief.updated)}
                if let Some(credit) = &content.brief.credit {
                    {" "}<span class="sb-credit">{block(&content.brief, locale, credit)}</span>
                }
            </div>
            if let Some((view, _)) = live {
                <p role="status" class="sb-hidden"><span key={&*view.status}>{view.status.as_str()}</span></p>
            }
        </>
    }
}
