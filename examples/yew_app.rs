//! A Yew application that embeds the widget: it passes a brief to the root component and handles its reports. Serve it
//! with Trunk from a page that loads `summit-brief.css`.

use std::rc::Rc;

use summit_brief::brief::Brief;
use summit_brief::components::SummitBrief;
use summit_brief::platform::brief_from_json;
use summit_brief::widget::{AsOf, Report, Settings};
use yew::{Html, component, html, use_callback, use_memo, use_state};

const BRIEF: &str = include_str!("../static/briefs/helsinki-2018.json");

/// An article with the widget, whose clock starts at the brief's publication, and a line about the last card that the
/// reader opened or closed.
#[component]
pub fn Article() -> Html {
    let last = use_state(|| "Nothing has been opened yet.".to_owned());
    let brief = use_memo((), |()| brief_from_json(BRIEF).ok().map(Rc::<Brief>::new));
    let settings = use_memo((), |()| Settings { as_of: AsOf::Published, remember: false, ..Settings::default() });
    let on_report = use_callback(last.clone(), |report, last| {
        if let Report::Toggle { title, change, .. } = report {
            last.set(format!("{title} was {}.", if change.open { "opened" } else { "closed" }));
        }
    });
    html! {
        <article>
            <h1>{"Before the summit"}</h1>
            if let Some(brief) = &*brief {
                <SummitBrief brief={brief.clone()} {settings} {on_report} />
            }
            <p class="last">{&*last}</p>
        </article>
    }
}

#[allow(dead_code, reason = "a test mounts `Article` itself")]
fn main() {
    yew::Renderer::<Article>::new().render();
}
