// <summit-time>: words of the article, and after them the same moment in the reader's own time. Needs no WebAssembly.
// The build puts this file and the loader into one, and the reader's language's words in place of IN_YOUR_TIME.

// RFC 3339, or a global date and time of HTML.
const WHEN = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i;

class SummitTime extends HTMLElement {
  static observedAttributes = ["datetime"];
  static #connected = new Set();
  static #zone; // undefined: the browser's

  static {
    addEventListener("sb-zone", ({ detail }) => {
      SummitTime.#zone = detail.zone;
      for (const element of SummitTime.#connected) element.#show();
    });
  }

  #own = document.createElement("span");

  connectedCallback() {
    SummitTime.#connected.add(this);
    // A script may put the words in only now.
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
    // A copy of an element, or of its HTML, brings along what was added there.
    for (const added of this.querySelectorAll(".sb-own-time")) added.remove();
    const text = this.getAttribute("datetime") ?? "";
    // Without an offset it would be another moment for every reader.
    const moment = WHEN.test(text) ? text : NaN;
    const language = this.closest("[lang]")?.lang || undefined;
    const say = (options, at = moment, timeZone = SummitTime.#zone) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(at));
    try {
      const day = { day: "numeric", month: "long" };
      const clock = say({ timeStyle: "short" });
      // The words are of the date that is written there.
      const other = say(day) === say(day, text.slice(0, 10), "UTC") ? "" : ` ${say({ weekday: "long" })}`;
      this.#own.className = "sb-own-time";
      this.#own.textContent = ` · ${clock}${other} ${IN_YOUR_TIME}`;
      this.append(this.#own);
    } catch {
      console.warn(`summit-brief: datetime="${text}" is no time with an offset, such as 2018-07-16T10:20:00Z`);
    }
  }
}

if (!customElements.get("summit-time")) customElements.define("summit-time", SummitTime);
