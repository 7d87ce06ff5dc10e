// How well the desk reads sentences and articles that were written without a look at its code (tests/fixtures/desk/unseen), beside
// libraries that read dates. Nothing is tuned to these sentences. The libraries are optional:
//
//     npm install --prefix target/bench-desk chrono-node@2.10.3
//     python3 -m venv target/bench-desk/python && target/bench-desk/python/bin/pip install dateparser==1.2.2

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const cases = JSON.parse(readFileSync("tests/fixtures/desk/unseen/sentences.json", "utf8"));
const instants = (times) => new Set(times.map((time) => Date.parse(time)));

/** The starts of the sessions that `import` writes. The first line is a headline. */
function summitBrief({ text, zone, published }) {
  const options = ["import", "-", "--zone", zone, "--published", published];
  const program = process.env.SUMMIT_BRIEF_PROGRAM ?? "target/debug/summit-brief";
  const { stdout } = spawnSync(program, options, { input: `Times to know\n\n${text}\n`, encoding: "utf8" });
  return JSON.parse(stdout).sessions.map(({ start }) => start);
}

async function chrono() {
  const path = resolve("target/bench-desk/node_modules/chrono-node/dist/esm/index.js");
  if (!existsSync(path)) return;
  const { parse } = await import(pathToFileURL(path));
  return ({ text, published }) => {
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(published) ?? ["", "+", "0", "0"];
    const reference = { instant: new Date(published), timezone: Number(`${sign}1`) * (hours * 60 + Number(minutes)) };
    const found = parse(text, reference, { forwardDate: true }).filter(({ start }) => start.isCertain("hour"));
    return found.map(({ start }) => start.date().toISOString());
  };
}

/** In one process, because it takes seconds to start. */
function dateparser() {
  const python = "target/bench-desk/python/bin/python";
  if (!existsSync(python)) return;
  const script = `
import datetime, json, sys
from dateparser.search import search_dates
for case in json.load(sys.stdin):
    base = datetime.datetime.fromisoformat(case["published"]).replace(tzinfo=None)
    settings = {"RELATIVE_BASE": base, "TIMEZONE": case["zone"], "RETURN_AS_TIMEZONE_AWARE": True, "PREFER_DATES_FROM": "future"}
    found = search_dates(case["text"], languages=["en"], settings=settings) or []
    timed = [time for words, time in found if (time.hour, time.minute) != (base.hour, base.minute)]
    print(json.dumps([time.isoformat() for time in timed]))`;
  const lines = execFileSync(python, ["-c", script], { input: JSON.stringify(cases), encoding: "utf8" })
    .trim()
    .split("\n");
  const found = new Map(cases.map((one, at) => [one, JSON.parse(lines[at])]));
  return (one) => found.get(one);
}

/** A sentence is right if exactly its starts are found, wrong if anything else is found, and missed otherwise. */
function score(read) {
  const counts = { right: 0, wrong: 0, missed: 0 };
  for (const one of cases) {
    const wanted = instants(one.right.sessions.map(({ start }) => start));
    const found = instants(read(one));
    if ([...found].some((start) => !wanted.has(start))) counts.wrong += 1;
    else if (found.size < wanted.size) counts.missed += 1;
    else counts.right += 1;
  }
  return counts;
}

/** How many of the moments that articles state are in the brief or offered, and how many cards and sessions are false. */
function articles(list) {
  const folder = "tests/fixtures/desk/unseen/";
  const program = process.env.SUMMIT_BRIEF_PROGRAM ?? "target/debug/summit-brief";
  const sum = { stated: 0, "in the brief": 0, offered: 0, wrong: 0, cards: 0, "false cards": 0, "cards missed": 0 };
  for (const { file, zone, published, right } of JSON.parse(readFileSync(folder + list, "utf8"))) {
    const options = [
      "import",
      folder + file,
      "--format",
      "json",
      "--zone",
      zone,
      ...(published ? ["--published", published] : []),
    ];
    const { brief, items } = JSON.parse(spawnSync(program, options, { encoding: "utf8" }).stdout);
    const wanted = instants((right.sessions ?? []).map(({ start }) => start));
    const own = instants(brief.sessions.map(({ start }) => start));
    const offered = instants(items.filter(({ kind }) => kind === "candidate").map(({ instant }) => instant));
    const missing = [...wanted].filter((start) => !own.has(start));
    sum.stated += wanted.size;
    sum["in the brief"] += wanted.size - missing.length;
    sum.offered += missing.filter((start) => offered.has(start)).length;
    sum.wrong += [...own].filter((start) => !wanted.has(start)).length;
    if (right.issues) {
      const titles = brief.issues.map(({ title }) => title);
      sum.cards += titles.filter((title) => right.issues.includes(title)).length;
      sum["false cards"] += titles.filter((title) => !right.issues.includes(title)).length;
      sum["cards missed"] += right.issues.filter((title) => !titles.includes(title)).length;
    }
  }
  console.log(
    `${list}: ${Object.entries(sum)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ")}`,
  );
}

articles("articles.json");
articles("schedules.json");

const readers = { "summit-brief": summitBrief, "chrono-node": await chrono(), dateparser: dateparser() };
console.log(`${cases.length} sentences     right  wrong  missed`);
for (const [name, read] of Object.entries(readers)) {
  const { right, wrong, missed } = read ? score(read) : { right: "not", wrong: "installed", missed: "" };
  console.log(`${name.padEnd(16)}${String(right).padStart(7)}${String(wrong).padStart(7)}${String(missed).padStart(8)}`);
}
