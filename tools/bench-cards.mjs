// Measures how long cards take to open, compared with the same cards as plain <details> with a few lines of script.
//
//   node tools/bench-cards.mjs [FOLDER]      (default: dist)      RUNS=15: repetitions of each measurement
//
// Uses headless Chromium. A measurement lasts from the click to the end of the layout after the last `toggle` event, so
// it includes all listeners.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bench, runsOr } from "./bench.mjs";
import { filesOf, serve } from "./static-server.mjs";
import { startDriver } from "./webdriver.mjs";

const COUNTS = [9, 100, 1000];
const RUNS = runsOr(15);

// The script of the page without the widget: it keeps the label of a button up to date, and stores the open cards.
const PLAIN = `
  const cards = [...document.querySelectorAll("details")];
  const button = document.querySelector("#all");
  const allOpen = () => cards.every((card) => card.open);
  button.onclick = () => {
    const open = !allOpen();
    for (const card of cards) card.open = open;
  };
  document.addEventListener("toggle", () => {
    button.textContent = allOpen() ? "Hide all" : "Show all";
    localStorage.plain = cards.map((card) => Number(card.open)).join("");
  }, true);`;

const folder = resolve(process.argv[2] ?? "dist");
await bench("bench-cards", RUNS, async (cleanUp) => {
  const files = filesOf(folder);
  const brief = JSON.parse(readFileSync(join(folder, "briefs/helsinki-2018.json")));
  for (const count of COUNTS) {
    const issues = Array.from({ length: count }, (_, index) => {
      const issue = brief.issues[index % brief.issues.length];
      return { ...issue, id: `${issue.id}-${index}` };
    });
    files.set(`/brief-${count}.json`, Buffer.from(JSON.stringify({ ...brief, id: `bench-${count}`, issues })));
    files.set(`/widget-${count}.html`, page(`<script type="module" src="/summit-brief.js"></script>
      <summit-brief src="/brief-${count}.json" loading="eager" remember="on" as-of="published"></summit-brief>`));
  }
  const server = await serve(files);
  cleanUp.push(server.close);
  const driver = await startDriver();
  cleanUp.push(driver.close);
  const session = await driver.open();
  // Without reduced motion, the times would include animations.
  await session.cdp("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] });

  const rows = [];
  for (const count of COUNTS) {
    await session.goTo(`${server.origin}/widget-${count}.html`);
    await until(session, `document.querySelectorAll(".sb-control").length > ${count}`);
    const cards = await session.run(`return document.querySelector(".sb-cards").outerHTML`);
    files.set(`/plain-${count}.html`, page(`<summit-brief><div class="sb"><button id="all">Show all</button>${cards}</div>
      </summit-brief><script type="module">${PLAIN}</script>`));
    const widget = await measure(session, `document.querySelector(".sb-bar .sb-control")`);
    await session.goTo(`${server.origin}/plain-${count}.html`);
    const plain = await measure(session, `document.querySelector("#all")`);
    for (const action of ["open one", "show all"]) {
      rows.push([`${count}`, action, widget[action], plain[action]]);
    }
  }
  console.log(`\nClick to layout, in ms; medians of ${RUNS}`);
  console.log("issues  action        widget     plain     ratio");
  for (const [count, action, widget, plain] of rows) {
    const cells = [widget.toFixed(1), plain.toFixed(1), (widget / plain).toFixed(2)].map((cell) => cell.padStart(10));
    console.log(`${count.padStart(6)}  ${action.padEnd(10)}${cells.join("")}`);
  }
});

function page(body) {
  return Buffer.from(`<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Bench</title>
    <link rel="stylesheet" href="/summit-brief.css"><body>${body}</body></html>`);
}

async function until(session, expression) {
  for (const since = Date.now(); Date.now() - since < 30_000; ) {
    if (await session.evaluate(expression)) return;
  }
  throw new Error(`timed out waiting for ${expression}`);
}

/** The median times to open one card in the middle, and to open all cards, of the current page. */
async function measure(session, button) {
  const { result, exceptionDetails } = await session.cdp("Runtime.evaluate", {
    awaitPromise: true,
    returnByValue: true,
    expression: `(async () => {
      const cards = [...document.querySelectorAll(".sb-card__details")];
      const task = () => new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(0);
      });
      const timed = async (action, toggles) => {
        const toggled = new Promise((done) => {
          let left = toggles;
          const onToggle = () => --left > 0 || (document.removeEventListener("toggle", onToggle, true), done());
          document.addEventListener("toggle", onToggle, true);
        });
        document.body.offsetHeight;
        const start = performance.now();
        action();
        await toggled;
        await task();
        document.body.offsetHeight;
        return performance.now() - start;
      };
      const one = cards[cards.length >> 1];
      const button = ${button};
      const times = { "open one": [], "show all": [] };
      for (let run = 0; run < ${RUNS}; run += 1) {
        times["open one"].push(await timed(() => one.firstElementChild.click(), 1));
        await timed(() => one.firstElementChild.click(), 1);
        times["show all"].push(await timed(() => button.click(), cards.length));
        if (!cards.every((card) => card.open)) throw new Error("“show all” did not open all cards");
        await timed(() => button.click(), cards.length);
        if (cards.some((card) => card.open)) throw new Error("“hide all” did not close all cards");
      }
      const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
      return Object.fromEntries(Object.entries(times).map(([action, list]) => [action, median(list)]));
    })()`,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
