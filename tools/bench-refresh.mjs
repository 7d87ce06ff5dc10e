// Measures what looking for a newer version of the brief costs an open page.
//
//   node tools/bench-refresh.mjs [FOLDER]      (default: dist)      RUNS=15: repetitions of each measurement
//
// Uses headless Chromium, whose CPU is slowed down. The page looks at its `src` because it becomes visible again, for
// which it renders in any case; without `refresh`, that is all it does. The server then has the same brief, or one in
// which a session has moved. The event is more than a day away, so the countdown changes nothing meanwhile.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { bench, runsOr } from "./bench.mjs";
import { filesOf, serve } from "./static-server.mjs";
import { startDriver } from "./webdriver.mjs";

const RUNS = runsOr(15);
const CPU_SLOWDOWN = 4;
const SRC = "/live.json";
// Longer than an answer from this machine takes to be shown.
const SETTLE_MS = 400;
const page = (attributes) => `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bench</title>
  <link rel="stylesheet" href="/summit-brief.css"><script type="module" src="/summit-brief.js"></script>
  <summit-brief src="${SRC}" ${attributes} loading="eager" as-of="2018-07-10T00:00:00Z"></summit-brief></html>`;

const folder = resolve(process.argv[2] ?? "dist");
await bench("bench-refresh", RUNS, async (cleanUp) => {
  const files = filesOf(folder);
  const brief = JSON.parse(readFileSync(join(folder, "briefs/helsinki-2018.json")));
  const publish = () => files.set(SRC, Buffer.from(JSON.stringify(brief)));
  publish();
  files.set("/plain.html", Buffer.from(page("")));
  files.set("/refresh.html", Buffer.from(page('refresh="3600"')));
  const sent = [];
  const server = await serve(files, { sent });
  cleanUp.push(server.close);
  const driver = await startDriver();
  cleanUp.push(driver.close);
  const plain = await open(driver, `${server.origin}/plain.html`);
  const refresh = await open(driver, `${server.origin}/refresh.html`);
  const cases = [
    { what: "no check", session: plain, requests: 0 },
    { what: "the same brief", session: refresh, requests: 1 },
    { what: "a session has moved", session: refresh, requests: 1, moves: true },
  ];
  const measured = cases.map(() => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, { what, session, requests, moves }] of cases.entries()) {
      if (moves) {
        brief.sessions[0].start = `2018-07-16T10:${String(20 + (run % 30)).padStart(2, "0")}:30Z`;
        brief.updated = new Date(Date.parse(brief.updated) + 60_000).toISOString();
        publish();
      }
      const before = await state(session);
      const from = sent.length;
      await session.evaluate(`document.dispatchEvent(new Event("visibilitychange"))`);
      await delay(SETTLE_MS);
      const after = await state(session);
      if (sent.length - from !== requests) throw new Error(`${what}: ${sent.length - from} requests instead of ${requests}`);
      measured[index].push(after.map((value, key) => value - before[key]));
    }
  }
  console.log(`\nLooking for a newer version; CPU slowed by a factor of ${CPU_SLOWDOWN}; medians of ${RUNS}`);
  console.log(`${"".padEnd(20)}   script, ms  DOM changes`);
  for (const [index, { what }] of cases.entries()) {
    const [script, changes] = [0, 1].map((key) => measured[index].map((one) => one[key]).sort((a, b) => a - b)[RUNS >> 1]);
    console.log(`${what.padEnd(20)}${script.toFixed(1).padStart(13)}${String(changes).padStart(13)}`);
  }
});

/** Opens a page, whose widget is live, and counts the changes of its tree. */
async function open(driver, address) {
  const session = await driver.open();
  await session.cdp("Performance.enable");
  await session.cdp("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await session.goTo(address);
  const isLive = `document.querySelector(".sb--live .sb-card") !== null`;
  for (const since = Date.now(); !(await session.evaluate(isLive)); await delay(50)) {
    if (Date.now() - since > 30_000) throw new Error(`${address}: the widget is not live after 30 s`);
  }
  await session.evaluate(`{
    window.changes = 0;
    const count = (all) => { changes += all.length; };
    new MutationObserver(count).observe(document.querySelector("summit-brief"),
      { subtree: true, childList: true, attributes: true, characterData: true });
  }`);
  return session;
}

/** Milliseconds of script so far, and changes of the element's tree. */
async function state(session) {
  const { metrics } = await session.cdp("Performance.getMetrics");
  return [metrics.find(({ name }) => name === "ScriptDuration").value * 1000, await session.evaluate("changes")];
}
