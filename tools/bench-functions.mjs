// Measures the package's functions for servers: the first call, which compiles the program, and later ones.
//
//   node tools/bench-functions.mjs      (after make package)

import { readFileSync } from "node:fs";

const { calendar, check, importArticle, render } = await import("../target/packages/npm/lib/render.js");
const brief = JSON.parse(readFileSync("static/briefs/helsinki-2018.json", "utf8"));
const article = readFileSync("tests/fixtures/articles/reference-style.txt", "utf8");

const CALLS = {
  render: () => render(brief),
  check: () => check(brief),
  calendar: () => calendar(brief),
  importArticle: () => importArticle(article),
};
const time = async (call) => {
  const start = performance.now();
  await call();
  return performance.now() - start;
};
console.log(`first call: ${(await time(CALLS.render)).toFixed(0)} ms`);
for (const [name, call] of Object.entries(CALLS)) {
  const times = [];
  for (let round = 0; round < 60; round += 1) times.push(await time(call));
  // The engine optimises the program during the first calls.
  const sorted = times.slice(20).sort((one, other) => one - other);
  console.log(`${name.padEnd(14)} ${sorted[20].toFixed(1)} ms (median of 40)`);
}
