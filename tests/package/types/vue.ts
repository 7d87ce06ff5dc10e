// The types of "summit-brief/vue": the props of both elements, as checkers of templates see them.

import "summit-brief/vue";
import type { Brief } from "summit-brief";
import type { GlobalComponents, NativeElements } from "vue";

type Props<Tag extends "summit-brief" | "summit-time"> = InstanceType<GlobalComponents[Tag]>["$props"];

declare const brief: Brief;

const widget: Props<"summit-brief"> = {
  brief,
  class: "wide",
  key: 1,
  refresh: 60,
  asOf: "published",
  "hour-cycle": "h23",
  headingLevel: "3",
  onSbToggle: ({ detail }) => console.log(detail.id, detail.cause),
};
const time: Props<"summit-time"> = { datetime: "2018-07-16T10:20:00Z" };
const element: NativeElements["summit-brief"] = { src: "brief.json", "heading-level": 3, onSbReady: () => {} };
console.log(widget, time, element);

const mistakes: Props<"summit-brief">[] = [
  // @ts-expect-error: no such clock
  { hourCycle: "h24" },
  // @ts-expect-error: no such level
  { "heading-level": 1 },
  // @ts-expect-error: an object, not its JSON
  { brief: JSON.stringify(brief) },
  // @ts-expect-error: no such attribute
  { source: "brief.json" },
  // @ts-expect-error: the event has another detail
  { onSbZone: ({ detail }) => console.log(detail.hourCycle) },
];
// @ts-expect-error: a string
const mistake: Props<"summit-time"> = { datetime: 0 };
console.log(mistakes, mistake);
