//! What is rendered again on its own only: the schedule, the day band, the list of cards, each card. One component for them all,
//! since every component type costs a copy of Yew's life cycle (docs/decisions/0003).

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html};

use super::compare_table::compare_table;
use super::day_band::{Shown, day_band};
use super::issue_card::{CardState, issue_card};
use super::markup::{list, named_list};
use super::reader_controls::reader_controls;
use super::schedule_table::schedule_table;
use crate::schedule::Phase;
use crate::text::Locale;
use crate::widget::{Action, CardView, Content, Expand, HeadingLevel, ReaderView};

#[derive(PartialEq, Properties)]
pub(super) struct PartProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    pub(super) level: HeadingLevel,
    pub(super) kind: Kind,
}

/// Which part.
#[derive(Clone, PartialEq)]
pub(super) enum Kind {
    Schedule { reserve: bool, phases: Vec<Phase> },
    Band { reserve: bool, shown: Shown },
    Reader { phases: Vec<Phase>, live: Option<(Rc<ReaderView>, Callback<Action>)> },
    Cards { expand: Rc<Expand>, live: Option<(CardView, Callback<Action>)> },
    Card { index: usize, state: CardState },
    Compare,
}

#[component]
pub(super) fn Part(props: &PartProps) -> Html {
    let PartProps { content, locale, level, kind } = props;
    match kind {
        Kind::Schedule { reserve, phases } => schedule_table(content, *locale, *reserve, phases),
        Kind::Band { reserve, shown } => day_band(content, *locale, *reserve, *shown),
        Kind::Reader { phases, live } => {
            let live = live.as_ref().map(|(view, on_action)| (&**view, on_action));
            reader_controls(content, *locale, phases, live)
        }
        Kind::Card { index, state } => issue_card(content, *locale, *level, *index, state),
        Kind::Cards { expand, live } => cards(props, expand, live.as_ref()),
        Kind::Compare => compare_table(content, *locale),
    }
}

fn cards(props: &PartProps, expand: &Expand, live: Option<&(CardView, Callback<Action>)>) -> Html {
    let PartProps { content, locale, level, .. } = props;
    let issues = &content.brief.issues;
    if issues.is_empty() {
        return Html::default();
    }
    let indices: Vec<usize> = (0..issues.len()).collect();
    let card = |index: &usize| {
        let issue = &issues[*index];
        let seen = live.and_then(|(view, _)| view.seen);
        let link = live.and_then(|(view, _)| view.link.as_ref()).filter(|(other, _)| other == index);
        let state = CardState {
            open: expand.opens(&issue.id, *index),
            updated: issue.updated.is_some_and(|updated| seen.is_some_and(|seen| updated.instant > seen)),
            link: link.map(|(_, link)| link.clone()),
            on_action: live.map(|(_, on_action)| on_action.clone()),
        };
        let kind = Kind::Card { index: *index, state };
        let key = content.brief.fragment(issue);
        html! { <Part {key} content={content.clone()} locale={*locale} level={*level} {kind} /> }
    };
    named_list("ol", "sb-cards", locale.strings().issues, list(&indices, &card))
}
