//! `summit-brief calendar`: writes the sessions of a brief as an iCalendar file.

use clap::Args;

use super::Failure;
use super::files::{self, Files};
use crate::brief::is_http;
use crate::desk::TzDatabase;
use crate::schedule::calendar;
use crate::text::Locale;

/// Writes the sessions of a brief as an iCalendar file (.ics), like the one that the widget offers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  summit-brief calendar brief.json -o brief.ics
      every session; on a server, readers can subscribe to it
  summit-brief calendar brief.json --session press-conference --url https://news.example/summit
      one session, with the address of the article")]
pub(super) struct Calendar {
    #[command(flatten)]
    files: Files,
    /// Write only the session with this id
    #[arg(long, value_name = "ID")]
    session: Option<String>,
    /// Write the widget's own words in this language (a BCP 47 tag); by default, the brief's
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Add the address of the article to every entry
    #[arg(long, value_parser = address)]
    url: Option<String>,
}

fn address(text: &str) -> Result<String, &'static str> {
    if is_http(text) { Ok(text.to_owned()) } else { Err("expected an http or https address") }
}

impl Calendar {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { files: Files { file, output }, session, lang, url } = self;
        output.differs_from(&file)?;
        let brief = files::read_brief(&file, &TzDatabase::default())?;
        let ids: Vec<&str> = brief.sessions.iter().map(|session| session.id.as_str()).collect();
        if ids.is_empty() {
            let message = "error: sessions: is empty, so the calendar would have no entries";
            return Err(Failure::Content(format!("{}: {message}", files::shown(&file))));
        }
        let chosen = match session {
            None => (0..ids.len()).collect(),
            Some(id) => match ids.iter().position(|other| *other == id) {
                Some(index) => vec![index],
                None => {
                    let known = ids.join(", ");
                    let message =
                        format!("{}: error: no session has the id “{id}”; the ids are {known}", files::shown(&file));
                    return Err(Failure::Usage(message));
                }
            },
        };
        let words = Locale::from_tag(lang.as_deref().unwrap_or(&brief.lang)).strings().calendar();
        let text = calendar::ics(&brief, &chosen, &words, url.as_deref());
        output.write(&text)
    }
}
