// The content filters: real ones, and the published rules of one that does not run here. Each gets whole articles: a
// paragraph, the snippet, and another paragraph.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import createDOMPurify from "dompurify";
import { JSDOM } from "jsdom";
import sanitizeHtml from "sanitize-html";

export const BEFORE = "The paragraph before the widget.";
export const AFTER = "The paragraph after the widget.";

/** The folder with WordPress, which tools/setup.sh installs. */
const { WORDPRESS, CI } = process.env;
const lacks = !WORDPRESS ? "no WordPress" : spawnSync("php", ["--version"]).status !== 0 && "no PHP";
// CI installs both, so it is an error if one is missing there.
if (lacks && CI) throw new Error(`${lacks}: run tools/setup.sh php`);

/**
 * Saves posts with WordPress and shows them. The folder with WordPress stays unchanged: the site is a folder of links to
 * it, with a database without rows.
 */
function showPosts(posts) {
  const site = mkdtempSync(join(tmpdir(), "wordpress-"));
  try {
    for (const name of readdirSync(WORDPRESS)) symlinkSync(join(WORDPRESS, name), join(site, name));
    mkdirSync(join(site, "wp-content"));
    copyFileSync("tests/filters/empty-database.php", join(site, "wp-content/db.php"));
    const options = { input: JSON.stringify(posts), encoding: "utf8", maxBuffer: 2 ** 28 };
    // Without the settings of this machine's PHP.
    const { status, stdout, stderr } = spawnSync("php", ["-n", "tests/filters/wordpress.php", site], options);
    if (status !== 0 || stderr) throw new Error(`WordPress failed:\n${stderr}${stdout.slice(0, 2000)}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(site, { recursive: true });
  }
}

/** A block of custom HTML between two blocks of text, as the block editor saves them. */
const inHtmlBlock = (snippet) => {
  const paragraph = (text) => `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->\n`;
  return `${paragraph(BEFORE)}\n<!-- wp:html -->\n${snippet}<!-- /wp:html -->\n\n${paragraph(AFTER)}`;
};

/** As the classic editor saves it: WordPress adds the paragraphs. */
const inClassicText = (snippet) => `${BEFORE}\n\n${snippet}\n${AFTER}\n`;

/** WordPress, for a post that `write` makes of the snippet. Editors have the capability `unfiltered_html`, authors do not. */
const wordpress = (writer, write) => ({
  skip: lacks,
  run: (snippets) =>
    showPosts(snippets.map((snippet) => ({ html: write(snippet), may_write_any_html: writer === "editor" }))),
});

const library = (filter) => ({
  skip: false,
  run: (snippets) => snippets.map((snippet) => filter(`<p>${BEFORE}</p>\n${snippet}<p>${AFTER}</p>\n`)),
});

/** What a publisher may allow who wants structure, classes and disclosures, but no scripts, controls or unknown elements. */
const PUBLISHER = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, "img", "details", "summary", "time"],
  allowedAttributes: {
    "*": ["class", "id", "lang", "dir", "title", "role", "aria-*", "data-*"],
    a: ["href", "name", "target", "rel"],
    img: ["src", "srcset", "alt", "width", "height", "loading"],
    details: ["open"],
    time: ["datetime"],
    th: ["scope", "colspan", "rowspan"],
    td: ["colspan", "rowspan"],
  },
};

const DOMPurify = createDOMPurify(new JSDOM("").window);

/** What Drupal 10 allows by default in its text format “Basic HTML” (core's profile Standard, filter.format.basic_html). */
const DRUPAL_BASIC_HTML =
  "<br> <p> <h2 id> <h3 id> <h4 id> <h5 id> <h6 id> <cite> <dl> <dt> <dd> <a hreflang href> <blockquote cite> <ul type> " +
  "<ol type start> <strong> <em> <code> <li> " +
  "<img src alt data-entity-uuid data-entity-type height width data-caption data-align>";

/** The rules of Drupal's filter “Limit allowed HTML tags”: `lang` and `dir` on every tag; the text of other tags stays. */
function drupalRules(allowed) {
  const tags = [...allowed.matchAll(/<(\w+)([^>]*)>/g)].map(([, tag, names]) => [tag, names.split(" ").filter(Boolean)]);
  return {
    allowedTags: tags.map(([tag]) => tag),
    allowedAttributes: { "*": ["lang", "dir"], ...Object.fromEntries(tags) },
    nonTextTags: [],
  };
}

/** Each filter: `run` turns snippets into articles; `skip` says why it cannot run here, or is false. */
export const FILTERS = {
  none: library((html) => html),
  "WordPress, editor, HTML block": wordpress("editor", inHtmlBlock),
  "WordPress, editor, classic editor": wordpress("editor", inClassicText),
  "WordPress, author, HTML block": wordpress("author", inHtmlBlock),
  "WordPress, author, classic editor": wordpress("author", inClassicText),
  "sanitize-html, defaults": library((html) => sanitizeHtml(html)),
  "sanitize-html, a publisher's rules": library((html) => sanitizeHtml(html, PUBLISHER)),
  "DOMPurify, defaults": library((html) => DOMPurify.sanitize(html)),
  "Drupal's rules for Basic HTML": library((html) => sanitizeHtml(html, drupalRules(DRUPAL_BASIC_HTML))),
};
