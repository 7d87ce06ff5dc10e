// Drives headless Chromium through chromedriver, with plain WebDriver over HTTP, so it needs no package. Ends only the
// processes that it started.

import { spawn } from "node:child_process";

const TIMEOUT_MS = 60_000;

/** Starts chromedriver. `open` starts a browser; `close` ends the driver and its remaining browsers. */
export async function startDriver() {
  const program = process.env.CHROMEDRIVER || "chromedriver";
  const driver = spawn(program, ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => driver.once("close", done));
  const sessions = new Set();
  const close = async () => {
    // Ends the browsers first, because they would outlive the driver.
    await Promise.allSettled([...sessions].map((session) => session.end()));
    driver.kill();
    await ended;
  };
  try {
    const port = await new Promise((found, reject) => {
      let output = "";
      driver.once("error", (error) => reject(new Error(`${program} did not start: ${error.message}`)));
      driver.once("close", () => reject(new Error(`${program} exited early:\n${output}`)));
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
  // Chromium's sandbox refuses to run as root, which is usual in containers.
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
    /** Runs a function body in the page and returns its result. */
    run: (script, ...args) => command("/execute/sync", { script, args }),
    /** Returns the value of an expression in the page. Cheaper than `run`, whose wrapper shows up in profiles. */
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await cdp("Runtime.evaluate", { expression, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** Runs `source` at the start of every later page, before the page's own scripts. */
    runFirst: (source) => cdp("Page.addScriptToEvaluateOnNewDocument", { source }),
    /** Returns the console messages since the last call. */
    console: () => command("/se/log", { type: "browser" }),
    /** Sends a command of the DevTools protocol. */
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
  if (!response.ok) throw new Error(`WebDriver error: ${value?.message ?? response.status}`);
  return value;
}
