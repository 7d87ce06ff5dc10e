// The types of "summit-brief": elements by tag name, their members, events and attributes, and the brief.

import "summit-brief";
import type {
  Brief,
  SummitBriefAttributes,
  SummitBriefElement,
  SummitBriefEventMap,
  SummitTimeAttributes,
} from "summit-brief";

const brief: Brief = {
  id: "helsinki-2018",
  title: "What divides the two presidents",
  summary: "The two presidents hold their first summit.",
  published: "2018-07-16T11:53:00+08:00",
  updated: "2018-07-16T12:29:00+08:00",
  place: { name: "Helsinki", zone: "Europe/Helsinki" },
  credit: null,
  parties: [{ id: "russia", name: "Russia" }],
  zones: [{ zone: "UTC" }, { zone: "Asia/Hong_Kong", label: "Hong Kong" }],
  sessions: [{ id: "meeting", title: "The two meet", start: "2018-07-16", allDay: true, status: "expected" }],
  issues: [
    {
      id: "syria",
      title: "Syria",
      summary: "Air strikes have infuriated Moscow.",
      positions: [{ party: "russia", text: "Infuriated." }],
      dates: [{ date: "2017-04", text: "Air strikes." }],
      links: [{ title: "The Herald" }],
      sessions: ["meeting"],
    },
  ],
};

const widget = document.querySelector("summit-brief");
if (widget) {
  const same: SummitBriefElement = widget;
  same.expandAll();
  same.collapseAll();
  same.open("syria");
  same.brief = brief;
  same.brief = null;
  const title: string | undefined = same.brief?.title;
  console.log(title, same.hidden);

  same.addEventListener("sb-toggle", function ({ detail }) {
    const { id, index, open, cause } = detail;
    if (cause === "restore") this.open(id);
    // @ts-expect-error: no such cause
    if (cause === "hover") console.log(index, open);
  });
  same.addEventListener("sb-ready", ({ detail }) => detail satisfies null, { once: true });
  same.addEventListener("click", ({ clientX }) => console.log(clientX));
  same.addEventListener("another", (event) => console.log(event.type));

  // @ts-expect-error: needs the issue's id
  same.open();
  // @ts-expect-error: an object, not its JSON
  same.brief = JSON.stringify(brief);
  // @ts-expect-error: no such method
  same.close("syria");
}

document.addEventListener("sb-phase", ({ detail }) => {
  const phase: "under-way" | "over" = detail.phase;
  console.log(detail.session, phase);
});
addEventListener("sb-calendar", ({ detail }) => {
  // @ts-expect-error: undefined for all sessions
  const session: string = detail.session;
  console.log(session, detail.provider);
});

const onUpdate = ({ detail }: SummitBriefEventMap["sb-update"]) => console.log(detail.changed.join());
widget?.addEventListener("sb-update", onUpdate);
widget?.removeEventListener("sb-update", onUpdate);
// @ts-expect-error: another event
widget?.addEventListener("sb-zone", onUpdate);

document.createElement("summit-brief").expandAll();
document.createElement("summit-time").setAttribute("datetime", "2018-07-16T10:20:00Z");

const version: string | undefined = customElements.get("summit-brief")?.version;
void customElements.whenDefined("summit-brief").then((SummitBrief) => console.log(new SummitBrief().brief, version));

const attributes: SummitBriefAttributes = {
  src: "brief.json",
  refresh: 60,
  "as-of": "published",
  "hour-cycle": "h23",
  "heading-level": "3",
  expand: "syria ukraine",
};
const time: SummitTimeAttributes = { datetime: "2018-07-16T10:20:00Z" };
console.log(attributes, time);

// @ts-expect-error: no such clock
const clock: SummitBriefAttributes = { "hour-cycle": "h24" };
// @ts-expect-error: no such level
const level: SummitBriefAttributes = { "heading-level": 1 };
// @ts-expect-error: as HTML writes it
const camel: SummitBriefAttributes = { headingLevel: 3 };
// @ts-expect-error: lacks most fields
const partial: Brief = { id: "helsinki-2018" };
// @ts-expect-error: no such status
const status: Brief["sessions"][number] = { id: "meeting", title: "They meet", start: "2018-07-16", status: "moved" };
// @ts-expect-error: not a field
const field: Brief = { ...brief, subtitle: "" };
console.log(clock, level, camel, partial, status, field);

// @ts-expect-error: the module exports only types
import { SummitBrief } from "summit-brief";
console.log(SummitBrief);
