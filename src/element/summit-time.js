// <summit-time>: adds the reader's own time after the article's words. Needs no WebAssembly. The build bundles this
// file with the loader, and replaces IN_YOUR_TIME with words and ENGLISH_H23 with regions.

// RFC 3339, or a global date and time string of HTML.
const DATE_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i;
// English in regions with 24-hour clocks. Some engines do not know the region, or write 18.20 or “p.m.”.
const ENGLISH_H23_TAG = new RegExp(`^en(-[a-z]{4})?-(${ENGLISH_H23})\\b`, "i");

class SummitTime extends HTMLElement {
  static observedAttributes = ["datetime"];
  static #connected = new Set();
  // The zone and hour cycle of the widget that changed them last; at first, the browser's and the language's.
  static #choice = {};

  static {
    for (const name of ["sb-zone", "sb-clock"]) {
      addEventListener(name, ({ detail }) => {
        Object.assign(SummitTime.#choice, detail);
        for (const element of SummitTime.#connected) element.#show();
      });
    }
  }

  #own = document.createElement("span");

  connectedCallback() {
    SummitTime.#connected.add(this);
    // A script may add the words right after it has inserted the element.
    queueMicrotask(() => this.#show());
  }

  disconnectedCallback() {
    SummitTime.#connected.delete(this);
  }

  attributeChangedCallback() {
    this.#show();
  }

  #show() {
    if (!SummitTime.#connected.has(this)) return;
    // A copied element, or copied HTML, includes the time added to the original.
    for (const added of this.querySelectorAll(".sb-own-time")) added.remove();
    const text = this.getAttribute("datetime") ?? "";
    // Without an offset, it would mean a different moment in every zone.
    const moment = DATE_TIME.test(text) ? text : NaN;
    const given = this.closest("[lang]")?.lang || undefined;
    const language = ENGLISH_H23_TAG.test(given) ? "en-GB" : given;
    const { zone, hourCycle } = SummitTime.#choice;
    const format = (options, at = moment, timeZone = zone) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(at));
    try {
      const day = { day: "numeric", month: "long" };
      const hour = hourCycle === "h12" ? "numeric" : "2-digit";
      const clock = format(hourCycle ? { hour, minute: "2-digit", hourCycle } : { timeStyle: "short" });
      // The article's words refer to the date in `datetime`. If the reader's date differs, add the weekday.
      const weekday = format(day) === format(day, text.slice(0, 10), "UTC") ? "" : ` ${format({ weekday: "long" })}`;
      this.#own.className = "sb-own-time";
      this.#own.textContent = ` · ${clock.replace(/\s/g, "\xa0")}${weekday} ${IN_YOUR_TIME}`;
      this.append(this.#own);
    } catch {
      console.warn(`summit-brief: datetime="${text}" is not a time with an offset, such as 2018-07-16T10:20:00Z`);
    }
  }
}

if (!customElements.get("summit-time")) customElements.define("summit-time", SummitTime);
