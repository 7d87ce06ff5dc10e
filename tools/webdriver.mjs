// A headless Chromium through chromedriver, by plain WebDriver over HTTP, so that no package is needed. Ends only
// what it started.

import { spawn } from "node:child_process";

const TIMEOUT_MS = 60_000;

/** Starts chromedriver. `open` starts a browser; `close` ends the driver and every browser it still has. */
export async function startDriver() {
  const program = process.env.CHROMEDRIVER || "chromedriver";
  const driver = spawn(program, ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => driver.once("close", done));
  const sessions = new Set();
  const close = async () => {
    // Before the driver's own end, or the browsers would outlive it.
    await Promise.allSettled([...sessions].map((session) => session.end()));
    driver.kill();
    await ended;
  };
  try {
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
    return { open: () => openBrowser(`http://127.0.0.1:${port}/session`, sessions), close };
  } catch (error) {
    driver.kill();
    throw error;
  }
}

async function openBrowser(url, sessions) {
  const flags = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage"];
  // Chromium's sandbox refuses to run as root, as in a container.
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  const { sessionId } = await send(url, "POST", {
    capabilities: {
      alwaysMatch: {
        browserName: "chrome",
        "goog:chromeOptions": { args: flags },
        "goog:loggingPrefs": { browser: "ALL" },
      },
    },
  });
  const command = (path, body) => send(`${url}/${sessionId}${path}`, "POST", body);
  const cdp = (cmd, params = {}) => command("/goog/cdp/execute", { cmd, params });
  const session = {
    goTo: (address) => command("/url", { url: address }),
    /** Runs the body of a function in the page; returns what it returns. */
    run: (script, ...args) => command("/execute/sync", { script, args }),
    /** The value of an expression in the page; does much less there than `run`, whose wrapping shows in a profile. */
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await cdp("Runtime.evaluate", { expression, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** Runs `source` at the start of every page from now on, before the page's own scripts. */
    runFirst: (source) => cdp("Page.addScriptToEvaluateOnNewDocument", { source }),
    /** What the console got since the last call. */
    console: () => command("/se/log", { type: "browser" }),
    /** A command of the DevTools protocol. */
    cdp,
    end: async () => {
      if (sessions.delete(session)) await send(`${url}/${sessionId}`, "DELETE");
    },
  };
  sessions.add(session);
  return session;
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
