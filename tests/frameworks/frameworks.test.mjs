// The widget in a site of each framework, in development and built: rendered on the server, alive in the browser, also after
// changes of the route, with nothing in the console.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { filesOf, serve } from "../../tools/static-server.mjs";
import { startDriver } from "../../tools/webdriver.mjs";
import { RELEASE_SCRIPTS, build, holdScripts, prepare, serveSite } from "./sites.mjs";

const WAIT_MS = 30_000;
const TITLE = "From Crimea to steel: nine issues that divide Trump and Putin";

/** What development servers log. */
const CHATTER = [
  /"\[vite\] connect(ing\.\.\.|ed\.)"$/,
  /"%cDownload the React DevTools for a better development experience: [^"]*" "font-weight:bold"$/,
  /"\[HMR\] connected"$/,
  /"\[Fast Refresh\] (rebuilding|done in \d+ms)"$/,
  /"\[astro\] Initializing prefetch script"$/,
];

let driver;
let widget; // a server with the widget's files

before(async () => {
  prepare();
  driver = await startDriver();
  widget = await serve(filesOf("target/packages/npm/dist"));
});

after(async () => {
  await driver?.close();
  await widget?.close();
});

/** What is on the page. */
const PAGE = `
  const count = (selector) => document.querySelectorAll(selector).length;
  return {
    heading: document.querySelector("h1")?.textContent,
    title: document.querySelector("summit-brief .sb-title")?.textContent,
    titles: document.body.innerText.split(arguments[0]).length - 1,
    live: count("summit-brief > .sb--live"),
    trees: count(".sb"),
    cards: count("summit-brief details.sb-card__details"),
    open: count("summit-brief details.sb-card__details[open]"),
    isUkraineOpen: document.querySelectorAll("details.sb-card__details")[1]?.open,
    toggled: document.querySelector("output")?.textContent,
    isHeard: Boolean(document.querySelector("output")?.textContent),
    isStyled: document.querySelector(".sb") && getComputedStyle(document.querySelector(".sb")).containerType === "inline-size",
    isSameTree: Boolean(window.tree?.isConnected),
    isSameDocument: Boolean(window.isSameDocument),
  };`;

const WIDGET = { title: TITLE, titles: 1, trees: 1, cards: 9 };
const ALIVE = { ...WIDGET, live: 1 };
const ARTICLE = { ...ALIVE, heading: "Article" };
const PROPERTY = { ...ALIVE, heading: "Property" };

/** Waits until the page is as expected; before each look, runs `nudge`. */
async function becomes(session, expected, nudge) {
  const deadline = Date.now() + WAIT_MS;
  const look = async () => {
    if (nudge) await session.run(nudge);
    const page = await session.run(PAGE, expected.title ?? TITLE);
    return Object.fromEntries(Object.keys(expected).map((name) => [name, page[name]]));
  };
  const isExpected = (page) => Object.entries(expected).every(([name, value]) => page[name] === value);
  let page = await look();
  while (!isExpected(page) && Date.now() < deadline) {
    await delay(50);
    page = await look();
  }
  assert.deepEqual(page, expected);
}

const clickCard = (session) => session.run(`document.querySelectorAll(".sb summary h3")[1].click()`);
/** Clicks another card until the page says so, which is when the framework listens. */
const CLICK_UNTIL_HEARD = `
  if (!document.querySelector("output").textContent) document.querySelectorAll(".sb summary h3")[2].click();`;
const clickLink = (session, name) =>
  session.run(`[...document.querySelectorAll("nav a")].find((link) => link.textContent === arguments[0]).click()`, name);
const mark = (session) => session.run(`window.tree = document.querySelector(".sb--live"); window.isSameDocument = true;`);

/** Runs a scenario in a browser of its own, and asserts that the console stays empty. */
async function inBrowser(scenario) {
  const session = await driver.open();
  try {
    await scenario(session);
    const logged = (await session.console()).map(({ message }) => message);
    assert.deepEqual(
      logged.filter((message) => !CHATTER.some((known) => known.test(message))),
      [],
    );
  } finally {
    await session.end();
  }
}

/** A reader opens a card, goes to another page and back, closes the card, and sees what a script has set. */
const visit = (origin) => async (session) => {
  await session.goTo(`${origin}/`);
  await becomes(session, { ...ARTICLE, open: 0, toggled: "", isStyled: true });
  await mark(session);
  // The page's own change must not write the HTML again.
  await clickCard(session);
  await becomes(session, { ...ARTICLE, open: 1, toggled: "ukraine true", isSameTree: true });
  await clickLink(session, "Other");
  await becomes(session, { heading: "Other", trees: 0, isSameDocument: true });
  await session.run("history.back()");
  await becomes(session, { ...ARTICLE, open: 1, toggled: "ukraine true", isSameDocument: true });
  await clickCard(session);
  await becomes(session, { ...ARTICLE, open: 0, toggled: "ukraine false" });
  await clickLink(session, "Property");
  await changesProperty(session, { isSameDocument: true });
  await session.goTo(`${origin}/property`);
  await changesProperty(session, { isSameDocument: false });
  await mark(session);
  await clickLink(session, "Other");
  await becomes(session, { heading: "Other", trees: 0, isSameDocument: true });
  await session.run("history.back()");
  await changesProperty(session, { isSameDocument: true });
};

async function changesProperty(session, expected) {
  await becomes(session, { ...PROPERTY, ...expected, open: 0 });
  await clickCard(session);
  await becomes(session, { ...PROPERTY, ...expected, open: 1, toggled: "ukraine true" });
  await clickCard(session);
  await becomes(session, { ...PROPERTY, ...expected, open: 0, toggled: "ukraine false" });
  await session.run(`document.querySelector("main button").click()`);
  await becomes(session, { ...PROPERTY, ...expected, title: "Changed" });
}

/** The widget is live before the framework starts. In `visit`, either may be first. */
const isLiveFirst = (origin) => async (session) => {
  await session.runFirst(`import("${widget.origin}/summit-brief.js")`);
  await session.goTo(`${origin}/`);
  await becomes(session, { ...ARTICLE, toggled: "" });
  await mark(session);
  await session.run(RELEASE_SCRIPTS);
  await becomes(session, { ...ARTICLE, isHeard: true, isSameTree: true }, CLICK_UNTIL_HEARD);
};

/** A reader opens a card before the framework and the widget start. */
const isReadFirst = (origin) => async (session) => {
  await session.goTo(`${origin}/`);
  await clickCard(session);
  await becomes(session, { ...WIDGET, live: 0, open: 1, isUkraineOpen: true, toggled: "" });
  await session.run(RELEASE_SCRIPTS);
  await becomes(session, { ...ARTICLE, isHeard: true, isUkraineOpen: true }, CLICK_UNTIL_HEARD);
};

const worksWithoutScript = (origin) => async (session) => {
  await session.cdp("Emulation.setScriptExecutionDisabled", { value: true });
  await session.goTo(`${origin}/`);
  await clickCard(session);
  await becomes(session, { ...WIDGET, live: 0, open: 1, isStyled: true });
};

async function siteWorks(name, mode) {
  const site = await serveSite(name, mode);
  try {
    if (mode === "production") await inBrowser(worksWithoutScript(site.origin));
    await inBrowser(visit(site.origin));
    const held = await holdScripts(site);
    try {
      await inBrowser(isLiveFirst(held.origin));
      await inBrowser(isReadFirst(held.origin));
    } finally {
      await held.close();
    }
  } finally {
    await site.close();
  }
}

for (const name of ["next", "vue", "svelte", "astro"]) {
  test(`${name}: works in development`, () => siteWorks(name, "development"));

  test(`${name}: works once built`, async () => {
    await build(name);
    await siteWorks(name, "production");
  });
}

test("docs/frameworks.md shows the code of these sites", () => {
  const docs = readFileSync("docs/frameworks.md", "utf8");
  const linked = [...docs.matchAll(/\(\.\.\/(tests\/frameworks\/[^)]+\.\w+)\)/g)].map(([, path]) => path);
  assert.deepEqual(
    linked.filter((path) => !existsSync(path)),
    [],
  );
  const shown = [...docs.matchAll(/```\w+\n(.*?)```/gs)].map(([, code]) => code);
  const files = linked.map((path) => readFileSync(path, "utf8"));
  assert.ok(shown.length >= 10);
  assert.deepEqual(
    shown.filter((code) => !files.includes(code)),
    [],
  );
});
