// Loads the built page once in a headless Chromium and waits for the widget to be live: wasm-opt can write what no
// browser accepts, and only a browser tells.
//
//   node tools/smoke.mjs [FOLDER]      (default: dist)
//
// Speaks WebDriver over HTTP by itself, to need no package. Ends only what it started.

import { spawn } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const LIVE = "summit-brief > .sb:not(.sb--static)";
const TIMEOUT_MS = 30_000;
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const folder = resolve(process.argv[2] ?? "dist");
const cleanUp = [];
let failure;
try {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} has no index.html; run make build`);
  const started = Date.now();
  const origin = await serve(folder);
  const session = await openBrowser();
  const { elements, ms } = await watchStart(session, `${origin}/`);
  console.log(`smoke: ${elements} widget${elements === 1 ? "" : "s"} live in Chromium ${ms} ms after the page was asked for (${Date.now() - started} ms with the browser's start)`);
} catch (error) {
  failure = error;
} finally {
  for (const step of cleanUp.reverse()) await step().catch((error) => console.error(`smoke: ${error.message}`));
}
if (failure) {
  console.error(`smoke: ${failure.message}`);
  process.exitCode = 1;
}

/** Serves `folder` on a free port of this machine; returns the origin. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const file = join(folder, path.endsWith(sep) ? join(path, "index.html") : path);
    if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  cleanUp.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** Starts chromedriver and a headless Chromium; returns a function that sends session commands. */
async function openBrowser() {
  const program = process.env.CHROMEDRIVER || "chromedriver";
  const driver = spawn(program, ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => driver.once("close", done));
  cleanUp.push(async () => {
    driver.kill();
    await ended;
  });
  const port = await new Promise((found, reject) => {
    let output = "";
    driver.once("error", (error) => reject(new Error(`${program} does not start: ${error.message}`)));
    driver.once("close", () => reject(new Error(`${program} ended early:\n${output}`)));
    driver.stdout.on("data", (chunk) => {
      output += chunk;
      const match = /started successfully on port (\d+)/.exec(output);
      if (match) found(match[1]);
    });
  });
  const flags = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage"];
  // Chromium's sandbox refuses to run as root, as in a container.
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  const { sessionId } = await send(`http://127.0.0.1:${port}/session`, "POST", {
    capabilities: {
      alwaysMatch: {
        browserName: "chrome",
        "goog:chromeOptions": { args: flags },
        "goog:loggingPrefs": { browser: "ALL" },
      },
    },
  });
  const command = (path, method, body) => send(`http://127.0.0.1:${port}/session/${sessionId}${path}`, method, body);
  // Before the driver's own end, or the browser would outlive it.
  cleanUp.push(() => command("", "DELETE"));
  return command;
}

async function send(url, method, body) {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`the driver says: ${value?.message ?? response.status}`);
  return value;
}

/** Opens `url`, waits until every widget is live, and throws with the console's text if that does not come. */
async function watchStart(command, url) {
  // From before the page's first script, so that no event is missed.
  await command("/goog/cdp/execute", "POST", {
    cmd: "Page.addScriptToEvaluateOnNewDocument",
    params: { source: `window.smokeErrors = []; addEventListener("sb-error", ({ detail }) => smokeErrors.push(detail?.message ?? String(detail)));` },
  });
  const started = Date.now();
  await command("/url", "POST", { url });
  const probe = `
    const elements = [...document.querySelectorAll("summit-brief")];
    // Widgets that load lazily start when they are near.
    elements.find((element) => !element.querySelector(":scope > .sb:not(.sb--static)"))?.scrollIntoView();
    return { elements: elements.length, live: document.querySelectorAll(arguments[0]).length, errors: window.smokeErrors };`;
  const console_ = [];
  for (;;) {
    const { elements, live, errors } = await command("/execute/sync", "POST", { script: probe, args: [LIVE] });
    console_.push(...(await command("/se/log", "POST", { type: "browser" })));
    const severe = console_.some(({ level }) => level === "SEVERE");
    const text = console_.map(({ level, message }) => `\n  ${level}: ${message}`).join("");
    if (errors.length > 0) throw new Error(`a widget reported: ${errors.join("; ")}; the console:${text || " (empty)"}`);
    if (severe) throw new Error(`the page has errors on the console:${text}`);
    if (elements > 0 && live >= elements) return { elements, ms: Date.now() - started };
    if (Date.now() - started > TIMEOUT_MS) {
      const seen = elements === 0 ? "the page has no <summit-brief>" : `${live} of ${elements} widgets are live`;
      throw new Error(`after ${TIMEOUT_MS / 1000} s ${seen} (looked for ${LIVE}); the console:${text || " (empty)"}`);
    }
    await delay(50);
  }
}
