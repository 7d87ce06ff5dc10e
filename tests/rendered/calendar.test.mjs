// Reads the output of `summit-brief calendar` with two independent programs, ical.js (npm) and icalendar (PyPI). Both
// must find what the brief says. Run with `node --test tests/rendered/*.test.mjs`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { summitBrief } from "./program.mjs";

const root = new URL("../..", import.meta.url).pathname;
const require = createRequire(new URL("../../tools/package.json", import.meta.url));
const ICAL = (await import(require.resolve("ical.js"))).default;

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "calendar-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (program, options, input) => execFileSync(program, options, { cwd: root, input });
const written = (...options) => run(...summitBrief(["calendar", ...options]));
// tools/env.sh is the one place that knows where the tools are.
const tools = (command) => run("bash", ["-c", `. tools/env.sh && ${command}`]).toString();
const python = join(tools('printf %s "$SB_ICALENDAR"'), "bin", "python");
// CI installs Python, so it is an error if icalendar is missing there.
const noPython = !process.env.CI && tools("oracle_lacks python") !== "" && "no Python icalendar";
const readers = [
  { reader: "ical.js", read: withJavaScript, skip: false },
  { reader: "icalendar", read: withPython, skip: noPython },
];

const instant = (text) => new Date(text).toISOString();

/** A file as ical.js reads it. Throws if it is not iCalendar. */
function withJavaScript(bytes) {
  // `fatal` rejects invalid UTF-8, such as a character split by folding.
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  const value = (component, name) => component.getFirstPropertyValue(name);
  const utc = (time) => {
    assert.equal(time.zone, ICAL.Timezone.utcTimezone, time.toString());
    return time.toJSDate().toISOString();
  };
  const entry = (component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      stamp: utc(value(component, "dtstamp")),
      sequence: event.sequence,
      start: utc(event.startDate),
      end: utc(value(component, "dtend")),
      status: value(component, "status"),
      summary: event.summary,
      location: event.location,
      description: event.description,
      url: value(component, "url"),
      alarms: component
        .getAllSubcomponents("valarm")
        .map((alarm) => [value(alarm, "action"), value(alarm, "trigger").toSeconds(), value(alarm, "description")]),
    };
  };
  return {
    errors: [],
    version: value(calendar, "version"),
    product: value(calendar, "prodid"),
    method: value(calendar, "method"),
    name: value(calendar, "name"),
    olderName: value(calendar, "x-wr-calname"),
    entries: calendar.getAllSubcomponents("vevent").map(entry),
  };
}

/** A file as icalendar reads it. */
function withPython(bytes) {
  const read = JSON.parse(run(python, ["tests/rendered/read_calendar.py"], bytes));
  for (const entry of read.entries) for (const name of ["stamp", "start", "end"]) entry[name] = instant(entry[name]);
  return read;
}

/**
 * When the session ends or counts as over, computed independently: without `end`, two hours after its start or at the
 * next later start of a session that is not cancelled, whichever comes first.
 */
function end(session, sessions) {
  if (session.end) return instant(session.end);
  const start = Date.parse(session.start);
  const later = sessions.filter(({ status }) => status !== "cancelled").map((other) => Date.parse(other.start));
  return instant(Math.min(start + 2 * 3_600_000, ...later.filter((other) => other > start)));
}

const statuses = { confirmed: "CONFIRMED", expected: "TENTATIVE", postponed: "CONFIRMED", cancelled: "CANCELLED" };

/** What a reader must find in the file, computed from the brief's JSON. */
function expected(brief, sessions, page) {
  const entry = (session) => ({
    uid: `${brief.id}.${session.id}@summit-brief`,
    stamp: instant(brief.updated),
    sequence: Math.floor(Date.parse(brief.updated) / 60_000),
    start: instant(session.start),
    end: end(session, brief.sessions),
    status: statuses[session.status ?? "confirmed"],
    summary: session.title,
    location: brief.place.name,
    description: [brief.title, session.note, session.outcome, page].filter((text) => text !== undefined).join("\n\n"),
    url: page ?? null,
    alarms: session.status === "cancelled" ? [] : [["DISPLAY", -600, session.title]],
  });
  // The name is a text (RFC 7986, section 5.1). Neither reader knows the property, so both return it still escaped.
  const title = brief.title.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
  const name = sessions.length > 1 ? title : null;
  return {
    errors: [],
    version: "2.0",
    product: "-//summit-brief//summit-brief//EN",
    method: null,
    name,
    olderName: name,
    entries: sessions.map(entry),
  };
}

for (const path of ["static/briefs/helsinki-2018.json", "tests/fixtures/briefs/accord-review.json"]) {
  const brief = JSON.parse(readFileSync(join(root, path), "utf8"));
  const page = "https://news.example/a,b;c?d=e&f=%20#helsinki";

  for (const { reader, read, skip } of readers) {
    test(`${brief.id}: ${reader} reads every session as in the brief`, { skip }, () => {
      assert.deepEqual(read(written(path)), expected(brief, brief.sessions));
    });

    test(`${brief.id}: ${reader} reads a single session with the address of the article`, { skip }, () => {
      const session = brief.sessions.at(-1);
      const bytes = written(path, "--session", session.id, "--url", page);
      assert.deepEqual(read(bytes), expected(brief, [session], page));
    });

    test(`${brief.id}: ${reader} reads texts that need escaping and folding in every field`, { skip }, () => {
      const hard = 'a\\n; b, c: "d" \\\\; <b>é</b> “東京” 🌍🇫🇮 e\u0301\n\n—\ttab';
      const sessions = brief.sessions.map((session, index) => ({
        ...session,
        title: `${"x".repeat(50 + index)} ${hard}`,
        note: hard.repeat(7),
        outcome: `${"é".repeat(40 + index)}${hard}`,
      }));
      const changed = { ...brief, title: `🌍${hard}`, place: { ...brief.place, name: hard }, sessions };
      const file = join(folder, `${brief.id}.json`);
      writeFileSync(file, JSON.stringify(changed));
      assert.deepEqual(read(written(file)), expected(changed, sessions));
    });
  }
}
