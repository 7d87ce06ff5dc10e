// The forms of the snippet, for each of three briefs.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { summitBrief } from "../rendered/program.mjs";

/** The address of the widget's files and of the briefs; the tests put the server's own address in its place. */
export const CDN = "https://cdn.example";

const render = (...options) => execFileSync(...summitBrief(["render", ...options]), { encoding: "utf8", stdio: "pipe" });

const PATHS = [
  "static/briefs/helsinki-2018.json",
  "static/briefs/helsinki-2018.zh-Hant.json",
  "tests/fixtures/briefs/accord-review.json",
];

/** Each brief with its name, its content, and its HTML in every form. */
export const briefs = PATHS.map((path) => {
  const name = basename(path, ".json");
  const base = ["--base", CDN];
  const src = ["--src", `${CDN}/${name}.json`];
  const json = readFileSync(path);
  return {
    name,
    json,
    content: JSON.parse(json),
    forms: {
      inline: render(path, ...base),
      src: render(path, ...base, ...src),
      "stand-in": render(path, ...src),
      feed: render(path, "--feed"),
    },
  };
});

export const FORMS = Object.keys(briefs[0].forms);
