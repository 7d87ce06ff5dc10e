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
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text);
/** A date stays a date. */
const moment = (text) => (isDay(text) ? text : instant(text));

/** A file as ical.js reads it. Throws if it is not iCalendar. */
function withJavaScript(bytes) {
  // `fatal` rejects invalid UTF-8, such as a character split by folding.
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  const value = (component, name) => component.getFirstPropertyValue(name);
  const utc = (time) => {
    if (time === null || time.isDate) return time && time.toString();
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
      transparency: value(component, "transp"),
      status: value(component, "status"),
      summary: event.summary,
      location: value(component, "location"),
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
    refresh: value(calendar, "refresh-interval").toString(),
    olderRefresh: value(calendar, "x-published-ttl"),
    entries: calendar.getAllSubcomponents("vevent").map(entry),
  };
}

/** A file as icalendar reads it. */
function withPython(bytes) {
  const read = JSON.parse(run(python, ["tests/rendered/read_calendar.py"], bytes));
  for (const entry of read.entries) {
    for (const name of ["stamp", "start", "end"]) entry[name] &&= moment(entry[name]);
  }
  return read;
}

/** The day after `day`. */
const dayAfter = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

const statuses = { confirmed: "CONFIRMED", expected: "TENTATIVE", postponed: "CONFIRMED", cancelled: "CANCELLED" };

/** What a reader must find in the file, computed from the brief's JSON. */
function expected(brief, sessions, page) {
  const entry = ({ id, title, start, end, allDay, was, note, outcome, status = "confirmed" }) => {
    const lacksNewTime = status === "postponed" && !was;
    const isHeld = status !== "cancelled" && !lacksNewTime;
    const remarks = [
      status === "expected" && "not confirmed",
      lacksNewTime && "postponed, no new time yet",
      status === "cancelled" && "cancelled",
      isHeld && isDay(start) && !allDay && "time to be confirmed",
    ].filter(Boolean);
    const summary = remarks.length > 0 ? `${title} (${remarks.join(", ")})` : title;
    const openEnd = isHeld && !isDay(start) && !end ? "It is not known when this ends." : undefined;
    const texts = [brief.title, note, outcome, openEnd, page].filter((text) => text !== undefined);
    return {
      uid: `${brief.id}.${id}@summit-brief`,
      stamp: instant(brief.updated),
      sequence: Math.floor(Date.parse(brief.updated) / 60_000),
      start: moment(start),
      end: isDay(start) ? dayAfter(end ?? start) : end ? instant(end) : null,
      transparency: "TRANSPARENT",
      status: isHeld ? statuses[status] : "CANCELLED",
      summary,
      location: brief.place?.name ?? null,
      description: texts.join("\n\n"),
      url: page ?? null,
      alarms: isHeld && !isDay(start) ? [["DISPLAY", -600, summary]] : [],
    };
  };
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
    refresh: "PT1H",
    olderRefresh: "PT1H",
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

// Sessions of every kind, each with and without an end.
const kinds = [
  { start: "2018-07-16T10:20:00Z" },
  { start: "2018-07-16T10:20:00Z", end: "2018-07-16T18:20:00+05:45" },
  { start: "2018-07-16", allDay: true },
  { start: "2018-07-30", end: "2018-07-31", allDay: true },
  { start: "2018-12-31" },
  { start: "2018-07-16", end: "2018-07-18" },
];
const certainties = [
  {},
  { status: "expected" },
  { status: "postponed", was: "2018-07-01T10:20:00Z" },
  { status: "postponed", was: "2018-07-01" },
  { status: "postponed" },
  { status: "cancelled" },
];

for (const { reader, read, skip } of readers) {
  test(`${reader} reads sessions of every kind, without a place`, { skip }, () => {
    const brief = JSON.parse(readFileSync(join(root, "static/briefs/helsinki-2018.json"), "utf8"));
    const sessions = kinds.flatMap((kind, index) =>
      certainties.map((certainty, other) => ({ id: `s${index}-${other}`, title: "A", ...kind, ...certainty })),
    );
    const { place, ...placeless } = brief;
    const changed = { ...placeless, sessions };
    const file = join(folder, "kinds.json");
    writeFileSync(file, JSON.stringify(changed));
    assert.deepEqual(read(written(file)), expected(changed, sessions));
  });
}
