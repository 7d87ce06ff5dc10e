//! `summit-brief render`: writes a brief as HTML or plain text.

use std::collections::BTreeMap;
use std::rc::Rc;

use clap::{ArgGroup, Args, ValueEnum};

use super::files::{self, Files};
use super::{Failure, write_stderr};
use crate::brief::Brief;
use crate::desk::TzDatabase;
use crate::render::{Assets, Style, html, json_ld, page, plain_text, snippet, static_props, style_sources};
use crate::text::Locale;
use crate::time::Zones as _;
use crate::widget::Settings;

/// Prerenders a brief: writes the HTML to paste inside <summit-brief>
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("whole").args(["base", "page"]).multiple(true))]
#[command(after_help = "\
Examples:
  summit-brief render brief.json
      the HTML to paste inside <summit-brief src=\"brief.json\">
  summit-brief render brief.json --base https://cdn.example/widget/ -o snippet.html
      the whole snippet: style sheet, script, and the element with the HTML and the brief as JSON
  summit-brief render brief.json --page --attribute as-of=published -o page.html
      a whole page, whose clock starts at publication
  summit-brief render brief.json --text
      plain text for a newsletter")]
pub(super) struct Render {
    #[command(flatten)]
    files: Files,
    /// Write the whole snippet, with the style sheet and script from this folder
    #[arg(long, value_name = "URL", conflicts_with = "text")]
    base: Option<String>,
    /// Write a whole page around the snippet
    #[arg(long, conflicts_with = "text")]
    page: bool,
    /// Link the style sheet, or write all of it into the snippet or page. Its source for a content security policy goes
    /// to standard error
    #[arg(long, value_enum, default_value_t, requires = "whole")]
    style: StyleOption,
    /// Write plain text
    #[arg(long)]
    text: bool,
    /// Add schema.org data about the event (JSON-LD)
    #[arg(long, conflicts_with = "text")]
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
        let Self { files: Files { file, output }, base, page: whole_page, style, text, json_ld: data, attributes } =
            self;
        output.differs_from(&file)?;
        let zones = TzDatabase::default();
        let brief = Rc::new(files::read_brief(&file, &zones)?);
        let given = |name: &str| attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
        let (settings, warnings) = Settings::read(given);
        if !warnings.is_empty() {
            return Err(Failure::Usage(format!("error: --attribute: {}", warnings.join("\nerror: --attribute: "))));
        }
        if let Some(unknown) = unknown_reference(&brief, &settings, &zones) {
            return Err(Failure::Usage(format!("error: --attribute: {unknown}")));
        }
        let language = given("lang").unwrap_or_else(|| brief.lang.clone());
        let mut locale = Locale::from_tag(&language);
        if let Some(strings) = given("strings") {
            locale = with_strings(locale, &language, &strings)?;
        }
        let props = static_props(brief.clone(), &settings, locale, &zones).map_err(|unknown| {
            Failure::Content(format!("{}: error: unknown time zone “{}”", file.display(), unknown.zone))
        })?;

        let rendered = match (whole_page, base) {
            _ if text => plain_text(&props),
            (false, None) => {
                let data = data.then(|| json_ld(&brief));
                [html(props), data.unwrap_or_default(), "\n".to_owned()].concat()
            }
            (whole_page, base) => {
                let mut attributes = attributes;
                // Dates and times follow the element's language. Without `lang`, that is the page's, not the brief's.
                if !attributes.iter().any(|(name, _)| name == "lang") {
                    attributes.push(("lang".to_owned(), language.clone()));
                }
                let style = match style {
                    StyleOption::Link => Style::Link,
                    StyleOption::Inline => Style::Inline,
                };
                let assets = Assets { base: base.unwrap_or_default(), style, attributes, json_ld: data };
                let result = if whole_page { page(props, &language, &assets) } else { snippet(props, &assets) };
                result.map_err(|error| Failure::Content(format!("{}: error: {error}", file.display())))?
            }
        };
        output.write(&rendered)?;
        if matches!(style, StyleOption::Inline) {
            let sources = style_sources(&rendered).join(" ");
            write_stderr(&format!("note: a content security policy needs: style-src {sources}\n"));
        }
        Ok(())
    }
}
