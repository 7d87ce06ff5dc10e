// <summit-time>: adds the reader's own time after the article's words. Needs no WebAssembly. The build bundles this
// file with the loader, and replaces ENGLISH_H23 with regions. The style sheet has the words, in every language.

// RFC 3339, or a global date and time string of HTML.
const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)[T ](([01]\d|2[0-3]):[0-5]\d)(:([0-5]\d|60)(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i;
// English in regions with 24-hour clocks. Some engines do not know the region, or write 18.20 or “p.m.”.
const ENGLISH_H23_TAG = new RegExp(`^en(-[a-z]{4})?-(${ENGLISH_H23})\\b`, "i");

const shown = new Set();
// The zone and hour cycle of the widget that changed them last; at first, the browser's and the language's.
let choice = {};

// Shared, because each takes 1 to 3 ms on a phone, and the first one takes 0.1 s. Their digits are the widget's.
const formatters = {};
const format = (language, moment, options) =>
  (formatters[[language, ...Object.values(options)]] ??= new Intl.DateTimeFormat(language, {
    ...options,
    numberingSystem: "latn",
  })).format(moment);

const formatClock = (language, moment, { zone: timeZone, hourCycle }) => {
  const hour = hourCycle === "h12" ? "numeric" : "2-digit";
  const style = hourCycle ? { hour, minute: "2-digit", hourCycle } : { timeStyle: "short" };
  return format(language, moment, { ...style, timeZone });
};

const warned = {};
/** Logs a warning, once for each value. */
const warn = (name, value) => {
  const message = `summit-brief: invalid ${name}="${value}"`;
  if (!warned[message]) console.warn(message);
  warned[message] = true;
};

/** What follows the words of `element`; nothing if its `datetime` is invalid. */
const ownTime = (element) => {
  const text = element.getAttribute("datetime");
  const [, date, time, , , seconds = 0, , offset] = DATE_TIME.exec(text) ?? [];
  // Some engines take 30 February for 2 March.
  if (!new Date(date).toJSON()?.startsWith(date)) return warn("datetime", text);
  // Not every engine can parse a leap second.
  const moment = Date.parse(`${date}T${time}${offset.toUpperCase()}`) + seconds * 1000;

  // An empty list stands for the browser's language.
  let language = element.closest("[lang]")?.lang || [];
  if (ENGLISH_H23_TAG.test(language)) language = "en-GB";
  try {
    Intl.getCanonicalLocales(language);
  } catch {
    warn("lang", language);
    language = [];
  }
  const clock = formatClock(language, moment, choice).replace(/\s/g, "\xa0");
  // The article's words refer to the date in `datetime`. If the reader's date differs, add the weekday. Swedish dates
  // have the same form.
  const isSameDay = format("sv", moment, { timeZone: choice.zone }) === date;
  const weekday = isSameDay ? "" : format(language, moment, { weekday: "long", timeZone: choice.zone }) + " ";
  const words = getComputedStyle(element).getPropertyValue("--sb-your-time").slice(1, -1);
  return ` · ${weekday}${clock} ${words}`;
};

const show = (element) => {
  if (!element.isConnected) return;
  shown.add(element);
  // A copied element, or copied HTML, includes the time added to the original.
  const own = element.querySelector(".sb-own-time") ?? document.createElement("span");
  own.className = "sb-own-time";
  own.textContent = ownTime(element);
  element.append(own);
};

for (const name of ["sb-zone", "sb-clock"]) {
  addEventListener(name, ({ detail }) => {
    const next = { ...choice, ...detail };
    try {
      formatClock("en", 0, next);
    } catch {
      // The event is another script's.
      return warn(name, Object.values(detail));
    }
    choice = next;
    shown.forEach(show);
  });
}

// The style sheet, which has the words, may arrive after the script.
addEventListener("load", () => shown.forEach(show));

const whenIdle = self.requestIdleCallback ?? setTimeout;

let loads;
/**
 * Loads what the first formatter needs, once, in two idle tasks. It takes 80 to 150 ms on a phone. In Chromium, a collator
 * loads half of it.
 */
export const loadIntl = () => {
  loads ??= [Intl.Collator, Intl.DateTimeFormat].map((Kind) => self.requestIdleCallback?.(() => new Kind()));
};

class SummitTime extends HTMLElement {
  static observedAttributes = ["datetime"];

  connectedCallback() {
    loadIntl();
    // Later, because a script may add the words after it has inserted the element.
    whenIdle(() => show(this), { timeout: 1000 });
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    if (shown.has(this)) show(this);
  }
}

/** Defines an element, unless an earlier script has. */
export const define = (name, Class) => {
  if (!customElements.get(name)) customElements.define(name, Class);
};

define("summit-time", SummitTime);
