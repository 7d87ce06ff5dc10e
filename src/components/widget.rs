//! The whole widget, inside its `div.sb`.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use super::card_body::updated_line;
use super::countdown::Countdown;
use super::header::header;
use super::issue_card::IssueCard;
use super::schedule_table::ScheduleTable;
use super::{Content, Expand, HeadingLevel};
use crate::text::Locale;
use crate::time::Instant;

/// What a widget is made from.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct WidgetProps {
    /// What it shows.
    pub content: Rc<Content>,
    /// The language of its own words, its dates and clocks.
    pub locale: Locale,
    /// The level of its title.
    pub level: HeadingLevel,
    /// The cards open at the start.
    pub expand: Rc<Expand>,
    /// Whether the tree is rendered ahead, or takes the place of one that was: room for what only runs live, or only
    /// in some zones, is kept.
    pub ahead: bool,
    /// The current time; `None` gives the static view.
    pub now: Option<Instant>,
}

/// The widget. Only what depends on `now` is rendered again as time goes on.
#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    let WidgetProps { content, locale, level, expand, ahead, now } = props;
    let brief = &content.brief;
    let phases = now.map(|now| content.agenda.phases(now)).unwrap_or_default();
    let cards = brief.issues.iter().enumerate().map(|(index, issue)| {
        let open = expand.opens(&issue.id, index);
        let (content, locale, level) = (content.clone(), *locale, *level);
        html! { <IssueCard key={issue.id.as_str()} {content} {locale} {level} {index} {open} /> }
    });
    html! {
        <>
            {header(content, *locale, *level)}
            <Countdown content={content.clone()} locale={*locale} now={*now} />
            <ScheduleTable content={content.clone()} locale={*locale} reserve={*ahead} {phases} />
            if !brief.issues.is_empty() {
                <ol class="sb-cards" role="list" aria-label={locale.strings().issues}>{for cards}</ol>
            }
            <footer class="sb-foot">
                <span>{updated_line(*locale, brief.updated)}</span>
                if let Some(credit) = &brief.credit {
                    {" "}<span class="sb-credit">{credit}</span>
                }
            </footer>
        </>
    }
}
