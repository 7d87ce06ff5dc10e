// Loads the built page once in headless Chromium and waits until the widget is live, because wasm-opt can write modules
// that browsers reject.
//
//   node tools/smoke.mjs [FOLDER]      (default: dist)

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { filesOf, serve } from "./static-server.mjs";
import { startDriver } from "./webdriver.mjs";

const LIVE = "summit-brief > .sb:not(.sb--static)";
const TIMEOUT_MS = 30_000;

const folder = resolve(process.argv[2] ?? "dist");
const cleanUp = [];
let failure;
try {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} has no index.html; run make build`);
  const started = Date.now();
  const server = await serve(filesOf(folder));
  cleanUp.push(server.close);
  const driver = await startDriver();
  cleanUp.push(driver.close);
  const { elements, ms } = await watchStart(await driver.open(), `${server.origin}/`);
  console.log(`smoke: ${elements} widget${elements === 1 ? "" : "s"} live in Chromium ${ms} ms after navigation (${Date.now() - started} ms including the browser's start)`);
} catch (error) {
  failure = error;
} finally {
  for (const step of cleanUp.reverse()) await step().catch((error) => console.error(`smoke: ${error.message}`));
}
if (failure) {
  console.error(`smoke: ${failure.message}`);
  process.exitCode = 1;
}

/** Opens `url` and waits until every widget is live. If that fails, throws an error with the console output. */
async function watchStart(session, url) {
  // Starts listening before the page's first script runs, so that no event is missed.
  await session.runFirst(
    `window.smokeErrors = []; addEventListener("sb-error", ({ detail }) => smokeErrors.push(detail?.message ?? String(detail)));`,
  );
  const started = Date.now();
  await session.goTo(url);
  const probe = `
    const elements = [...document.querySelectorAll("summit-brief")];
    // Lazy widgets start only near the viewport.
    elements.find((element) => !element.querySelector(":scope > .sb:not(.sb--static)"))?.scrollIntoView();
    return { elements: elements.length, live: document.querySelectorAll(arguments[0]).length, errors: window.smokeErrors };`;
  const console_ = [];
  for (;;) {
    const { elements, live, errors } = await session.run(probe, LIVE);
    console_.push(...(await session.console()));
    const severe = console_.some(({ level }) => level === "SEVERE");
    const text = console_.map(({ level, message }) => `\n  ${level}: ${message}`).join("");
    if (errors.length > 0) throw new Error(`a widget reported: ${errors.join("; ")}; the console:${text || " (empty)"}`);
    if (severe) throw new Error(`the page logged errors to the console:${text}`);
    if (elements > 0 && live >= elements) return { elements, ms: Date.now() - started };
    if (Date.now() - started > TIMEOUT_MS) {
      const state = elements === 0 ? "the page has no <summit-brief>" : `${live} of ${elements} widgets are live`;
      throw new Error(`after ${TIMEOUT_MS / 1000} s, ${state} (looked for ${LIVE}); the console:${text || " (empty)"}`);
    }
    await delay(50);
  }
}
