// <summit-time>: adds the reader's own time after the article's words. Needs no WebAssembly. The build bundles this
// file with the loader, and replaces IN_YOUR_TIME with words.

// RFC 3339, or a global date and time string of HTML.
const DATE_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i;

class SummitTime extends HTMLElement {
  static observedAttributes = ["datetime"];
  static #connected = new Set();
  static #zone; // undefined for the browser's

  static {
    addEventListener("sb-zone", ({ detail }) => {
      SummitTime.#zone = detail.zone;
      for (const element of SummitTime.#connected) element.#show();
    });
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
    const language = this.closest("[lang]")?.lang || undefined;
    const format = (options, at = moment, timeZone = SummitTime.#zone) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(at));
    try {
      const day = { day: "numeric", month: "long" };
      const clock = format({ timeStyle: "short" });
      // The article's words refer to the date in `datetime`. If the reader's date differs, add the weekday.
      const weekday = format(day) === format(day, text.slice(0, 10), "UTC") ? "" : ` ${format({ weekday: "long" })}`;
      this.#own.className = "sb-own-time";
      this.#own.textContent = ` · ${clock}${weekday} ${IN_YOUR_TIME}`;
      this.append(this.#own);
    } catch {
      console.warn(`summit-brief: datetime="${text}" is not a time with an offset, such as 2018-07-16T10:20:00Z`);
    }
  }
}

if (!customElements.get("summit-time")) customElements.define("summit-time", SummitTime);
