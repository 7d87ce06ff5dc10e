//! What is rendered again on its own only: the schedule, the list of cards, each card. One component for the three,
//! since every component type costs a copy of Yew's life cycle (docs/decisions/0003).

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use super::issue_card::issue_card;
use super::list::list;
use super::schedule_table::schedule_table;
use super::{Content, Expand, HeadingLevel};
use crate::text::Locale;
use crate::time::Phase;

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
    Cards { expand: Rc<Expand> },
    Card { index: usize, open: bool },
}

#[component]
pub(super) fn Part(props: &PartProps) -> Html {
    let PartProps { content, locale, level, kind } = props;
    match kind {
        Kind::Schedule { reserve, phases } => schedule_table(content, *locale, *reserve, phases),
        Kind::Card { index, open } => issue_card(content, *locale, *level, *index, *open),
        Kind::Cards { expand } => cards(props, expand),
    }
}

fn cards(props: &PartProps, expand: &Expand) -> Html {
    let PartProps { content, locale, level, .. } = props;
    let issues = &content.brief.issues;
    if issues.is_empty() {
        return Html::default();
    }
    let indices: Vec<usize> = (0..issues.len()).collect();
    let card = |index: &usize| {
        let issue = &issues[*index];
        let kind = Kind::Card { index: *index, open: expand.opens(&issue.id, *index) };
        html! { <Part key={issue.id.as_str()} content={content.clone()} locale={*locale} level={*level} {kind} /> }
    };
    html! {
        <ol class="sb-cards" role="list" aria-label={locale.strings().issues}>{list(&indices, &card)}</ol>
    }
}
