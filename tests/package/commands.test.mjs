// The commands and the functions of the package, compared with the native program.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { summitBrief } from "../rendered/program.mjs";
import { install } from "./installed.mjs";

const BRIEF = resolve("static/briefs/helsinki-2018.json");
const ARTICLE = resolve("tests/fixtures/articles/reference-style.txt");
let folder;
let api;

before(async () => {
  folder = install();
  api = await import(pathToFileURL(join(folder, "node_modules/summit-brief/lib/render.js")));
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program in a folder; returns its status and what it wrote. */
const run = ([program, options], cwd, input) => {
  const { status, stdout, stderr } = spawnSync(program, options, { cwd, input, encoding: "utf8" });
  return { status, stdout, stderr };
};
const native = (options, input) => run(summitBrief(options), resolve("."), input);
const installed = (options, input) => run([join(folder, "node_modules/.bin/summit-brief"), options], resolve("."), input);

const SAME = [
  [[], ""],
  [["--help"], ""],
  [["--version"], ""],
  [["render", "--help"], ""],
  [["import", ARTICLE], ""],
  [["import", "tests/fixtures/articles/reference-style.txt", "--zone", "Asia/Hong_Kong"], ""],
  [["import", "tests/fixtures/articles/reference-style.txt", "--format", "json"], ""],
  [["import", "-"], "Nothing to see\n"],
  [["check", BRIEF], ""],
  [["check", "-"], '{"version": 1}'],
  [["check", "-", "--format", "json"], '{"version": 1}'],
  [["check", "--format", "excerpts", "-"], '{"version": 1}'],
  [["check", "nowhere.json", "static"], ""],
  [["render", BRIEF], ""],
  [["render", "static/briefs/helsinki-2018.zh-Hant.json", "--page", "--json-ld", "--style", "inline"], ""],
  [["render", BRIEF, "--text"], ""],
  [["render", BRIEF, "--feed"], ""],
  [["render", BRIEF, "--base", "w", "--src", "brief.json", "--iframe"], ""],
  [["render", BRIEF, "--base", "w", "--integrity", "dist"], ""],
  [["render", BRIEF, "--base", "w", "--integrity", "static"], ""],
  [["render", BRIEF, "--attribute", "colour=red"], ""],
  [["render", BRIEF, "-o", "static"], ""],
  [["render", BRIEF, "-o", "nowhere/brief.html"], ""],
  [["render", "-", "-o", BRIEF, "--page", "--text"], ""],
  [["calendar", BRIEF, "--lang", "fr"], ""],
  [["calendar", BRIEF, "--session", "nonsense"], ""],
  [["schema"], ""],
  [["new"], ""],
];

test("the commands write what the native program writes, and end as it does", () => {
  for (const [options, input] of SAME) {
    assert.deepEqual(installed(options, input), native(options, input), `summit-brief ${options.join(" ")}`);
  }
});

test("the function finds the files whose hashes it writes", async () => {
  const html = await api.render(readFileSync(BRIEF, "utf8"), { base: "/w", integrity: resolve("dist") });
  assert.equal(html, native(["render", BRIEF, "--base", "/w", "--integrity", "dist"]).stdout);
  await assert.rejects(api.render(readFileSync(BRIEF, "utf8"), { base: "/w", integrity: resolve("nowhere") }), /ENOENT/);
});

test("files are found from the current folder, written, replaced and never lost", () => {
  const site = join(folder, "site/briefs");
  mkdirSync(site, { recursive: true });
  const program = (...options) => run([join(folder, "node_modules/.bin/summit-brief"), options], site);
  assert.deepEqual(program("new", "-o", "brief.json"), { status: 0, stdout: "", stderr: "" });
  const again = program("new", "-o", "./brief.json");
  assert.deepEqual([again.status, again.stderr], [3, "./brief.json: error: already exists; --force replaces it\n"]);
  writeFileSync(join(site, "brief.json"), readFileSync(BRIEF));
  assert.equal(program("render", "../briefs/brief.json", "-o", "../brief.html").status, 0);
  writeFileSync(join(site, "../brief.html"), `${readFileSync(join(site, "../brief.html"), "utf8")}and more`);
  assert.equal(program("render", "brief.json", "-o", "../brief.html").status, 0);
  assert.equal(readFileSync(join(site, "../brief.html"), "utf8"), native(["render", BRIEF]).stdout);
  const refused = program("render", "brief.json", "-o", "../briefs/brief.json");
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /is the input file/);
});

test("the functions do what the commands do", async () => {
  const brief = JSON.parse(readFileSync(BRIEF, "utf8"));
  assert.equal(await api.render(brief), native(["render", BRIEF]).stdout);
  assert.equal(
    await api.render(readFileSync(BRIEF, "utf8"), {
      base: "https://cdn.example/",
      jsonLd: true,
      attributes: { lang: "ru", "as-of": "published" },
    }),
    native([
      "render",
      BRIEF,
      "--base",
      "https://cdn.example/",
      "--json-ld",
      "--attribute",
      "lang=ru",
      "--attribute",
      "as-of=published",
    ]).stdout,
  );
  assert.equal(await api.calendar(brief, { lang: "fi" }), native(["calendar", BRIEF, "--lang", "fi"]).stdout);
  assert.deepEqual(await api.check(brief), { findings: [], errors: 0, warnings: 0, notes: 0 });
  const { findings, errors } = await api.check({ version: 1 });
  assert.ok(errors > 0 && findings.every(({ message, file }) => message && !file), JSON.stringify(findings));
  const imported = await api.importArticle(readFileSync(ARTICLE, "utf8"), { zone: "Asia/Hong_Kong" });
  assert.deepEqual(imported.brief, JSON.parse(native(["import", ARTICLE, "--zone", "Asia/Hong_Kong"]).stdout));
  const { items, passes } = JSON.parse(native(["import", ARTICLE, "--zone", "Asia/Hong_Kong", "--format", "json"]).stdout);
  assert.deepEqual([imported.items, imported.passes], [items, passes]);
  assert.ok(items.some(({ kind, sure }) => kind === "session" && sure === "likely"));
});

test("a function fails with the message of the command", async () => {
  const fails = async (promise, status, message) =>
    assert.rejects(
      promise,
      (error) => error instanceof api.SummitBriefError && error.status === status && message.test(error.message),
    );
  await fails(api.render({ version: 1 }), 1, /error: /);
  await fails(api.render(undefined), 1, /is empty/);
  await fails(api.render("{}", { attributes: { colour: "red" } }), 2, /no attribute “colour”/);
  await fails(api.calendar(JSON.parse(readFileSync(BRIEF, "utf8")), { session: "x" }), 2, /the ids are meeting/);
});

test("calls at the same time do not disturb each other", async () => {
  const brief = JSON.parse(readFileSync(BRIEF, "utf8"));
  const titles = Array.from({ length: 20 }, (_, index) => `Title ${index}`);
  const texts = await Promise.all(titles.map((title) => api.render({ ...brief, title }, { text: true })));
  for (const [index, title] of titles.entries())
    assert.ok(texts[index].toUpperCase().includes(title.toUpperCase()), texts[index].slice(0, 200));
});
