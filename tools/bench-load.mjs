// Measures how the demo article loads on a slow phone: as a static page, and with the widget.
//
//   node tools/bench-load.mjs [FOLDER]      (default: dist)      RUNS=5: loads of each page
//
// Uses headless Chromium, slowed down through the DevTools protocol. Each load has its own browser, so that nothing is
// cached. Each round loads every page once, so that a busy moment on this machine affects all pages equally.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { probe } from "./bench-probe.mjs";
import { filesOf, serve } from "./static-server.mjs";
import { startDriver } from "./webdriver.mjs";

const RUNS = Number(process.env.RUNS || 5);
const CPU_SLOWDOWN = 4;
const PHONE = { width: 390, height: 844, deviceScaleFactor: 3, mobile: true };
const SLOW_4G = { downKbit: 1600, upKbit: 750, latencyMs: 150 };
// A page that has been quiet for this long is done: even the largest file loads faster.
const QUIET_MS = 1500;
const TIMEOUT_MS = 60_000;

// `make` changes the built page. `live`: the widget starts, at the latest when it is scrolled into view. `eager`: the
// widget starts without scrolling.
const PAGES = [
  { name: "static page", about: "(a) the same HTML and CSS, no script", live: false, make: withoutScripts },
  { name: "widget", about: "(b) as built: prerendered, loading lazily", live: true, make: (html) => html },
  { name: "widget far down", about: "(b) three screens further down", live: true, make: furtherDown },
  { name: "eager widget", about: '(b) with loading="eager"', live: true, eager: true, make: eager },
  { name: "not prerendered", about: '(c) an empty element, loading="eager"', live: true, eager: true, make: (html) => eager(emptied(html)) },
];

const folder = resolve(process.argv[2] ?? "dist");
const cleanUp = [];
try {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} has no index.html; run make build`);
  if (!Number.isInteger(RUNS) || RUNS < 1) throw new Error(`RUNS is '${process.env.RUNS}'; expected an integer of at least 1`);
  const server = await serve(filesForAll(folder), { compress: true });
  cleanUp.push(server.close);
  const driver = await startDriver();
  cleanUp.push(driver.close);

  // The first start of the browser is slow, so the first load is not counted.
  await load(driver, server, 0);
  const loads = PAGES.map(() => []);
  for (let round = 0; round < RUNS; round += 1) {
    for (let turn = 0; turn < PAGES.length; turn += 1) {
      const index = (round + turn) % PAGES.length;
      loads[index].push(await load(driver, server, index));
    }
    console.error(`bench-load: round ${round + 1} of ${RUNS}`);
  }
  report(loads);
} catch (error) {
  console.error(`bench-load: ${error.message}`);
  process.exitCode = 1;
} finally {
  for (const step of cleanUp.reverse()) await step().catch((error) => console.error(`bench-load: ${error.message}`));
}

/** The files of all pages. Each page has its own folder, so that its requests can be told apart. */
function filesForAll(folder) {
  const built = [...filesOf(folder)];
  const html = built.find(([path]) => path === "/index.html")[1].toString();
  return new Map(
    PAGES.flatMap(({ make }, index) => {
      const page = Buffer.from(make(html));
      return built.map(([path, bytes]) => [`/${index}${path}`, path === "/index.html" ? page : bytes]);
    }),
  );
}

function withoutScripts(html) {
  return changed(html, /<script\b[\s\S]*?<\/script>/g, "");
}

function eager(html) {
  return changed(html, /<summit-brief\b/g, '<summit-brief loading="eager"');
}

function furtherDown(html) {
  return changed(html, /<summit-brief\b/g, `<div style="block-size: ${3 * PHONE.height}px"></div>$&`);
}

/** Removes the prerendered HTML; an inline brief stays. */
function emptied(html) {
  return changed(html, /(<summit-brief\b[^>]*>)([\s\S]*?)(<\/summit-brief>)/g, (_, start, content, end) =>
    [start, ...(content.match(/<script type="application\/json"[\s\S]*?<\/script>/g) ?? []), end].join(""),
  );
}

function changed(html, pattern, replacement) {
  const result = html.replace(pattern, replacement);
  if (result === html) throw new Error(`the built page does not match ${pattern}`);
  return result;
}

/** Loads a page as a reader would: opens it, waits, scrolls to the widget, waits again. Returns the measurements. */
async function load(driver, server, index) {
  const page = PAGES[index];
  const session = await driver.open();
  try {
    await slowDown(session);
    await session.runFirst(`(${probe})()`);
    const from = server.sent.length;
    await session.goTo(`${server.origin}/${index}/`);
    const measured = () => session.evaluate("({ ...bench, ready: document.readyState })");
    const settled = async (done) => {
      const since = Date.now();
      for (let before = "", quietSince = since; ; await delay(200)) {
        const now = await measured();
        const state = JSON.stringify([now, server.sent.length]);
        if (state !== before) [before, quietSince] = [state, Date.now()];
        if (now.errors.length > 0) throw new Error(`${page.name}: ${now.errors.join("; ")}`);
        if (done(now) && Date.now() - quietSince > QUIET_MS) return now;
        if (Date.now() - since > TIMEOUT_MS) throw new Error(`${page.name} is not ready after ${TIMEOUT_MS} ms: ${state}`);
      }
    };
    const first = await settled(({ ready, running }) => ready === "complete" && (!page.eager || running !== undefined));
    const sentFirst = server.sent.slice(from);
    const scrolled = await session.evaluate(
      `document.querySelector("summit-brief").scrollIntoView({ behavior: "instant" }); performance.now()`,
    );
    const end = await settled(({ running }) => !page.live || running !== undefined);
    const sent = server.sent.slice(from);
    await verify(session, page);

    const missing = sent.find((answer) => answer.missing);
    if (missing) throw new Error(`${page.name}: the page requests ${missing.path}, which does not exist`);
    return {
      fcp: first.fcp,
      lcp: first.lcp,
      openable: end.openable,
      running: page.live ? end.running : undefined,
      runningScrolled: page.live ? Math.max(0, end.running - scrolled) : undefined,
      blocking: total(end.longTasks.map(({ duration }) => Math.max(0, duration - 50))),
      cls: total(end.shifts.map(({ value }) => value)),
      shifts: end.shifts.map((shift) => ({ ...shift, scrolled: shift.startTime > scrolled })),
      requestsFirst: sentFirst.length,
      kilobytesFirst: total(sentFirst.map(({ bytes }) => bytes)) / 1000,
      wasmFirst: total(sentFirst.filter(({ path }) => path.endsWith(".wasm")).map(({ bytes }) => bytes)) / 1000,
      requests: sent.length,
      kilobytes: total(sent.map(({ bytes }) => bytes)) / 1000,
    };
  } finally {
    await session.end();
  }
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
    `{ const card = document.querySelector("summit-brief summary"); card.click(); card.parentNode.open; }`,
  );
  if (!opened) throw new Error(`${page.name}: a click does not open the first card`);
  if (!page.live) return;
  const figures = () => session.evaluate(`document.querySelector("summit-brief [role=timer]").textContent`);
  const before = await figures();
  // Without seconds, the event is more than a day away and the countdown changes too rarely.
  if (!/\bs\s*$/.test(before)) return;
  await delay(2000);
  if ((await figures()) === before) throw new Error(`${page.name}: the countdown is stuck at ${before}`);
}

function report(loads) {
  const rows = [
    ["first contentful paint", "ms", "fcp"],
    ["largest contentful paint", "ms", "lcp"],
    ["layout shift, load to live", "", "cls", 4],
    ["total blocking time", "ms", "blocking"],
    ["a card can be opened", "ms", "openable"],
    ["countdown runs, after opening", "ms", "running"],
    ["countdown runs, after scrolling", "ms", "runningScrolled"],
    ["before scrolling: requests", "", "requestsFirst"],
    ["before scrolling: downloaded", "kB", "kilobytesFirst", 1],
    ["  of which wasm", "kB", "wasmFirst", 1],
    ["total: requests", "", "requests"],
    ["total: downloaded", "kB", "kilobytes", 1],
  ];
  const { downKbit, upKbit, latencyMs } = SLOW_4G;
  console.log(
    `\nThe demo article on a slow phone: ${PHONE.width} × ${PHONE.height}, CPU slowed by a factor of ${CPU_SLOWDOWN}, ` +
      `${downKbit} kbit/s down, ${upKbit} up, ${latencyMs} ms latency, nothing cached; medians of ${RUNS}`,
  );
  for (const { name, about } of PAGES) console.log(`  ${name}: ${about}`);
  console.log(
    "Times are measured from opening the page. A card can be opened from the first frame that shows it. The countdown runs\n" +
      "from the first frame that shows digits; that time is also measured from scrolling to the widget (0: it was already\n" +
      "running). Blocking time is the part of each task beyond 50 ms, from opening the page until the widget is live.",
  );
  const medianOf = (index, key) => median(loads[index].map((load) => load[key]));
  const table = [
    ["", "", ...PAGES.map(({ name }) => name)],
    ...rows.map(([label, unit, key, digits = 0]) => [label, unit, ...PAGES.map((_, index) => medianOf(index, key)?.toFixed(digits) ?? "–")]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log();
  for (const row of table) {
    console.log(row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  "));
  }
  // Compares the pages within each round, because a busy moment on this machine affects both.
  const ratios = loads[1].map(({ lcp }, round) => lcp / loads[0][round].lcp);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  console.log(
    `\nLargest contentful paint, widget relative to static page, median of the rounds: ${median(ratios).toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
  );
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
