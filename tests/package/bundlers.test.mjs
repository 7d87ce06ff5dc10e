// The widget in pages that bundlers build, without configuration, and in pages that load it as it is: each page is opened in
// Chromium, its widget comes alive, and a card opens.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import * as esbuild from "esbuild";
import { unzipSync } from "../../tools/node_modules/fflate/esm/index.mjs";
import { filesOf, serve } from "../../tools/static-server.mjs";
import { startDriver } from "../../tools/webdriver.mjs";
import { built, install } from "./installed.mjs";

const BRIEF = readFileSync("static/briefs/helsinki-2018.json");
let folder;
let driver;

before(async () => {
  folder = install();
  const html = execFileSync(join(folder, "node_modules/.bin/summit-brief"), ["render", "-"], {
    input: BRIEF,
    encoding: "utf8",
  });
  const element = (lang) => `<summit-brief lang="${lang}" src="/brief.json" as-of="published">${html}</summit-brief>`;
  const page = (lang) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>An article</title><link rel="icon" href="data:,">
HEAD<body><h1>An article</h1>${element(lang)}</body></html>\n`;
  mkdirSync(join(folder, "pages"));
  writeFileSync(join(folder, "pages/index.html"), page("en-GB"));
  writeFileSync(join(folder, "pages/ru.html"), page("ru"));
  writeFileSync(join(folder, "main.js"), 'import "summit-brief";\nimport "summit-brief/summit-brief.css";\n');
  writeFileSync(join(folder, "script.js"), 'import "summit-brief";\n');
  driver = await startDriver();
});

after(async () => {
  await driver?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The pages of the site with this in their heads, and the brief. */
const pages = (head) => {
  const read = (name) => Buffer.from(readFileSync(join(folder, "pages", name), "utf8").replace("HEAD", head));
  return [
    ["/index.html", read("index.html")],
    ["/ru.html", read("ru.html")],
    ["/brief.json", BRIEF],
  ];
};

/** Opens the address, and asserts that the widget comes alive in the language of the page, with its style, and works. */
async function works(address, control) {
  const session = await driver.open();
  try {
    await session.goTo(address);
    const state = `const live = document.querySelector("summit-brief > .sb--live");
      const button = [...(live?.querySelectorAll("button") ?? [])].find((one) => one.textContent === arguments[0]);
      return { live: Boolean(live), button: Boolean(button), styled: live && getComputedStyle(live).containerType,
        version: customElements.get("summit-brief")?.version };`;
    let seen;
    for (let wait = 0; wait < 300 && !seen?.button; wait += 1) {
      if (wait > 0) await delay(100);
      seen = await session.run(state, control);
    }
    const logged = (await session.console())
      .map(({ message }) => message)
      .filter((text) => !text.includes("[vite] connect"));
    const { version } = JSON.parse(readFileSync(join(folder, "node_modules/summit-brief/package.json"), "utf8"));
    assert.deepEqual({ ...seen, logged }, { live: true, button: true, styled: "inline-size", version, logged: [] });
    const open = await session.run(`document.querySelectorAll(".sb--live summary h3")[1].click();
      return new Promise((done) => setTimeout(() => done(document.querySelectorAll(".sb--live .sb-card__details[open]").length), 300));`);
    assert.equal(open, 1);
  } finally {
    await session.end();
  }
}

/** Asserts that the site works in English and in another language, and that each file it asks for is there. */
async function siteWorks(files) {
  const sent = [];
  const server = await serve(files, { sent });
  try {
    await works(`${server.origin}/`, "Show all issues");
    await works(`${server.origin}/ru.html`, "Развернуть все");
    assert.deepEqual(
      sent.filter(({ missing }) => missing),
      [],
    );
  } finally {
    await server.close();
  }
  return sent.map(({ path }) => path);
}

test("vite builds a site that works, with the WebAssembly in a file", async () => {
  const { build } = await import("vite");
  const head = '<script type="module" src="/main.js"></script>';
  for (const [name, content] of pages(head)) writeFileSync(join(folder, name.slice(1)), content);
  const input = [join(folder, "index.html"), join(folder, "ru.html")];
  await build({ root: folder, logLevel: "error", build: { outDir: "vite", rollupOptions: { input } } });
  const requested = await siteWorks(new Map([...filesOf(join(folder, "vite")), ["/brief.json", BRIEF]]));
  assert.ok(
    requested.some((path) => path.endsWith(".wasm")),
    `${requested}`,
  );
});

test("vite serves a site in development that works", async () => {
  const { createServer } = await import("vite");
  // Building has set it.
  delete process.env.NODE_ENV;
  const server = await createServer({ root: folder, logLevel: "error", server: { port: 0 } });
  try {
    await server.listen();
    const [address] = server.resolvedUrls.local;
    await works(address, "Show all issues");
  } finally {
    await server.close();
  }
});

test("webpack builds a site that works, with the WebAssembly in a file", async () => {
  const { default: webpack } = await import("webpack");
  const output = join(folder, "webpack");
  const configuration = { mode: "production", context: folder, entry: "./script.js", output: { path: output } };
  const stats = await new Promise((done, fail) => {
    webpack(configuration, (error, stats) => (error ? fail(error) : done(stats)));
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual(errors, []);
  // It finds WebAssembly large, however small.
  assert.deepEqual(
    warnings.filter(({ message }) => !message.startsWith("asset size limit")),
    [],
  );
  cpSync(join(folder, "node_modules/summit-brief/dist/summit-brief.css"), join(output, "summit-brief.css"));
  const head = '<link rel="stylesheet" href="/summit-brief.css"><script defer src="/main.js"></script>';
  const requested = await siteWorks(new Map([...filesOf(output), ...pages(head)]));
  assert.ok(
    requested.some((path) => path.endsWith(".wasm")),
    `${requested}`,
  );
});

test("esbuild builds a site that works", async () => {
  const output = join(folder, "esbuild");
  const { warnings } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints: ["main.js"],
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: "esbuild",
  });
  assert.deepEqual(warnings, []);
  const head = '<link rel="stylesheet" href="/main.css"><script type="module" src="/main.js"></script>';
  await siteWorks(new Map([...filesOf(output), ...pages(head)]));
});

test("the archive works as it is, under its version", async () => {
  const files = Object.entries(unzipSync(readFileSync(built(".zip")))).map(([name, bytes]) => [
    `/${name}`,
    Buffer.from(bytes),
  ]);
  const base = files.find(([name]) => name.endsWith("/summit-brief.js"))[0].replace("summit-brief.js", "");
  assert.match(base, /^\/summit-brief-\d+\.\d+\.\d+\/$/);
  const head = `<link rel="stylesheet" href="${base}summit-brief.css"><script type="module" src="${base}summit-brief.js"></script>`;
  const requested = await siteWorks(new Map([...files, ...pages(head)]));
  assert.ok(
    requested.some((path) => path.endsWith(".wasm")),
    `${requested}`,
  );
});
