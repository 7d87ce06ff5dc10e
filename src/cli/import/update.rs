//! `summit-brief import --into`: updates a brief from its changed article.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::super::files::{self, Output};
use super::super::report::one_line;
use super::super::{Failure, write_stderr};
use super::ReportFormat;
use crate::desk::check::check;
use crate::desk::import::{Change, Imported, Kind, update};
use crate::desk::words::plural;
use crate::desk::{Level, TzDatabase};

/// The brief to update.
#[derive(Debug, Args)]
pub(super) struct Into {
    /// Updates this brief from the changed article, and keeps your edits
    #[arg(long, value_name = "BRIEF", required = false)]
    into: PathBuf,
    /// The earlier article, to tell its changes from your edits
    #[arg(long, value_name = "ARTICLE", requires = "into")]
    before: Option<PathBuf>,
    /// Reports what would change, and writes nothing
    #[arg(long, requires = "into")]
    dry_run: bool,
}

impl Into {
    /// The earlier article.
    pub(super) fn before(&self) -> Option<&Path> {
        self.before.as_deref()
    }

    /// Updates the brief. Writes to the output if it has a file, otherwise to the brief itself.
    pub(super) fn update(
        self,
        article: &Imported,
        before: Option<&Imported>,
        format: ReportFormat,
        output: Output,
    ) -> Result<(), Failure> {
        if self.into == Path::new("-") && output.file().is_none() && !self.dry_run {
            return Err(Failure::Usage(
                "error: --into: standard input cannot be written; name a file with -o".to_owned(),
            ));
        }
        let source = files::read(&self.into)?;
        let refused = |why| Failure::Content(format!("{}: error: {why}; run `summit-brief check` on it", source.name));
        let updated = update(&source.text, article, before).map_err(refused)?;
        let output = Output { output: output.output.or(Some(self.into)) };
        let written = output.file().map(files::shown).unwrap_or_default();
        if !self.dry_run && updated.changes.iter().any(|change| change.applies) {
            output.write(&updated.json)?;
        }
        let errors = check(&updated.json, &TzDatabase::default());
        let errors = errors.iter().filter(|finding| finding.code.level() == Level::Error).count();
        if format == ReportFormat::Json {
            let brief: Value = serde_json::from_str(&updated.json).unwrap_or_default();
            let change = |change: &Change| json!({ "path": change.path.describe(), "message": change.message, "applies": change.applies });
            let changes: Vec<Value> = updated.changes.iter().map(change).collect();
            files::print(&format!("{:#}\n", json!({ "brief": brief, "changes": changes, "passes": errors == 0 })))?;
        } else {
            write_stderr(&report(&updated.changes, article, &written, self.dry_run, errors));
        }
        if errors == 0 { Ok(()) } else { Err(Failure::Reported(1)) }
    }
}

fn report(changes: &[Change], article: &Imported, written: &str, dry_run: bool, errors: usize) -> String {
    let of = |applies| changes.iter().filter(move |change| change.applies == applies);
    let lines = |applies| of(applies).map(|change| format!("  {}: {}", change.path.describe(), change.message));
    let mut all = vec![if dry_run { "Would change" } else { "Changed" }.to_owned()];
    all.extend(lines(true));
    if of(true).next().is_none() {
        all.push("  nothing".to_owned());
    }
    if of(false).next().is_some() {
        all.extend([String::new(), "Kept, although the article differs".to_owned()]);
        all.extend(lines(false));
    }
    let candidates = article.items.iter().filter(|item| item.kind == Kind::Candidate).count();
    all.push(String::new());
    if candidates > 0 {
        let them = plural(candidates, "candidate");
        all.push(format!("The article has {them} to decide; run import without --into to list them."));
    }
    let is_written = !dry_run && of(true).next().is_some();
    all.push(if is_written { format!("Wrote {written}.") } else { format!("{written} is unchanged.") });
    if errors > 0 {
        all.push(format!(
            "The brief does not pass check: {}. Run: summit-brief check {written}",
            plural(errors, "error")
        ));
    }
    all.iter().map(|line| one_line(line) + "\n").collect()
}
