//! `summit-brief render`: writes a brief as HTML or plain text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use clap::{ArgGroup, Args, ValueEnum};

use super::files::{self, Files};
use super::{Failure, write_stderr};
use crate::brief::Brief;
use crate::components::WidgetInput;
use crate::desk::TzDatabase;
use crate::render::{
    Assets, Style, feed, html, iframe, json_ld, page, plain_text, script_sources, snippet, stand_in, static_props,
    style_sources,
};
use crate::text::Locale;
use crate::time::Zones as _;
use crate::widget::Settings;

/// Prerenders a brief: writes the HTML to paste inside <summit-brief>
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("whole").args(["base", "page"]).multiple(true))]
#[command(group = ArgGroup::new("form").args(["page", "iframe", "feed", "text"]))]
#[command(after_help = "\
Examples:
  summit-brief render brief.json
      the HTML to paste inside <summit-brief src=\"brief.json\">
  summit-brief render brief.json --base https://cdn.example/widget/ -o snippet.html
      the whole snippet: style sheet, script, and the element with the HTML and the brief as JSON
  summit-brief render brief.json --base https://cdn.example/widget/ --src https://cdn.example/brief.json
      the same without JSON: the widget reads the brief from this address
  summit-brief render brief.json --src https://cdn.example/brief.json
      the element as a <div>, for content systems that remove scripts and unknown tags
  summit-brief render brief.json --base https://cdn.example/widget/ --src https://cdn.example/brief.json --iframe
      an <iframe>, for content systems that allow nothing else
  summit-brief render brief.json --page --attribute as-of=published -o page.html
      a whole page, whose clock starts at publication
  summit-brief render brief.json --feed
      plain HTML for RSS, Apple News, AMP and mail
  summit-brief render brief.json --text
      plain text for a newsletter")]
pub(super) struct Render {
    #[command(flatten)]
    files: Files,
    /// Write the whole snippet, with the style sheet and script from this folder
    #[arg(long, value_name = "URL", conflicts_with_all = ["feed", "text"])]
    base: Option<String>,
    /// Name the address of the brief, in place of the brief itself as JSON. Without --base, write only the element, as a
    /// <div>, which content filters keep
    #[arg(long, value_name = "URL", conflicts_with_all = ["feed", "text"])]
    src: Option<String>,
    /// With --src, write the brief as JSON too: readers see this version at once, and then the newest
    #[arg(long, requires = "src", requires = "whole", conflicts_with = "iframe")]
    inline: bool,
    /// Write a whole page around the snippet
    #[arg(long)]
    page: bool,
    /// Write an <iframe> with the widget, and the script that gives it its height
    #[arg(long, requires = "base", requires = "src")]
    iframe: bool,
    /// Link the style sheet, or write all of it into the snippet or page. Its source for a content security policy goes
    /// to standard error
    #[arg(long, value_enum, default_value_t, requires = "whole", conflicts_with = "iframe")]
    style: StyleOption,
    /// Let browsers check that the files are those in this folder (subresource integrity)
    #[arg(long, value_name = "FOLDER", requires = "whole", conflicts_with = "iframe")]
    integrity: Option<PathBuf>,
    /// Write plain HTML without pictures, controls and scripts, for RSS, Apple News, AMP and mail
    #[arg(long)]
    feed: bool,
    /// Write plain text
    #[arg(long)]
    text: bool,
    /// Add schema.org data about the event (JSON-LD)
    #[arg(long, conflicts_with_all = ["feed", "iframe", "text"])]
    json_ld: bool,
    /// An attribute of the element, such as heading-level=3; may be repeated
    #[arg(long = "attribute", value_name = "NAME=VALUE", value_parser = attribute)]
    attributes: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum StyleOption {
    #[default]
    Link,
    Inline,
}

fn attribute(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    match Settings::UNOBSERVED.iter().find(|(other, _)| *other == name) {
        Some((_, values)) if !values.contains(&value) => return Err(format!("expected one of {}", values.join(", "))),
        None if !Settings::OBSERVED.contains(&name) => {
            return Err(format!("<summit-brief> has no attribute “{name}”"));
        }
        _ => {}
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// The error for the unknown issue ids, or the first unknown time zone, in the attributes.
fn unknown_reference(brief: &Brief, settings: &Settings, database: &TzDatabase) -> Option<String> {
    let ids: Vec<String> = settings.expand.unknown(brief).map(|id| format!("“{id}”")).collect();
    if !ids.is_empty() {
        return Some(format!("expand: there is no issue {}; use none, first, all, or issue ids", ids.join(", ")));
    }
    let zones = settings.zone.iter().chain(settings.zones.iter().flatten());
    let unknown = zones.into_iter().find(|zone| database.offset(zone, brief.published.instant).is_err())?;
    Some(format!("unknown time zone “{unknown}”"))
}

/// `locale`, that of `language`, with a publisher's own strings: a JSON object by the name of the string.
fn with_strings(locale: Locale, language: &str, json: &str) -> Result<Locale, Failure> {
    let problem = |text: String| Failure::Usage(format!("error: --attribute: strings: {text}"));
    let strings: BTreeMap<String, String> =
        serde_json::from_str(json).map_err(|error| problem(format!("expected a JSON object of strings: {error}")))?;
    let pairs = strings.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let own = locale.language.with_strings(pairs);
    let own = own.map_err(|name| problem(format!("there is no string “{name}”; docs/languages.md lists them")))?;
    Ok(Locale::new(own, language))
}

impl Render {
    pub(super) fn run(self) -> Result<(), Failure> {
        self.files.output.differs_from(&self.files.file)?;
        let zones = TzDatabase::default();
        let brief = Rc::new(files::read_brief(&self.files.file, &zones)?);
        let (settings, language, locale) = self.settings(&brief, &zones)?;
        let props = static_props(brief, &settings, locale, &zones)
            .map_err(|unknown| self.refused(&format!("unknown time zone “{}”", unknown.zone)))?;
        let rendered = self.rendered(props, language)?;
        self.files.output.write(&rendered)?;
        let is_style_inline = matches!(self.style, StyleOption::Inline);
        let styles = if is_style_inline { style_sources(&rendered) } else { Vec::new() };
        for (directive, sources) in [("style-src", styles), ("script-src", script_sources(&rendered))] {
            if !sources.is_empty() {
                write_stderr(&format!("note: a content security policy needs: {directive} {}\n", sources.join(" ")));
            }
        }
        Ok(())
    }

    /// The value of an attribute.
    fn given(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
    }

    fn refused(&self, problem: &str) -> Failure {
        Failure::Content(format!("{}: error: {problem}", files::shown(&self.files.file)))
    }

    /// What the attributes say, the language of the words, and its locale.
    fn settings(&self, brief: &Brief, zones: &TzDatabase) -> Result<(Settings, String, Locale), Failure> {
        let usage = |problem: &str| Failure::Usage(format!("error: --attribute: {problem}"));
        let (settings, warnings) = Settings::read(|name| self.given(name));
        if !warnings.is_empty() {
            return Err(usage(&warnings.join("\nerror: --attribute: ")));
        }
        if let Some(unknown) = unknown_reference(brief, &settings, zones) {
            return Err(usage(&unknown));
        }
        if self.src.is_some() && self.given("src").is_some() {
            return Err(usage("src: --src gives it already"));
        }
        let language = self.given("lang").unwrap_or_else(|| brief.lang.clone());
        let mut locale = Locale::from_tag(&language);
        if let Some(strings) = self.given("strings") {
            locale = with_strings(locale, &language, &strings)?;
        }
        Ok((settings, language, locale))
    }

    /// The brief in the form that the options ask for.
    fn rendered(&self, props: WidgetInput, language: String) -> Result<String, Failure> {
        if self.text {
            return Ok(plain_text(&props));
        } else if self.feed {
            return Ok(feed(&props));
        } else if !self.page && self.base.is_none() && self.src.is_none() {
            let data = if self.json_ld { json_ld(&props.content.brief) } else { String::new() };
            return Ok([html(props), data, "\n".to_owned()].concat());
        }
        let mut attributes = self.attributes.clone();
        attributes.extend(self.src.iter().map(|src| ("src".to_owned(), src.clone())));
        // Dates and times follow the element's language. Without `lang`, that is the page's, not the brief's.
        if self.given("lang").is_none() {
            attributes.push(("lang".to_owned(), language.clone()));
        }
        if !self.page && self.base.is_none() {
            return Ok(stand_in(props, &attributes));
        }
        let base = self.base.clone().unwrap_or_default();
        if self.iframe {
            return Ok(iframe(&props, &base, &attributes));
        }
        let assets = Assets {
            base,
            style: match self.style {
                StyleOption::Link => Style::Link,
                StyleOption::Inline => Style::Inline,
            },
            attributes,
            inline: self.inline || self.src.is_none(),
            integrity: self.integrity.as_deref().map(files::integrity).transpose()?,
            json_ld: self.json_ld,
        };
        let result = if self.page { page(props, &language, &assets) } else { snippet(props, &assets) };
        result.map_err(|error| self.refused(&error.to_string()))
    }
}
