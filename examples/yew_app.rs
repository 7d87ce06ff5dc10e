//! A Yew application with the widget in it: the root component, a brief, and what it reports. Serve it with Trunk from a
//! page that also has `summit-brief.css`.

use std::rc::Rc;

use summit_brief::brief::Brief;
use summit_brief::components::SummitBrief;
use summit_brief::platform::brief_from_json;
use summit_brief::widget::{AsOf, Report, Settings};
use yew::{Html, component, html, use_callback, use_memo, use_state};

const BRIEF: &str = include_str!("../static/briefs/helsinki-2018.json");

/// The article: the widget, whose clock starts when the brief was published, and a line about the card that was opened last.
#[component]
pub fn Article() -> Html {
    let last = use_state(|| "Nothing was opened yet.".to_owned());
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

#[allow(dead_code, reason = "a test mounts the article by itself")]
fn main() {
    yew::Renderer::<Article>::new().render();
}
