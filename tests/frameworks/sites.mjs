// Builds and serves the projects, with their own tools, as a developer would.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";

const HERE = resolve("tests/frameworks");
const START_MS = 60_000;

/** Commands, with PORT where the port is. The port is also in the environment. */
const PROJECTS = {
  next: {
    output: ".next",
    build: ["next build"],
    development: "next dev --port PORT",
    production: "next start --port PORT",
  },
  vue: {
    output: "dist",
    build: ["vite build --outDir dist/client", "vite build --outDir dist/server --ssr src/entry-server.js"],
    development: "node server.js",
    production: "node server.js built",
  },
  svelte: {
    output: "build",
    build: ["vite build"],
    development: "vite dev --port PORT",
    production: "node build",
  },
  astro: {
    output: "dist",
    build: ["astro build"],
    development: "astro dev --port PORT",
    production: "astro preview --port PORT",
  },
};

const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };

/** Starts a command in the folder of a project, in a process group of its own. */
function start(name, command, port) {
  const { CI, NODE_ENV, NODE_TEST_CONTEXT, ...env } = process.env;
  const [program, ...options] = command.replace("PORT", port).split(" ");
  const path = `${join(HERE, "node_modules/.bin")}:${env.PATH}`;
  const child = spawn(program, options, {
    cwd: join(HERE, name),
    env: { ...env, ...ENVIRONMENT, PATH: path, PORT: String(port) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const run = { output: "", ended: once(child, "close"), command: `${name}: ${command}` };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (run.output += chunk));
  run.end = async (signal = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
    await run.ended;
  };
  return run;
}

/** Installs the package and the brief, and removes what earlier runs have left: Vite would use the package of that run. */
export function prepare() {
  const installed = join(HERE, "node_modules/summit-brief");
  rmSync(installed, { recursive: true, force: true });
  cpSync("target/packages/npm", installed, { recursive: true });
  for (const [name, { output }] of Object.entries(PROJECTS)) {
    for (const folder of [output, "node_modules"]) rmSync(join(HERE, name, folder), { recursive: true, force: true });
    cpSync("static/briefs/helsinki-2018.json", join(HERE, name, name === "svelte" ? "static" : "public", "brief.json"));
  }
}

/** Builds a project; returns what the tools say. */
export async function build(name) {
  let output = "";
  for (const command of PROJECTS[name].build) {
    const run = start(name, command);
    const [status] = await run.ended;
    output += run.output;
    if (status !== 0) throw new Error(`${run.command} failed:\n${output}`);
  }
  return output;
}

const freePort = async () => {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
};

/** Serves a project in `development` or `production`; resolves when the site answers. */
export async function serveSite(name, mode) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const run = start(name, PROJECTS[name][mode], port);
  let ended = false;
  run.ended.then(() => (ended = true));
  const deadline = Date.now() + START_MS;
  while (
    !(await fetch(`${origin}/other`)
      .then(({ ok }) => ok)
      .catch(() => false))
  ) {
    if (ended || Date.now() > deadline) {
      await run.end();
      throw new Error(`${run.command} did not start:\n${run.output}`);
    }
    await delay(50);
  }
  return { origin, port, close: run.end };
}

/** In the page, starts the scripts that `holdScripts` has held, in their order. */
export const RELEASE_SCRIPTS = `for (const held of document.querySelectorAll("script[type=held]")) {
  const script = document.createElement("script");
  script.async = false;
  for (const { name, value } of held.attributes) {
    if (name !== "type" && name !== "async") script.setAttribute(name.replace("held-", ""), value);
  }
  script.text = held.text;
  held.replaceWith(script);
}`;

/** A proxy before a site: its pages start none of their scripts until `RELEASE_SCRIPTS`. */
export async function holdScripts({ port }) {
  const hold = (tag) =>
    tag.includes("application/json") ? tag : `<script type="held"${tag.slice(7).replace(" type=", " held-type=")}`;
  const proxy = createServer(({ method, url: path, headers }, response) => {
    const options = { host: "localhost", port, method, path, headers: { ...headers, "accept-encoding": "identity" } };
    const outgoing = request(options, async (answer) => {
      const { "content-length": length, ...rest } = answer.headers;
      const isPage = rest["content-type"]?.startsWith("text/html");
      response.writeHead(answer.statusCode, isPage ? rest : answer.headers);
      if (!isPage) return answer.pipe(response);
      response.end((await text(answer)).replace(/<script\b[^>]*>/g, hold));
    });
    outgoing.on("error", () => response.destroy());
    outgoing.end();
  });
  // The websocket of the development server.
  proxy.on("upgrade", ({ method, url, rawHeaders }, socket, head) => {
    const server = connect(port, "localhost", () => {
      const lines = [`${method} ${url} HTTP/1.1`];
      for (let index = 0; index < rawHeaders.length; index += 2)
        lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
      server.write(`${lines.join("\r\n")}\r\n\r\n`);
      server.write(head);
      server.pipe(socket).pipe(server);
    });
    for (const end of [server, socket]) end.on("error", () => (server.destroy(), socket.destroy()));
  });
  proxy.listen(0);
  await once(proxy, "listening");
  const close = async () => {
    proxy.closeAllConnections();
    proxy.close();
  };
  return { origin: `http://localhost:${proxy.address().port}`, close };
}
