// Reads the output of `summit-brief render` with independent programs: Firefox's Reader View (@mozilla/readability),
// the W3C checker (vnu), an HTML parser (jsdom), and esbuild for CSS. Run with `node --test tests/rendered/*.test.mjs`.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { summitBrief } from "./program.mjs";

const root = new URL("../..", import.meta.url).pathname;
const require = createRequire(new URL("../../tools/package.json", import.meta.url));
const { JSDOM } = require("jsdom");
const { Readability } = require("@mozilla/readability");
const { transformSync } = require("esbuild");
const vnu = require("vnu-jar");

// CI installs Java, so it is an error if Java is missing there.
const noJava = !process.env.CI && spawnSync("java", ["-version"]).status !== 0 && "no Java";

const briefs = [
  "static/briefs/helsinki-2018.json",
  "tests/fixtures/briefs/accord-review.json",
  "tests/fixtures/check/fine-days.json",
  "tests/fixtures/check/fine-without-place.json",
];
const read = (path) => readFileSync(join(root, path), "utf8");
const squeeze = (text) => text.replace(/\s+/g, " ").trim();
const contents = (element) => squeeze(element.textContent);

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "rendered-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const render = (...options) => execFileSync(...summitBrief(["render", ...options]), { cwd: root, encoding: "utf8", stdio: "pipe" });

/** Every text of the brief's issues. Readers must not lose any. */
const texts = (brief) =>
  brief.issues.flatMap(({ title, summary, body = [], positions = [], dates = [], links = [] }) =>
    [title, summary, ...body, ...[...positions, ...dates].map(({ text }) => text), ...links.map(({ title }) => title)].map(squeeze),
  );

for (const path of briefs) {
  const brief = JSON.parse(read(path));
  const name = basename(path, ".json");

  test(`${name}: the same brief gives the same bytes`, () => {
    assert.equal(render(path, "--page", "--json-ld"), render(path, "--page", "--json-ld"));
  });

  test(`${name}: every text is in the HTML, as text`, () => {
    const body = contents(JSDOM.fragment(render(path)));
    for (const text of texts(brief)) assert.ok(body.includes(text), text);
  });

  test(`${name}: the HTML has no comments, scripts, inline styles or event handlers`, () => {
    const { document } = new JSDOM(render(path)).window;
    const comments = document.createTreeWalker(document.body, 128);
    assert.equal(comments.nextNode(), null);
    assert.equal(document.querySelectorAll("script, style, [style]").length, 0);
    const attributes = [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames());
    assert.deepEqual(attributes.filter((name) => name.startsWith("on")), []);
  });

  test(`${name}: every card's content has the card's id and follows its summary`, () => {
    const { document } = new JSDOM(render(path)).window;
    for (const { id, title } of brief.issues) {
      const content = document.getElementById(`${brief.id}-${id}`);
      assert.equal(contents(content.parentElement.querySelector("h3")), squeeze(title));
      assert.equal(content.previousElementSibling.localName, "summary");
    }
  });

  test(`${name}: the inline brief and the schema.org data survive any text`, () => {
    const page = render(path, "--page", "--json-ld", "--base", "https://cdn.example/w");
    const { document } = new JSDOM(page).window;
    const inline = JSON.parse(document.querySelector("summit-brief > script[type='application/json']").textContent);
    assert.deepEqual(inline.issues.map(({ title, body }) => [title, body]), brief.issues.map(({ title, body }) => [title, body]));
    const event = JSON.parse(document.querySelector("script[type='application/ld+json']").textContent);
    assert.equal(event["@type"], "Event");
    assert.equal(event.name, brief.title);
    assert.equal(event.location?.name, brief.place?.name);
    const instants = (list, field) => list.map((one) => Date.parse(one[field]));
    assert.deepEqual(instants(event.subEvent, "startDate"), instants(brief.sessions, "start"));
    const cancelled = brief.sessions.map(({ status }) => status === "cancelled");
    assert.deepEqual(event.subEvent.map(({ eventStatus }) => eventStatus.endsWith("/EventCancelled")), cancelled);
    assert.equal(document.querySelector("link[rel='stylesheet']").href, "https://cdn.example/w/summit-brief.css");
  });

  // Reader View does not recognise a page with two short issues as an article.
  if (brief.issues.length > 2) {
    test(`${name}: Reader View keeps every issue`, () => {
      const { window } = new JSDOM(render(path, "--page"), { url: "https://news.example/article" });
      const kept = squeeze(new Readability(window.document).parse().textContent);
      for (const text of texts(brief)) assert.ok(kept.includes(text), text);
    });
  }

  test(`${name}: the W3C checker finds no error in a page`, { skip: noJava }, () => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, render(path, "--page", "--json-ld", "--base", "https://cdn.example/w"));
    check(file);
  });

  test(`${name}: plain text has every text and no markup`, () => {
    const plain = squeeze(render(path, "--text"));
    for (const text of texts(brief)) assert.ok(plain.includes(text), text);
    assert.doesNotMatch(plain, /<\/?(p|div|span|time)\b/);
  });
}

test("the plain text of the reference brief gives its times in three places", () => {
  const plain = render(briefs[0], "--text");
  assert.match(plain, /10:20 GMT, 18:20 Hong Kong, 13:20 Helsinki/);
  assert.match(plain, /13:30 GMT, 21:30 Hong Kong, 16:30 Helsinki/);
});

test("Reader View keeps the nine issues of the demo article and nothing from the live view", () => {
  const { window } = new JSDOM(read("dist/index.html"), { url: "https://news.example/article" });
  const kept = squeeze(new Readability(window.document).parse().textContent);
  const brief = JSON.parse(read(briefs[0]));
  assert.equal(brief.issues.length, 9);
  for (const text of texts(brief)) assert.ok(kept.includes(text), text);
  for (const clock of ["10:20", "18:20", "13:20"]) assert.ok(kept.includes(clock), clock);
  assert.doesNotMatch(kept, /Your time/);
});

test("the W3C checker finds no error in the demo article", { skip: noJava }, () => check(join(root, "dist/index.html")));

test("the W3C checker finds no error in the page for a frame, the frame, and plain HTML", { skip: noJava }, () => {
  check(join(root, "dist/embed.html"), (message) => !message.startsWith("CSS: "));
  const file = join(folder, "forms.html");
  const forms = [["--base", "w", "--src", "b.json", "--iframe"], ["--feed"], ["--src", "b.json"]];
  const body = forms.map((form) => render(briefs[0], ...form)).join("");
  writeFileSync(file, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Forms</title><body><h1>Forms</h1>${body}</body></html>`);
  // A frame must be empty, but what is in it stays where a content filter removes the frame.
  check(file, (message) => !message.includes("not allowed in element “iframe”"));
});

test("the W3C checker finds no error in a page with the style sheet in it", { skip: noJava }, () => {
  const file = join(folder, "inline.html");
  writeFileSync(file, render(briefs[0], "--page", "--style", "inline", "--base", "https://cdn.example/w"));
  // Its CSS checker knows neither `@property` nor `@container`.
  check(file, (message) => !message.startsWith("CSS: "));
});

test("the inline style sheet has the rules of the published one, in the same order", () => {
  const { document } = new JSDOM(render(briefs[0], "--style", "inline", "--base", "w")).window;
  // esbuild minifies declarations, and keeps some white space and semicolons.
  const { code } = transformSync(document.querySelector("style").textContent, { loader: "css", minify: true, charset: "utf8" });
  const tidy = (css) => css.replace(/\s*([{};,])\s*/g, "$1").replaceAll(";}", "}");
  assert.equal(tidy(code), tidy(read("dist/summit-brief.css")));
});

test("the sources printed for a content security policy are the hashes of the styles", () => {
  for (const [whole, styles] of [[["--base", "w"], 1], [["--page"], 2]]) {
    const { stdout, stderr } = spawnSync(...summitBrief(["render", briefs[0], ...whole, "--style", "inline"]), {
      cwd: root,
      encoding: "utf8",
    });
    const contents = [...stdout.matchAll(/<style>(.*?)<\/style>/gs)].map(([, content]) => content);
    assert.equal(contents.length, styles);
    const hashes = contents.map((content) => createHash("sha256").update(content, "utf8").digest("base64"));
    assert.deepEqual(stderr.match(/'sha256-[^']+'/g), hashes.map((hash) => `'sha256-${hash}'`));
  }
});

/** Fails with the W3C checker's messages about `file` that `counts` accepts, if there are any. */
function check(file, counts = () => true) {
  const { status, stderr } = spawnSync("java", ["-jar", vnu, "--errors-only", "--exit-zero-always", "--format", "json", file], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  const messages = JSON.parse(stderr).messages.filter(({ message }) => counts(message));
  assert.deepEqual(messages.map(({ lastLine, message, extract }) => `${lastLine}: ${message} ${extract}`), []);
}

test("invalid briefs and missing files are refused with a reason and an exit code", () => {
  const broken = join(folder, "broken.json");
  const run = (...options) => spawnSync(...summitBrief(["render", ...options]), { cwd: root, encoding: "utf8" });
  writeFileSync(broken, read(briefs[0]).replace('"Europe/Helsinki"', '"Europe/Helsingfors"'));
  const zone = run(broken);
  assert.deepEqual([zone.status, zone.stdout], [1, ""]);
  assert.match(zone.stderr, /unknown time zone “Europe\/Helsingfors”/);
  writeFileSync(broken, "{\n  \"id\": 5\n}");
  const type = run(broken);
  assert.equal(type.status, 1);
  assert.match(type.stderr, /broken\.json:2:\d+: error: id: /);
  const missing = run(join(folder, "nowhere.json"));
  assert.equal(missing.status, 3);
  assert.match(missing.stderr, /cannot be read/);
  assert.equal(run().status, 2);
});
