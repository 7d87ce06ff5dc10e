//! The root component: a brief as a live widget, with its clock, its cards and the reader's choices. The custom element
//! is one host; any Yew application can be another.

mod actions;
mod cards;
mod content;
mod memory;
mod props;
mod refresh;
mod tick;

use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use yew::{Callback, Component, Context, Html, NodeRef, html};

use super::widget::{Now, WidgetInput, widget};
use crate::platform::{self, Alarm, Input, PageInput, Tree, now};
use crate::text::{ENGLISH, Locale};
use crate::time::{Clock, Instant};
use crate::widget::{Action, Cards, Content, Expand, Memory, Settings, View};
pub use props::{Adoption, Message, SummitBriefProps};
use refresh::Refresh;

/// How many root components have been created on this page.
static CREATED: AtomicUsize = AtomicUsize::new(0);

/// The last step of the first rendering. A tree that is adopted is built in steps: the schedule is laid out, then the
/// head is rendered, then each of the two sections. If a step takes long, Yew starts the next in a task of its own, so
/// that none blocks the page for long.
const WHOLE: u8 = 4;

/// Work that needs the rendered DOM, so it waits for `rendered`.
enum Task {
    /// Tell the tree the language and direction of what it shows.
    SetLanguage,
    /// Adopt the cards of a new brief; the first time, also make the tree live.
    Adopt,
    /// Go to what this fragment names: scroll there if `scroll` is set, and focus it if `focus` is set.
    GoTo { fragment: String, scroll: bool, focus: bool },
    /// Select the link that could not be copied.
    SelectLink,
}

/// The live widget. It needs `summit-brief.css` on the page.
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
    /// Unique on the page, unlike the props' `number`.
    number: usize,
    /// `None` until a brief can be shown.
    content: Option<Rc<Content>>,
    /// The settings that `content` was laid out for.
    settings: Rc<Settings>,
    locale: Locale,
    /// The cards that are open when the list is rendered anew.
    expand: Rc<Expand>,
    view: View,
    /// Created once, so that equal props stay equal.
    on_action: Callback<Action>,
    cards: Cards,
    clock: Clock,
    refresh: Refresh,
    /// The start of the running replay.
    replay: Option<Instant>,
    now: Instant,
    /// The days that were over at this moment are folded; `None` folds none.
    folded: Option<Instant>,
    alarm: Alarm,
    connected: bool,
    page: Option<PageInput>,
    /// Whether readers see the tree; from then on, changes are reported.
    live: bool,
    memory: Memory,
    /// The newest update that the reader had seen before this visit.
    seen: Option<Instant>,
    /// The storage key of `memory`; `None` if nothing is stored.
    key: Option<String>,
    /// Whether the cards have yet to be restored to the remembered state.
    restore: bool,
    /// The reader's zone, to report when it changes.
    zone: String,
    /// The widget's time at the last announcement.
    announced: Option<Instant>,
    tasks: Vec<Task>,
    /// How far the first rendering has come, up to `WHOLE`.
    step: u8,
    /// The first element of the tree.
    header_ref: NodeRef,
}

impl Component for SummitBrief {
    type Message = Message;
    type Properties = SummitBriefProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let mut root = Self {
            number: CREATED.fetch_add(1, Ordering::Relaxed) + 1,
            content: None,
            settings: ctx.props().settings.clone(),
            locale: Locale::new(&ENGLISH, ""),
            expand: Rc::default(),
            view: View::default(),
            on_action: link.callback(Message::Action),
            cards: Cards::new(ctx.props().brief.clone()),
            clock: Clock::REAL,
            refresh: Refresh::default(),
            replay: None,
            now: now(),
            folded: None,
            alarm: Alarm::new(move |returns| link.send_message(Message::Alarm(returns))),
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
            step: if ctx.props().adoption.is_some() { 0 } else { WHOLE },
            header_ref: NodeRef::default(),
        };
        root.connect(ctx, true);
        if root.step == WHOLE {
            root.apply_props(ctx);
        }
        root
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &SummitBriefProps) -> bool {
        !ctx.props().eq_except_callbacks(old) && self.apply_props(ctx)
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Alarm(returns) => {
                self.check(ctx, returns);
                if !returns && self.next_change().is_none_or(|change| change > self.clock.at(now())) {
                    // A check that finds nothing new costs no render.
                    self.set_alarm();
                    return false;
                }
                self.tick(ctx);
            }
            Message::Action(action) => return self.handle_action(ctx, action),
            Message::Input(Input::Click(click)) => {
                self.record_click(&click);
                return false;
            }
            Message::Input(Input::Fragment) => {
                self.go_to_fragment(ctx, true, true);
                self.view.followed = true;
            }
            Message::SetAll(open) => {
                let steps = self.cards.set_all(open);
                self.run_steps(ctx, &steps);
            }
            Message::Open(id) => self.open_card(ctx, &id),
            Message::Connected(connected) => {
                self.connect(ctx, connected);
                self.tick(ctx);
            }
            Message::Adopt => self.adopt(ctx),
            Message::NextStep => {
                self.step += 1;
                return self.step > 1 || self.apply_props(ctx);
            }
            Message::Checked(good) => return self.checked(good),
            Message::CardsRendered => self.adopt_new_cards(ctx),
            Message::Copied { fragment, address, copied } => self.show_copy_result(fragment, address, copied),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(content) = self.content.as_ref().filter(|_| self.step > 1) else {
            return Html::default();
        };
        let adoption = &ctx.props().adoption;
        let tree = widget(&WidgetInput {
            content: content.clone(),
            locale: self.locale,
            level: self.settings.level,
            expand: self.expand.clone(),
            reserve_room: adoption.as_ref().is_some_and(|adoption| adoption.prerendered),
            issues_first: self.settings.issues_first,
            calendar: self.settings.calendar.clone(),
            sections: self.step - 2,
            now: Some(Now { folded: self.folded, ..Now::new(self.now, &self.zone, &*platform::zones()) }),
            live: Some((self.current_view(), self.on_action.clone())),
            header_ref: self.header_ref.clone(),
        });
        if adoption.is_some() {
            return tree;
        }
        let tag = self.locale.tag(&content.brief.lang).to_owned();
        html! { <summit-brief><div class="sb" lang={tag} dir={self.locale.language.direction}>{tree}</div></summit-brief> }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if self.step < WHOLE {
            ctx.link().send_message(Message::NextStep);
            return;
        }
        self.set_alarm();
        for task in std::mem::take(&mut self.tasks) {
            self.run_task(ctx, task);
        }
    }
}

impl SummitBrief {
    /// Starts or stops listening to the page. The alarm follows in `rendered`.
    fn connect(&mut self, ctx: &Context<Self>, connected: bool) {
        self.connected = connected;
        let link = ctx.link().clone();
        self.page = connected.then(|| PageInput::new(move |input| link.send_message(Message::Input(input))));
    }

    fn run_task(&mut self, ctx: &Context<Self>, task: Task) {
        let Some(tree) = self.tree() else {
            return;
        };
        match task {
            Task::Adopt => {
                // As a message, so that the root renders again afterwards.
                ctx.link().send_message(if self.live { Message::CardsRendered } else { Message::Adopt });
            }
            // The host owns the element around an adopted tree, so `view` cannot set its language.
            Task::SetLanguage => {
                if let Some(brief) = self.brief().filter(|_| ctx.props().adoption.is_some()) {
                    tree.set_language(self.locale.tag(&brief.lang), self.locale.language.direction);
                }
            }
            Task::GoTo { fragment, scroll, focus } => tree.go_to(&fragment, scroll, focus),
            Task::SelectLink => tree.select_link(),
        }
    }

    fn current_view(&self) -> View {
        View { all_open: self.cards.all_open(), seconds: self.shows_seconds(), news: self.news(), ..self.view.clone() }
    }

    /// The live tree: the parent of the first element. If the tree is adopted, that is the host's own element.
    fn tree(&self) -> Option<Tree> {
        Tree::containing(self.header_ref.cast())
    }
}
