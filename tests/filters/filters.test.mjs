// What content filters leave of each form of the snippet: compares it with the table in what-remains.md, for three briefs.
// Needs the built widget in dist/, and Chromium. Run with `node --test tests/filters/*.test.mjs`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { JSDOM } from "jsdom";
import { FILTERS } from "./filters.mjs";
import { FORMS, briefs } from "./forms.mjs";
import { openPages } from "./pages.mjs";

const table = readFileSync("tests/filters/what-remains.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  // Without the head.
  .slice(2)
  .map(([, filter, form, words, style, cards, live]) => ({ filter, form, expected: { words, style, cards, live } }));

/** A text with single spaces and straight quotation marks. WordPress makes them curly, which readers do not notice. */
const plain = (text) => text.replace(/[‘’′]/g, "'").replace(/[“”″]/g, '"').replace(/\s+/g, " ").trim();

/** A text without spaces, in pieces that fit in a message. */
const pieces = (text) =>
  plain(text)
    .replaceAll(" ", "")
    .match(/.{1,40}/gu);

/** Whether a text has these words, with nothing glued to either end. */
const hasWords = (text, words) => {
  const place = plain(words).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${place}(?![\\p{L}\\p{N}])`, "u").test(plain(text));
};

const isJson = (text) => /"issues":/.test(plain(text));

/** Every text of a brief. */
const texts = ({ title, summary, credit, sessions, issues }) =>
  [
    ...[title, summary, credit],
    ...sessions.flatMap(({ title, outcome, note }) => [title, outcome, note]),
    ...issues.flatMap(({ title, summary, body = [], positions = [], dates = [], links = [] }) => [
      ...[title, summary, ...body],
      ...[...positions, ...dates].map(({ text }) => text),
      ...links.map(({ title }) => title),
    ]),
  ].filter(Boolean);

let pages;
/** By filter and form: the article with each brief. */
const articles = new Map();
/** By form: what there is to read without a filter, for each brief. */
const unfiltered = new Map();

before(async () => {
  for (const [filter, { skip, run }] of Object.entries(FILTERS)) {
    if (skip) continue;
    const filtered = run(FORMS.flatMap((form) => briefs.map(({ forms }) => forms[form])));
    for (const form of FORMS) articles.set(`${filter}: ${form}`, filtered.splice(0, briefs.length));
  }
  pages = await openPages();
  for (const form of FORMS) {
    const list = [];
    for (const article of articles.get(`none: ${form}`)) list.push(await pages.read(article));
    unfiltered.set(form, list);
  }
});

after(() => pages?.close());

/** Where readers see something else than without the filter. */
function changes(whole, read) {
  const list = [];
  const compare = (what, expected, actual) => {
    const length = Math.max(expected.length, actual.length);
    const index = Array.from({ length }).findIndex((_, index) => expected[index] !== actual[index]);
    if (index >= 0) list.push(`${what} “${actual[index]}”, not “${expected[index]}”`);
  };
  compare("class", whole.classes, read.classes);
  // Without spaces, because the browser gives a line break for a `<time>` in a flex container, and none for bare text.
  compare("visible text", pieces(whole.visible), pieces(read.visible));
  compare("crossed out", whole.crossedOut, read.crossedOut);
  compare("size", whole.sizes, read.sizes);
  if (read.deadButtons.length > 0) list.push(`buttons that do nothing: ${read.deadButtons.join(", ")}`);
  if (read.isChartEmpty) list.push("a chart without its picture");
  return list;
}

/** How often readers find the brief's words, in the words of the table. */
function wordsOf(whole, { text }) {
  if (isJson(text)) return "twice, once as JSON";
  if (/\d:\d\d\p{L}/u.test(text)) return "glued to clock times";
  return plain(text) === plain(whole.text) ? "once" : "changed";
}

/** How much of the style is left, in the words of the table. */
function styleOf(whole, read) {
  if (read.classes.length === 0) return "none";
  if (changes(whole, read).length > 0) return "damaged";
  return read.hasChartAndCalendar ? "whole" : "whole, less chart and calendar";
}

/** Whether the widget comes alive, in the words of the table. */
async function liveliness(article, read, { title, issues }) {
  if (!/<summit-brief|data-summit-brief/.test(article)) return "no";
  const { console, live, widgets, text, hasNeighbours } = await pages.run(article, read);
  assert.deepEqual(console, []);
  assert.deepEqual({ live, widgets, json: isJson(text) }, { live: 1, widgets: 1, json: false });
  assert.equal(plain(text).split(plain(title)).length, 2, "the title is there once");
  for (const { title, summary } of issues)
    for (const one of [title, summary]) assert.ok(plain(text).includes(plain(one)), one);
  if (!hasNeighbours) return "yes, but the text after it is lost";
  return read.hasScript ? "yes" : "with the template’s script";
}

test("the table has each filter and each form once", () => {
  const expected = Object.keys(FILTERS).flatMap((filter) => FORMS.map((form) => `${filter}: ${form}`));
  const actual = table.map(({ filter, form }) => `${filter}: ${form}`);
  assert.deepEqual(actual.sort(), expected.sort());
});

for (const { filter, form, expected } of table) {
  test(`${filter}: what remains of the form “${form}”`, { skip: FILTERS[filter]?.skip }, async () => {
    for (const [index, { name, content }] of briefs.entries()) {
      const article = articles.get(`${filter}: ${form}`)[index];
      const whole = unfiltered.get(form)[index];
      const read = await pages.read(article);
      for (const text of texts(content))
        assert.ok(hasWords(read.text, text), `${name}: lost, or glued to other words: ${text}`);
      const actual = {
        words: wordsOf(whole, read),
        style: styleOf(whole, read),
        cards: read.disclosures === 0 ? "text" : read.disclosures === whole.disclosures ? "open and close" : "damaged",
        live: await liveliness(article, read, content),
      };
      assert.deepEqual(actual, expected, [name, ...changes(whole, read)].join("; "));
    }
  });
}

/** What AMP allows in a body, of which the feed needs a part: elements, and attributes on each or on all of them. */
const AMP_ELEMENTS =
  "a abbr b bdi bdo blockquote br cite code dd del dfn div dl dt em footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li mark ol p pre " +
  "q s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr";
const AMP_ATTRIBUTES = { "*": "class dir id lang role title translate", a: "href hreflang rel target", time: "datetime" };

for (const { name, forms } of briefs) {
  test(`${name}: the form “feed” has only what AMP’s rules allow in a body`, () => {
    const elements = [...JSDOM.fragment(forms.feed).querySelectorAll("*")];
    const allowed = (element) => `${AMP_ATTRIBUTES["*"]} ${AMP_ATTRIBUTES[element] ?? ""}`.split(" ");
    const others = elements.flatMap(({ localName, attributes }) => [
      ...(AMP_ELEMENTS.split(" ").includes(localName) ? [] : [localName]),
      ...[...attributes].filter(({ name }) => !allowed(localName).includes(name)).map(({ name }) => `${localName}[${name}]`),
    ]);
    assert.ok(elements.length > 50);
    assert.deepEqual(others, []);
  });
}
