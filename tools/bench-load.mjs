// Measures what the widget does to the demo article on a slow phone.
//
//   node tools/bench-load.mjs [FOLDER]      (default: dist)      RUNS=5: loads of each page
//
// Uses headless Chromium, slowed down through the DevTools protocol. Each load has its own browser, so that nothing is
// cached. Each round loads every page, and pages are compared within each round, so that a busy moment on this machine
// affects all pages equally.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { bench, runsOr } from "./bench.mjs";
import { probe } from "./bench-probe.mjs";
import { CSS } from "./dist.mjs";
import { filesOf, serve } from "./static-server.mjs";
import { startDriver } from "./webdriver.mjs";

const RUNS = runsOr(5);
const CPU_SLOWDOWN = 4;
const PHONE = { width: 390, height: 844, deviceScaleFactor: 3, mobile: true };
const SLOW_4G = { downKbit: 1600, upKbit: 750, latencyMs: 150 };
// A page that has been quiet for this long is done: even the largest file loads faster.
const QUIET_MS = 1500;
const TIMEOUT_MS = 60_000;

const STYLE_LINK = /<link rel="stylesheet" href="[^"]*summit-brief\.css">/;
const SCRIPT = /<script type="module" src="[^"]*summit-brief\.js"><\/script>/;
const ELEMENT = /<summit-brief\b[\s\S]*<\/summit-brief>/;
const TIME = /<summit-time\b[^>]*>(.*?)<\/summit-time>/g;

// `make` takes the article with the snippet in it. The first page is the one that the others are compared with.
const PAGES = [
  { name: "article", about: "the article alone; its times are plain text", make: alone },
  { name: "HTML", about: "with the snippet, but no script", has: "cards", make: (html) => changed(html, SCRIPT, "") },
  { name: "widget", about: "with the snippet", has: "widget", make: (html) => html },
  { name: "inline style", about: "with the snippet; its style sheet is inline", has: "widget", make: withInlineStyle },
  { name: "hashes", about: "with the snippet; browsers check hashes", has: "widget", integrity: true, make: (html) => html },
];

const folder = resolve(process.argv[2] ?? "dist");
await bench("bench-load", RUNS, async (cleanUp) => {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} has no index.html; run make build`);
  const sent = [];
  const start = async (files) => {
    const { origin, close } = await serve(files, { compress: true, sent });
    cleanUp.push(close);
    return origin;
  };
  const files = filesOf(folder);
  const widgetOrigin = await start(files);
  const articleOrigin = await start(new Map([...files, ...pages(widgetOrigin)]));
  const driver = await startDriver();
  cleanUp.push(driver.close);
  const loadPage = (page, options) => load(driver, sent, page, `${articleOrigin}/${PAGES.indexOf(page)}.html`, options);

  // The first start of the browser is slow, so the first load is not counted.
  await loadPage(PAGES[0]);
  const loads = PAGES.map(() => []);
  for (let round = 0; round < RUNS; round += 1) {
    for (let turn = 0; turn < PAGES.length; turn += 1) {
      const index = (round + turn) % PAGES.length;
      const page = PAGES[index];
      const measured = await loadPage(page);
      // In a load of its own, because an open card moves what is below it.
      if (page.has) measured.inp = (await loadPage(page, { tap: true })).inp;
      loads[index].push(measured);
    }
    console.error(`bench-load: round ${round + 1} of ${RUNS}`);
  }
  report(loads);
});

/** The pages, by their paths. Their snippets refer to the widget's files on `origin`. */
function pages(origin) {
  const brief = join(folder, "briefs/helsinki-2018.json");
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const render = (...options) =>
    execFileSync("bash", ["-c", '. tools/env.sh && brief render "$@"', "bash", brief, "--base", origin, "--attribute", "as-of=published", ...options], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"], // it notes what policies need
    });
  const built = readFileSync(join(folder, "index.html"), "utf8").replace("</head>", `<style>${timeStyle()}</style></head>`);
  const article = changed(changed(built, STYLE_LINK, ""), SCRIPT, "");
  const withSnippet = (snippet) => changed(article, ELEMENT, () => snippet);
  const [plain, hashes] = [withSnippet(render()), withSnippet(render("--integrity", folder))];
  return PAGES.map(({ integrity, make }, index) => [`/${index}.html`, Buffer.from(make(integrity ? hashes : plain))]);
}

/** The rule that the documentation recommends for pages with a `<summit-time>` above the snippet. */
function timeStyle() {
  const documentation = readFileSync(new URL("../docs/embedding.md", import.meta.url), "utf8");
  return changed(documentation, /^[\s\S]*```css\n([^`]*summit-time[^`]*)```[\s\S]*$/, "$1");
}

function alone(html) {
  const bare = [STYLE_LINK, SCRIPT, ELEMENT].reduce((html, part) => changed(html, part, ""), html);
  return changed(bare, TIME, "$1");
}

function withInlineStyle(html) {
  const style = readFileSync(join(folder, CSS), "utf8");
  return changed(html, STYLE_LINK, () => `<style>${style}</style>`);
}

function changed(html, pattern, replacement) {
  const result = html.replace(pattern, replacement);
  if (result === html) throw new Error(`the built page does not match ${pattern}`);
  return result;
}

/**
 * Loads a page as a reader would: opens it, waits, scrolls to the first card or to the end, waits again. With `tap`,
 * taps the card as soon as the browser has the wasm. Returns the measurements.
 */
async function load(driver, sent, page, url, { tap = false } = {}) {
  const session = await driver.open();
  try {
    await slowDown(session);
    await session.runFirst(`(${probe})()`);
    const from = sent.length;
    await session.goTo(url);
    const measured = () => session.evaluate("({ ...bench, ready: document.readyState })");
    const settled = async (done) => {
      const since = Date.now();
      for (let before = "", quietSince = since; ; await delay(200)) {
        const now = await measured();
        const state = JSON.stringify([now, sent.length]);
        if (state !== before) [before, quietSince] = [state, Date.now()];
        if (now.errors.length > 0) throw new Error(`${page.name}: ${now.errors.join("; ")}`);
        if (done(now) && Date.now() - quietSince > QUIET_MS) return now;
        if (Date.now() - since > TIMEOUT_MS) throw new Error(`${page.name} is not ready after ${TIMEOUT_MS} ms: ${state}`);
      }
    };
    const first = await settled(({ ready }) => ready === "complete");
    const sentFirst = sent.slice(from);
    const { scrolled, ...point } = await session.evaluate(`{
      const target = document.querySelector("summit-brief .sb-card summary") ?? document.body.lastElementChild;
      target.scrollIntoView({ behavior: "instant", block: "center" });
      const { x, y, width, height } = target.getBoundingClientRect();
      ({ scrolled: performance.now(), x: x + width / 2, y: y + height / 2 });
    }`);
    if (tap) {
      if (page.has === "widget") await wasmReceived(() => sent.slice(from));
      await session.cdp("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
      await session.cdp("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    }
    const end = await settled(({ running, inp }) => (page.has !== "widget" || running) && (!tap || inp));
    // On a busy machine, the tap may last so long that it selects text instead.
    if (page.has && !tap) await verify(session, page);

    const all = sent.slice(from);
    const missing = all.find((answer) => answer.missing);
    if (missing) throw new Error(`${page.name}: the page requests ${missing.path}, which does not exist`);
    const blocking = end.longTasks.filter(({ startTime }) => !(startTime > end.running)).map(({ duration }) => duration - 50);
    return {
      fcp: first.fcp,
      lcp: first.lcp,
      openable: end.openable,
      runningScrolled: end.running && end.running - scrolled,
      blocking: total(blocking),
      cls: total(end.shifts.map(({ value }) => value)),
      shifts: end.shifts.map((shift) => ({ ...shift, scrolled: shift.startTime > scrolled })),
      // On a busy machine, the tap may come too late.
      inp: end.tapped > end.running ? undefined : end.inp,
      requestsFirst: sentFirst.length,
      kilobytesFirst: total(sentFirst.map(({ bytes }) => bytes)) / 1000,
      requests: all.length,
      kilobytes: total(all.map(({ bytes }) => bytes)) / 1000,
    };
  } finally {
    await session.end();
  }
}

/**
 * Waits until the browser has received the wasm. The page itself cannot tell: it would answer only after the widget's
 * first long task.
 */
async function wasmReceived(sent) {
  const isWasm = ({ path }) => path.endsWith(".wasm");
  for (const since = Date.now(); !sent().some(isWasm); await delay(5)) {
    if (Date.now() - since > TIMEOUT_MS) throw new Error(`no wasm is requested within ${TIMEOUT_MS} ms`);
  }
  const { downKbit, latencyMs } = SLOW_4G;
  // The glue is requested at the same time.
  const bytes = total(sent().slice(-2).map(({ bytes }) => bytes));
  await delay(latencyMs + (bytes * 8) / downKbit);
}

async function slowDown(session) {
  const { downKbit, upKbit, latencyMs } = SLOW_4G;
  await session.cdp("Network.enable");
  await session.cdp("Network.setCacheDisabled", { cacheDisabled: true });
  await session.cdp("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: (downKbit * 1000) / 8,
    uploadThroughput: (upKbit * 1000) / 8,
  });
  await session.cdp("Emulation.setDeviceMetricsOverride", PHONE);
  await session.cdp("Emulation.setTouchEmulationEnabled", { enabled: true });
  await session.cdp("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
}

/** Throws unless the page works: a click opens the first card, and the countdown ticks. */
async function verify(session, page) {
  const opened = await session.evaluate(
    `{ const card = document.querySelector("summit-brief .sb-card summary"); card.click(); card.parentNode.open; }`,
  );
  if (!opened) throw new Error(`${page.name}: a click does not open the first card`);
  if (page.has !== "widget") return;
  const figures = () => session.evaluate(`document.querySelector("summit-brief .sb-figures").textContent`);
  const before = await figures();
  // Without seconds, the event is more than a day away and the countdown changes too rarely.
  if (!/\bs\s*$/.test(before)) return;
  await delay(2000);
  if ((await figures()) === before) throw new Error(`${page.name}: the countdown is stuck at ${before}`);
}

function report(loads) {
  const { downKbit, upKbit, latencyMs } = SLOW_4G;
  console.log(
    `\nThe demo article on a slow phone: ${PHONE.width} × ${PHONE.height}, CPU slowed by a factor of ${CPU_SLOWDOWN}, ` +
      `${downKbit} kbit/s down, ${upKbit} up, ${latencyMs} ms latency, nothing cached, the widget's files on another origin; ` +
      `medians of ${RUNS}`,
  );
  for (const { name, about } of PAGES) console.log(`  ${name}: ${about}`);
  console.log(
    "Paints and the first card are measured from opening the page. A card can be opened from the first frame that shows it.\n" +
      "The countdown runs from the first frame that shows digits. Blocking time is the part of each task beyond 50 ms, from\n" +
      "opening the page until the widget is live. The tap is on the first card, as soon as the wasm is downloaded (without a\n" +
      "script: after scrolling); it lasts until the next paint. Ratios and differences are to the article, within each round.",
  );
  // What each cell shows: a page's own values, or their relation to the article's of the same round.
  const value = (key) => (load) => load[key];
  const ratio = (key) => (load, article) => load[key] / article[key];
  const added = (key) => (load, article) => load[key] - article[key];
  const rows = [
    ["first contentful paint", "ms", value("fcp")],
    ["  ratio", "", ratio("fcp"), 3],
    ["largest contentful paint", "ms", value("lcp")],
    ["  ratio", "", ratio("lcp"), 3],
    ["layout shift, load to live", "", value("cls"), 4],
    ["blocking time, load to live", "ms", value("blocking")],
    ["  added", "ms", added("blocking")],
    ["first tap until the next paint", "ms", value("inp")],
    ["a card can be opened", "ms", value("openable")],
    ["countdown runs, after scrolling", "ms", value("runningScrolled")],
    ["before scrolling: requests", "", value("requestsFirst")],
    ["before scrolling: downloaded", "kB", value("kilobytesFirst"), 1],
    ["total: requests", "", value("requests")],
    ["total: downloaded", "kB", value("kilobytes"), 1],
  ];
  const cell = (of, digits, index) => median(loads[index].map((load, round) => of(load, loads[0][round])))?.toFixed(digits) ?? "–";
  const table = [
    ["", "", ...PAGES.map(({ name }) => name)],
    ...rows.map(([label, unit, of, digits = 0]) => [label, unit, ...PAGES.map((_, index) => cell(of, digits, index))]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log();
  for (const row of table) {
    console.log(row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  "));
  }
  // Lists the nodes that shifted, once per page.
  PAGES.forEach(({ name }, index) => {
    const shifts = loads[index].flatMap((load) => load.shifts);
    const describe = ({ value, scrolled, moved }) =>
      `${value.toFixed(4)} ${scrolled ? "after" : "before"} scrolling (${moved.join(", ")})`;
    for (const shift of new Set(shifts.map(describe))) console.log(`  layout shift in “${name}”: ${shift}`);
  });
}

function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function total(values) {
  return values.reduce((sum, value) => sum + value, 0);
}
