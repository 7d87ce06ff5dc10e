// Validates briefs with the JSON Schema that `summit-brief schema` writes, in an independent validator (ajv, draft
// 2020-12). Run with `node --test tests/rendered/*.test.mjs`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { summitBrief } from "./program.mjs";

const root = new URL("../..", import.meta.url).pathname;
const require = createRequire(new URL("../../tools/package.json", import.meta.url));
const { default: Ajv } = require("ajv/dist/2020");
const { default: addFormats } = require("ajv-formats");

const read = (path) => readFileSync(join(root, path), "utf8");
const run = (...options) => execFileSync(...summitBrief(options), { cwd: root, encoding: "utf8" });

const text = run("schema");
const ajv = new Ajv({ allErrors: true, strict: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(text));
const faults = (brief) => (validate(brief) ? [] : validate.errors.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`));
const reference = () => JSON.parse(read("static/briefs/helsinki-2018.json"));

test("all briefs are valid", () => {
  const folder = "tests/fixtures/articles/snapshots";
  const snapshots = readdirSync(join(root, folder)).filter((name) => name.startsWith("brief@"));
  // A snapshot has a header between two lines of hyphens.
  const imported = snapshots.map((name) => [name, JSON.parse(read(join(folder, name)).replace(/^---\n.*?\n---\n/s, ""))]);
  // An imported brief lacks the required fields that its article does not state.
  const complete = imported.filter(([, brief]) => "published" in brief);
  assert.ok(complete.length >= 5);
  const briefs = [
    "static/briefs/helsinki-2018.json",
    "tests/fixtures/briefs/accord-review.json",
    "tests/fixtures/check/fine-days.json",
    "tests/fixtures/check/fine-without-place.json",
  ];
  for (const [name, brief] of [...briefs.map((path) => [path, JSON.parse(read(path))]), ...complete]) {
    assert.deepEqual(faults(brief), [], name);
  }
  assert.deepEqual(faults(JSON.parse(run("new"))), []);
});

test("the schema rejects structural faults that the widget refuses", () => {
  const cases = [
    [(brief) => delete brief.title, " required"],
    [(brief) => (brief.title = " "), "/title pattern"],
    [(brief) => (brief.id = "Helsinki 2018"), "/id pattern"],
    [(brief) => (brief.published = "2018-07-16T11:53:00"), "/published format"],
    [(brief) => (brief.published = "2018-07-16"), "/published format"],
    [(brief) => (brief.place = "Helsinki"), "/place"],
    [(brief) => delete brief.place.zone, "/place"],
    [(brief) => (brief.sessions[1].start = "13:30 GMT"), "/sessions/1/start anyOf"],
    [(brief) => (brief.sessions[1].start = "2018-07-16T13:30:00"), "/sessions/1/start anyOf"],
    [(brief) => (brief.sessions[1].start = "2018-02-30"), "/sessions/1/start anyOf"],
    [(brief) => (brief.sessions[1].start = "2018-07"), "/sessions/1/start anyOf"],
    [(brief) => (brief.sessions[1].start = 20180716), "/sessions/1/start type"],
    [(brief) => (brief.sessions[1].end = "tomorrow"), "/sessions/1/end"],
    [(brief) => (brief.sessions[1].was = "yesterday"), "/sessions/1/was"],
    [(brief) => (brief.sessions[1].allDay = "true"), "/sessions/1/allDay type"],
    [(brief) => (brief.sessions[1].allDay = null), "/sessions/1/allDay type"],
    [(brief) => (brief.sessions[1].status = "maybe"), "/sessions/1/status"],
    [(brief) => (brief.issues[3].dates[1].date = "March 2018"), "/issues/3/dates/1/date pattern"],
    [(brief) => (brief.issues[4].links[0].url = "javascript:alert(1)"), "/issues/4/links/0/url pattern"],
    [(brief) => (brief.issues[3].body = "One paragraph."), "/issues/3/body type"],
    [(brief) => delete brief.issues[3].positions[1].party, "/issues/3/positions/1 required"],
  ];
  for (const [change, fault] of cases) {
    const brief = reference();
    change(brief);
    assert.ok(faults(brief).some((found) => found.startsWith(fault)), `${change}: ${faults(brief)}`);
  }
});

test("the schema allows unknown fields, which `check` reports", () => {
  assert.deepEqual(faults({ ...reference(), "x-desk": true, $schema: "brief.schema.json" }), []);
});

test("the schema is published with the widget", { skip: !existsSync(join(root, "dist")) && "no dist/" }, () => {
  assert.equal(read("dist/brief.schema.json"), text);
});
