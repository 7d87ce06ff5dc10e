// Shows articles in Chromium, in a page whose template has the style sheet, the rules that docs/embedding.md adds to it, and
// the script.

import { readFileSync } from "node:fs";
import { filesOf, serve } from "../../tools/static-server.mjs";
import { startDriver } from "../../tools/webdriver.mjs";
import { AFTER, BEFORE } from "./filters.mjs";
import { CDN, briefs } from "./forms.mjs";

/** The rules of the documentation for what filters leave: its block of CSS about popovers. */
const [, RULES] = /```css\n([^`]*:not\(\[popover\]\)[^`]*)```/.exec(readFileSync("docs/embedding.md", "utf8"));
const STYLE = `<link rel="stylesheet" href="/summit-brief.css"><style>${RULES}</style>`;
const SCRIPT = '<script type="module" src="/summit-brief.js"></script>';

const page = (head, article) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">${head}` +
  `</head><body><article>${article}</article></body></html>`;

/** Elements that separate words even without a style sheet. */
const BLOCKS =
  "address article aside blockquote br button caption dd details div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li " +
  "ol p pre section summary table tbody td tfoot th thead tr ul";

/** The parts whose sizes show whether the layout is whole. */
const PARTS =
  ".sb-head, .sb-countdown, .sb-schedule, .sb-session, .sb-bar, .sb-card, .sb-card__number, .sb-card__title, " +
  ".sb-card__summary, .sb-foot";

/** Runs in the page. Returns what readers without scripts get. */
function readable(blocks, parts) {
  const article = document.querySelector("article");
  const all = (selector) => [...article.querySelectorAll(selector)];
  const isVisible = (element) => element?.checkVisibility() ?? false;
  const separate = new Set(blocks.toUpperCase().split(" "));
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (["SCRIPT", "STYLE"].includes(node.nodeName)) return "";
    const inner = [...node.childNodes].map(words).join("");
    return separate.has(node.nodeName) ? `\n${inner}\n` : inner;
  };
  const size = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return `${element.className}: ${width.toFixed(1)} × ${height.toFixed(1)}`;
  };
  const isCrossedOut = (element) => getComputedStyle(element).textDecorationLine.includes("line-through");
  const text = words(article);
  const picture = article.querySelector(".sb-band svg");
  const popover = article.querySelector("[popovertarget]")?.popoverTargetElement?.popover;
  const dead = all("button").filter((button) => isVisible(button) && !button.popoverTargetElement?.popover);
  const isChartEmpty = isVisible(article.querySelector(".sb-band")) && !picture;
  // The rest must be the same with and without them.
  article.querySelector(".sb-band")?.remove();
  article.querySelector(".sb-reader [popovertarget]")?.remove();
  return {
    text,
    visible: article.innerText,
    classes: all("[class]:not(time, button)").map((element) => element.className),
    crossedOut: all(".sb-moment")
      .filter((moment) => [moment, ...moment.children].some(isCrossedOut))
      .map((moment) => moment.textContent),
    disclosures: all("details > summary:first-child").length,
    sizes: all(parts).map(size),
    hasChartAndCalendar: Boolean(picture && popover),
    deadButtons: dead.map((button) => button.textContent),
    isChartEmpty,
    hasScript: all("script[src]").length > 0,
  };
}

/** Runs in the page. Waits until the widget is live, if the page has one, and returns what readers get then. */
async function live(before, after) {
  await customElements.whenDefined("summit-brief");
  const deadline = performance.now() + 10_000;
  while (document.querySelector("summit-brief") && !document.querySelector("summit-brief > .sb--live")) {
    if (performance.now() > deadline) throw new Error("the widget is not live after 10 s");
    await new Promise((done) => setTimeout(done, 10));
  }
  const article = document.querySelector("article");
  const paragraphs = [...article.querySelectorAll("p")].filter((paragraph) => paragraph.checkVisibility());
  return {
    live: article.querySelectorAll("summit-brief > .sb--live").length,
    widgets: article.querySelectorAll(".sb").length,
    text: article.innerText,
    hasNeighbours: [before, after].every((text) => paragraphs.some((paragraph) => paragraph.textContent.trim() === text)),
  };
}

/** Starts a server and two browsers, one of them without scripts. `close` ends them. */
export async function openPages() {
  const files = filesOf("dist");
  for (const { name, json } of briefs) files.set(`/${name}.json`, json);
  const server = await serve(files);
  const driver = await startDriver();
  const close = async () => {
    await driver.close();
    await server.close();
  };
  const here = (article) => article.replaceAll(CDN, server.origin);
  const show = (browser, head, article) => {
    files.set("/article.html", Buffer.from(page(head, here(article))));
    return browser.goTo(`${server.origin}/article.html`);
  };
  const open = async () => {
    const browser = await driver.open();
    await browser.cdp("Emulation.setDeviceMetricsOverride", {
      width: 800,
      height: 900,
      deviceScaleFactor: 1,
      mobile: false,
    });
    return browser;
  };
  try {
    const [reader, runner] = [await open(), await open()];
    await reader.cdp("Emulation.setScriptExecutionDisabled", { value: true });
    // Each article replaces the one before, which is faster than to load the page again.
    await show(reader, STYLE, "");
    return {
      /** What readers without scripts get. */
      read: (article) => {
        const html = JSON.stringify(here(article));
        const result = `(${readable})(${JSON.stringify(BLOCKS)}, ${JSON.stringify(PARTS)})`;
        return reader.evaluate(`document.querySelector("article").innerHTML = ${html}; ${result}`);
      },
      /** What readers get once the script has run, which is in the article or else in the template; and the console. */
      run: async (article, { hasScript }) => {
        await show(runner, hasScript ? STYLE : STYLE + SCRIPT, article);
        const result = await runner.run(`return (${live})(...arguments);`, BEFORE, AFTER);
        const messages = await runner.console();
        return { ...result, console: messages.map(({ message }) => message) };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
