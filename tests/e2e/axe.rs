//! Accessibility checks with axe-core.

use anyhow::{Result, ensure};
use serde::Deserialize;

use crate::page::Page;

#[derive(Deserialize)]
struct Finding {
    rule: String,
    help: String,
    places: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    target: String,
    html: String,
    why: String,
}

/// Fails if axe-core finds a violation on the page in its current state, which `when` describes.
pub(crate) async fn finds_nothing(page: &Page, when: &str) -> Result<()> {
    let script = r#"
        if (!window.axe) {
            await new Promise((resolve, reject) => {
                const script = document.createElement("script");
                script.src = "/axe.js";
                script.onload = resolve;
                script.onerror = () => reject(new Error("/axe.js did not load: is axe-core in tools/node_modules?"));
                document.head.append(script);
            });
        }
        const { violations, passes } = await window.axe.run(document, { resultTypes: ["violations"] });
        const findings = violations.map(({ id, help, nodes }) => ({
            rule: id,
            help,
            places: nodes.map(({ target, html, failureSummary }) => ({ target: target.join(" "), html, why: failureSummary })),
        }));
        return [passes.length, findings];"#;
    // Colours in mid-transition would cause false findings.
    page.wait_for_animations().await?;
    let (passes, findings): (usize, Vec<Finding>) = page.promise(script, &[]).await?;
    ensure!(passes > 10, "axe-core checked almost nothing, {when}: only {passes} rules passed");
    let report: Vec<String> = findings.iter().map(Finding::report).collect();
    ensure!(report.is_empty(), "axe-core, {when}:\n{}", report.join("\n"));
    Ok(())
}

impl Finding {
    fn report(&self) -> String {
        let mut lines = vec![format!("{}: {}", self.rule, self.help)];
        for place in &self.places {
            lines.push(format!("  {}\n    {}\n    {}", place.target, place.html, place.why.replace('\n', "\n    ")));
        }
        lines.join("\n")
    }
}
