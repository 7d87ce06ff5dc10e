//! The root component: a brief as a live widget, with its clock, its cards and the reader's choices. The custom element
//! is one host of it; any Yew application can be another.

mod announce;
mod cards;
mod content;
mod props;

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, NodeRef, html};

use super::widget::{WidgetProps, widget};
use crate::platform::{Alarm, Input, PageInput, Tree, now};
use crate::text::Locale;
use crate::time::{Clock, Instant};
use crate::widget::{Action, Cards, Content, Expand, Memory, Settings, View};
pub use props::{Adoption, Message, SummitBriefProps};

/// What waits until what was given is rendered.
enum Task {
    /// The live tree takes its place; where it is there already, the cards of another brief do.
    TakeOver,
    /// The card at this index comes into sight, and gets the focus.
    GoTo { index: usize, scroll: bool, focus: bool },
    /// The link that cannot be copied is selected.
    SelectLink,
}

/// The widget: a brief with a clock that runs. It needs `summit-brief.css` on the page.
///
/// # Example
/// ```no_run
/// use std::rc::Rc;
/// use summit_brief::brief::Brief;
/// use summit_brief::components::SummitBrief;
/// use yew::{Html, Properties, component, html};
///
/// #[derive(PartialEq, Properties)]
/// struct ArticleProps {
///     brief: Rc<Brief>,
/// }
///
/// #[component]
/// fn Article(props: &ArticleProps) -> Html {
///     html! { <SummitBrief brief={props.brief.clone()} /> }
/// }
/// ```
pub struct SummitBrief {
    /// `None` where the brief cannot be shown.
    content: Option<Rc<Content>>,
    /// What `content` was laid out for.
    settings: Rc<Settings>,
    locale: Locale,
    /// The cards that are open when they are rendered anew.
    expand: Rc<Expand>,
    view: View,
    on_action: Callback<Action>,
    cards: Cards,
    clock: Clock,
    /// Where the replay that runs began.
    replay: Option<Instant>,
    now: Instant,
    alarm: Alarm,
    connected: bool,
    page: Option<PageInput>,
    /// Whether readers see the live tree.
    live: bool,
    memory: Memory,
    /// What the reader had seen when this visit began.
    seen: Option<Instant>,
    /// What `memory` is stored under; `None` where nothing is kept.
    key: Option<String>,
    /// Whether the cards are still to be brought into the state remembered.
    restore: bool,
    /// The reader's zone, as it was reported.
    zone: String,
    /// The widget's time when something was announced.
    announced: Option<Instant>,
    tasks: Vec<Task>,
    /// The first element of the tree.
    head: NodeRef,
}

impl Component for SummitBrief {
    type Message = Message;
    type Properties = SummitBriefProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let mut root = Self {
            content: None,
            settings: ctx.props().settings.clone(),
            locale: Locale::from_tag(""),
            expand: Rc::default(),
            view: View::default(),
            on_action: link.callback(Message::Action),
            cards: Cards::new(ctx.props().brief.clone()),
            clock: Clock::REAL,
            replay: None,
            now: now(),
            alarm: Alarm::new(move || link.send_message(Message::Tick)),
            connected: false,
            page: None,
            live: false,
            memory: Memory::default(),
            seen: None,
            key: None,
            restore: false,
            zone: String::new(),
            announced: None,
            tasks: Vec::new(),
            head: NodeRef::default(),
        };
        root.connect(ctx, true);
        root.take(ctx);
        root
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &SummitBriefProps) -> bool {
        !ctx.props().shows_the_same(old) && self.take(ctx)
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Tick => self.tick(ctx),
            Message::Action(action) => return self.act(ctx, action),
            Message::Input(Input::Click(click)) => {
                self.clicked(&click);
                return false;
            }
            Message::Input(Input::Fragment) => self.follow(ctx, true, true),
            Message::SetAll(open) => {
                let steps = self.cards.set_all(open);
                self.carry_out(ctx, &steps);
            }
            Message::Open(id) => self.open(ctx, &id),
            Message::Connected(connected) => {
                self.connect(ctx, connected);
                self.tick(ctx);
            }
            Message::Adopt => self.adopt(ctx),
            Message::TakeOver => self.take_over_anew(ctx),
            Message::Copied(index, address, copied) => self.copied(index, address, copied),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(content) = &self.content else {
            return Html::default();
        };
        let adoption = &ctx.props().adoption;
        let tree = widget(&WidgetProps {
            content: content.clone(),
            locale: self.locale,
            level: self.settings.level,
            expand: self.expand.clone(),
            ahead: adoption.as_ref().is_some_and(|adoption| adoption.prerendered),
            now: Some(self.now),
            live: Some((self.view.clone(), self.on_action.clone())),
            head: self.head.clone(),
        });
        if adoption.is_some() {
            return tree;
        }
        html! { <summit-brief><div class="sb" lang={content.brief.lang.clone()}>{tree}</div></summit-brief> }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let Some(content) = self.content.clone() else {
            return;
        };
        let change = content.agenda.next_change(self.now).filter(|_| self.connected);
        self.alarm.set(change.map(|change| self.clock.real(change)));
        for task in std::mem::take(&mut self.tasks) {
            self.run(ctx, task);
        }
    }
}

impl SummitBrief {
    /// Follows the page and the time, or no longer.
    fn connect(&mut self, ctx: &Context<Self>, connected: bool) {
        self.connected = connected;
        let link = ctx.link().clone();
        self.page = connected.then(|| PageInput::new(move |input| link.send_message(Message::Input(input))));
    }

    fn run(&mut self, ctx: &Context<Self>, task: Task) {
        let Some(tree) = self.tree() else {
            return;
        };
        match task {
            Task::TakeOver => {
                if let Some(brief) = self.brief() {
                    tree.set_language(&brief.lang);
                }
                ctx.link().send_message(if self.live { Message::TakeOver } else { Message::Adopt });
            }
            Task::GoTo { index, scroll, focus } => tree.go_to(index, scroll, focus),
            Task::SelectLink => tree.select_link(),
        }
    }

    fn tree(&self) -> Option<Tree> {
        Tree::around(self.head.cast())
    }
}
