// The types of "summit-brief/svelte": the attributes of both elements, as svelte-check sees them.

import "summit-brief/svelte";
import type { Brief } from "summit-brief";
import type { SvelteHTMLElements } from "svelte/elements";

declare const brief: Brief;

const widget: SvelteHTMLElements["summit-brief"] = {
  brief,
  class: "wide",
  refresh: 60,
  "as-of": "published",
  "hour-cycle": "h23",
  "heading-level": 3,
  "onsb-toggle": ({ detail }) => console.log(detail.id, detail.cause),
  "on:sb-ready": () => {},
};
const time: SvelteHTMLElements["summit-time"] = { datetime: "2018-07-16T10:20:00Z" };
console.log(widget, time);

const mistakes: SvelteHTMLElements["summit-brief"][] = [
  // @ts-expect-error: no such clock
  { "hour-cycle": "h24" },
  // @ts-expect-error: no such level
  { "heading-level": 1 },
  // @ts-expect-error: an object, not its JSON
  { brief: JSON.stringify(brief) },
  // @ts-expect-error: no such attribute
  { source: "brief.json" },
  // @ts-expect-error: the event has another detail
  { "onsb-zone": ({ detail }) => console.log(detail.hourCycle) },
];
// @ts-expect-error: a string
const mistake: SvelteHTMLElements["summit-time"] = { datetime: 0 };
console.log(mistakes, mistake);
